// What a feed page says, before it is written as JSON or XML: its links, and its events, newest first, as entries.
import {
  type Decode,
  eventNumberJson,
  eventNumberText,
  isJsonEvent,
  NO_TIME,
  payloadText,
  timeText,
} from './event-view.ts';
import type { EventNumber, Payload, RecordedEvent, ResolvedEvent, StreamName } from './events.ts';
import type { StreamVersion } from './expected-version.ts';
import { isJsonText } from './json-text.ts';
import { indentJson, type JsonObject } from './json-writer.ts';
import { linkText, parseLink } from './links.ts';

export interface FeedLink {
  readonly relation: string;
  readonly uri: string;
}

/** How much of each event an entry holds, from nothing to everything that can be made JSON. */
export type EmbedLevel = 'none' | 'content' | 'rich' | 'body' | 'pretty' | 'tryharder';

export interface Entry {
  readonly title: string;
  readonly id: string;
  readonly updated: string;
  readonly summary: string;
  readonly links: readonly FeedLink[];
  /** The event itself, where it is embedded as content. */
  readonly content?: RecordedEvent;
  /** Members of the rich embed levels. */
  readonly rich?: JsonObject;
}

export interface Feed {
  readonly title: string;
  readonly id: string;
  readonly updated: string;
  readonly streamId?: StreamName;
  readonly headOfStream: boolean;
  readonly selfUrl?: string;
  readonly eTag?: string;
  readonly links: readonly FeedLink[];
  /** Newest first. Entries are made of them as they are written, so that a long page is never held twice. */
  readonly events: readonly ResolvedEvent[];
  readonly options: EntryOptions;
}

/** Longest feed, in characters: room for an append of the largest size, and still a string that every engine can hold. */
export const MAX_FEED_LENGTH = 2 ** 27;

/** Each entry as text; undefined as soon as all together would be longer than `maxLength`. */
export function writeEntries(
  { events, options }: Feed,
  write: (entry: Entry) => string,
  maxLength: number,
): readonly string[] | undefined {
  const texts: string[] = [];
  let room = maxLength;
  for (const event of events) {
    const text = write(entryOf(event, options, options.embed === 'content'));
    room -= text.length;
    if (room < 0) return undefined;
    texts.push(text);
  }
  return texts;
}

/** What an entry is written with: where streams are found, how much is embedded, and how bytes are read. */
export interface EntryOptions {
  readonly streamUri: (stream: StreamName) => string;
  readonly embed: EmbedLevel;
  readonly decode: Decode;
}

/** A page of one stream; see semantics 2e for `from` and `endOfStream`. */
export interface StreamFeedPage {
  readonly stream: StreamName;
  readonly direction: 'forwards' | 'backwards';
  /** In reading order. */
  readonly events: readonly ResolvedEvent[];
  readonly from: StreamVersion;
  readonly maxCount: number;
  readonly endOfStream: boolean;
  readonly lastEventNumber: StreamVersion;
  /** Given where the page is the head of the feed. */
  readonly headETag?: string;
}

export function streamFeed(page: StreamFeedPage, options: EntryOptions): Feed {
  const id = options.streamUri(page.stream);
  const forwards = page.direction === 'forwards';
  return {
    title: `Event stream '${page.stream}'`,
    id,
    updated: updatedOf(page.events),
    streamId: page.stream,
    headOfStream: forwards ? page.endOfStream : page.headETag !== undefined,
    ...(!forwards && { selfUrl: id }),
    ...(page.headETag !== undefined && { eTag: page.headETag }),
    links: forwards ? forwardLinks(page, id) : backwardLinks(page, id),
    events: newestFirst(page.events, page.direction),
    options,
  };
}

function forwardLinks(page: StreamFeedPage, id: string): FeedLink[] {
  const { from, maxCount, lastEventNumber } = page;
  const newer = Math.min(from + maxCount - 1, lastEventNumber) + 1;
  return pageLinks(id, maxCount, {
    oldest: '0',
    older: from >= 1 ? String(from - 1) : undefined,
    newer: !page.endOfStream || page.events.length > 0 ? String(newer) : undefined,
  });
}

function backwardLinks(page: StreamFeedPage, id: string): FeedLink[] {
  const { from, maxCount, lastEventNumber } = page;
  // A head without events has no last event to go on from, so its link leads to the first.
  const isEmptyHead = page.headETag !== undefined && page.events.length === 0;
  return pageLinks(id, maxCount, {
    oldest: '0',
    older: !page.endOfStream && from >= maxCount ? String(from - maxCount) : undefined,
    newer: isEmptyHead ? '0' : String(Math.min(from, lastEventNumber) + 1),
  });
}

