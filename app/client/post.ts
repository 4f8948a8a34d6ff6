// What a person wants written, and the one HTTP request that says it.
import type { EventId, ExpectedVersion, JsonText, StreamName } from '../../lib/index.ts';

export interface PostEvent {
  /** `null`: the store assigns one. */
  readonly id: EventId | null;
  readonly type: string;
  /** Exact JSON text; sent character by character. */
  readonly data: JsonText;
  readonly metadata: JsonText | null;
}

export interface Post {
  readonly stream: StreamName;
  readonly expectedVersion: ExpectedVersion;
  /** At least one. */
  readonly events: readonly PostEvent[];
  /** Set when nobody chose the expected version: it was counted from an earlier request. */
  readonly after?: After;
}

/** The request that an expected version was counted from: its number means “directly after the events of that one”. */
export interface After {
  readonly requestId: string;
  /** The version that was known when the count began: what others wrote since then, the person has not seen. -1 = none. */
  readonly knownVersion: number;
}

export type Header = readonly [name: string, value: string];

export interface Wire {
  readonly method: 'POST';
  /** Below the base of the store's URLs: `/streams/newstream`. */
  readonly path: string;
  readonly headers: readonly Header[];
  readonly body: string;
}

export const ONE_EVENT = 'application/json';
export const EVENT_LIST = 'application/vnd.eventstore.events+json';

/** One event without metadata travels as plain JSON with its type and id in headers, anything else as an event list. */
export function toWire(post: Post): Wire {
  const [event] = post.events;
  const alone = event && post.events.length === 1 && event.metadata === null && fitsHeader(event.type);
  const expected: Header = ['ES-ExpectedVersion', expectedVersionHeader(post.expectedVersion)];
  const path = `/streams/${encodeURIComponent(post.stream)}`;
  if (!alone) {
    const body = `[${post.events.map(listed).join(',')}]`;
    return { method: 'POST', path, headers: [['Content-Type', EVENT_LIST], expected], body };
  }
  const id: readonly Header[] = event.id === null ? [] : [['ES-EventId', event.id]];
  return {
    method: 'POST',
    path,
    headers: [['Content-Type', ONE_EVENT], ['ES-EventType', event.type], ...id, expected],
    body: event.data,
  };
}

function listed(event: PostEvent): string {
  const id = event.id === null ? '' : `"eventId":${JSON.stringify(event.id)},`;
  const metadata = event.metadata === null ? '' : `,"metadata":${event.metadata}`;
  return `{${id}"eventType":${JSON.stringify(event.type)},"data":${event.data}${metadata}}`;
}

/** True for what every client, `curl` too, sends and reads alike: printable ASCII without spaces at its ends. */
export function fitsHeader(text: string): boolean {
  return /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text);
}

export function expectedVersionHeader(expected: ExpectedVersion): string {
  switch (expected) {
    case 'any':
      return '-2';
    case 'no_stream':
      return '-1';
    case 'empty_stream':
      return 'EmptyStream';
    case 'stream_exists':
      return '-4';
    default:
      return String(expected);
  }
}

/** As a person reads it: `No stream`, `version 4`. */
export function expectedVersionWords(expected: ExpectedVersion): string {
  switch (expected) {
    case 'any':
      return 'Any';
    case 'no_stream':
      return 'No stream';
    case 'empty_stream':
      return 'Empty stream';
    case 'stream_exists':
      return 'Stream exists';
    default:
      return String(expected);
  }
}
