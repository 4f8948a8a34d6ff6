// Feeds and entries as JSON.
import { eventObject } from './event-documents.ts';
import type { Decode } from './event-view.ts';
import { type Entry, type Feed, type FeedLink, MAX_FEED_LENGTH, writeEntries } from './feed.ts';
import { type JsonObject, RawJson, writeJson } from './json-writer.ts';

export const AUTHOR = 'EventStore';

/** Where an entry stands in the feed. */
const INDENT = '    ';

/** Undefined when it would be longer than `maxLength`. */
export function feedJson(feed: Feed, decode: Decode, maxLength = MAX_FEED_LENGTH): string | undefined {
  const entries = writeEntries(feed, (entry) => writeJson(entryObject(entry, decode), INDENT), maxLength);
  if (!entries) return undefined;
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
    entries: entries.map((text) => new RawJson(text)),
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
