// Feeds and entries as JSON.
import { eventObject } from './event-documents.ts';
import type { Decode } from './event-view.ts';
import type { Entry, Feed, FeedLink } from './feed.ts';
import { type JsonObject, writeJson } from './json-writer.ts';

export const AUTHOR = 'EventStore';

export function feedJson(feed: Feed, decode: Decode): string {
  return writeJson({
    title: feed.title,
    id: feed.id,
    updated: feed.updated,
    streamId: feed.streamId,
    author: { name: AUTHOR },
    headOfStream: feed.headOfStream,
    selfUrl: feed.selfUrl,
    eTag: feed.eTag,
    links: feed.links.map(linkObject),
    entries: feed.entries.map((entry) => entryObject(entry, decode)),
  });
}

export function entryJson(entry: Entry, decode: Decode): string {
  return writeJson(entryObject(entry, decode));
}

function entryObject(entry: Entry, decode: Decode): JsonObject {
  return {
    ...entry.rich,
    title: entry.title,
    id: entry.id,
    updated: entry.updated,
    author: { name: AUTHOR },
    summary: entry.summary,
    content: entry.content && eventObject(entry.content, decode),
    links: entry.links.map(linkObject),
  };
}

function linkObject(link: FeedLink): JsonObject {
  return { uri: link.uri, relation: link.relation };
}