/** The links of a page in the order of the reference; a place that is `undefined` has no link. */
export function pageLinks(
  id: string,
  count: number,
  places: { readonly oldest: string; readonly older: string | undefined; readonly newer: string | undefined },
  withMetadata = true,
): FeedLink[] {
  const links: FeedLink[] = [
    { relation: 'self', uri: id },
    { relation: 'first', uri: `${id}/head/backward/${count}` },
  ];
  if (places.older !== undefined) {
    links.push({ relation: 'last', uri: `${id}/${places.oldest}/forward/${count}` });
    links.push({ relation: 'next', uri: `${id}/${places.older}/backward/${count}` });
  }
  if (places.newer !== undefined) {
    links.push({ relation: 'previous', uri: `${id}/${places.newer}/forward/${count}` });
  }
  if (withMetadata) links.push({ relation: 'metadata', uri: `${id}/metadata` });
  return links;
}

/** The time of the first event in reading order. */
export function updatedOf(events: readonly ResolvedEvent[]): string {
  const first = events[0]?.event ?? events[0]?.link;
  return first ? timeText(first.createdMs) : NO_TIME;
}

/** Events in reading order, turned around where the oldest comes first. */
export function newestFirst(
  events: readonly ResolvedEvent[],
  direction: 'forwards' | 'backwards',
): readonly ResolvedEvent[] {
  return direction === 'forwards' ? [...events].reverse() : events;
}

/** One entry. A link shows the place it points at, also when nothing is there any more. */
export function entryOf(resolved: ResolvedEvent, options: EntryOptions, withContent: boolean): Entry {
  const { event, link } = resolved;
  const original = (link ?? event) as RecordedEvent;
  const target = link && linkTarget(link.rawData, options.decode);
  const place = target ?? original;
  const number = eventNumberText(place.eventNumber);
  const uri = `${options.streamUri(place.stream)}/${number}`;
  return {
    title: `${number}@${place.stream}`,
    id: uri,
    updated: timeText(original.createdMs),
    summary: original.type,
    links: [
      { relation: 'edit', uri },
      { relation: 'alternate', uri },
    ],
    ...(withContent && event && !link && isJsonEvent(event) && { content: event }),
    ...(event && isRich(options.embed) && { rich: richMembers(event, link, options) }),
  };
}

function linkTarget(
  data: Payload,
  decode: Decode,
): { readonly stream: StreamName; readonly eventNumber: EventNumber } | undefined {
  const text = linkText(data, decode);
  return text === undefined ? undefined : parseLink(text);
}

function isRich(embed: EmbedLevel): boolean {
  return embed !== 'none' && embed !== 'content';
}

function richMembers(
  event: RecordedEvent,
  link: RecordedEvent | undefined,
  options: EntryOptions,
): JsonObject {
  const body = bodyOf(event, options);
  const metaData = embeddedMetadata(event.rawMetadata, options);
  const linkMetaData = embeddedMetadata(link?.rawMetadata ?? null, options);
  return {
    eventId: event.id,
    eventType: event.type,
    eventNumber: eventNumberJson(event.eventNumber),
    data: body.data,
    metaData,
    linkMetaData,
    streamId: event.stream,
    isJson: body.isJson,
    // Told of what is embedded, not of what is stored.
    isMetaData: metaData !== undefined,
    isLinkMetaData: linkMetaData !== undefined,
    isRedacted: false,
    positionEventNumber: eventNumberJson((link ?? event).eventNumber),
    positionStreamId: (link ?? event).stream,
  };
}

function bodyOf(
  event: RecordedEvent,
  { embed, decode }: EntryOptions,
): { readonly data: string | undefined; readonly isJson: boolean } {
  const isJson = isJsonEvent(event);
  if (embed === 'rich' || (!isJson && embed !== 'tryharder')) return { data: undefined, isJson };
  const text = payloadText(event.rawData, decode);
  if (embed === 'body') return { data: text, isJson };
  return { data: indented(text), isJson: isJson || triedAsJson(text) };
}

/** What the reference can read when it tries harder: an object, or nothing at all. */
function triedAsJson(text: string): boolean {
  return text === '' || (text.trimStart().startsWith('{') && isJsonText(text));
}

function embeddedMetadata(metadata: Payload | null, { embed, decode }: EntryOptions): string | undefined {
  if (embed === 'rich' || metadata === null || metadata.length === 0) return undefined;
  const text = payloadText(metadata, decode);
  return embed === 'body' ? text : indented(text);
}

function indented(text: string): string {
  return isJsonText(text) ? indentJson(text) : text;
}
