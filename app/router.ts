// Where we are: the hash of the address, read as one of the screens.
import { useSyncExternalStore } from 'react';
import { type EventNumber, isStreamName, type Position, type StreamName } from '../lib/index.ts';

export type PageDirection = 'backward' | 'forward';

/** A page of a feed, as its address says it: `head` is the newest event, whatever its number. */
export interface PageAddress {
  readonly from: number | 'head';
  readonly direction: PageDirection;
  readonly count: number;
}

/** What is looked for in all events of a stream; null = anything. */
export interface Search {
  /** The whole type of an event, or with a `*` at the end how it begins. */
  readonly type: string | null;
  /** A text in the data, whatever its case. */
  readonly text: string | null;
  /** In `$all`: the stream's name, or with a `*` at the end how it begins. */
  readonly inStream: string | null;
  /** Leaves out events whose types begin with `$`. */
  readonly hideSystem: boolean;
}

export type Route =
  | { readonly kind: 'streams' }
  | { readonly kind: 'stream'; readonly stream: StreamName; readonly page: PageAddress | null }
  | { readonly kind: 'event'; readonly stream: StreamName; readonly eventNumber: EventNumber }
  | { readonly kind: 'metadata'; readonly stream: StreamName }
  | { readonly kind: 'find'; readonly stream: StreamName; readonly search: Search }
  | { readonly kind: 'post'; readonly stream: StreamName | null }
  | { readonly kind: 'requests' }
  | { readonly kind: 'request'; readonly id: string }
  | { readonly kind: 'lab' }
  | { readonly kind: 'scenario'; readonly scenario: string }
  /** The second tab of a race in a stream of the Lab. */
  | { readonly kind: 'rival'; readonly stream: StreamName }
  /** The fold playground; without a stream the choice of one. */
  | {
      readonly kind: 'play';
      readonly stream: StreamName | null;
      /** Event number, or position in `$all`. */
      readonly at: number | 'head';
      /** A fold that came with the link, as `link-text.ts` writes it; null = none did. */
      readonly fold: string | null;
    }
  | { readonly kind: 'settings' }
  | { readonly kind: 'unknown'; readonly path: string };

/** Most events a feed page shows. */
export const MAX_PAGE_SIZE = 500;

/** Addresses of the screens, ready for an `href`. Names are encoded as one segment; `$` stays readable. */
export const paths = {
  streams: () => '#/streams',
  stream: (name: StreamName) => `#/streams/${segment(name)}`,
  page: (name: StreamName, from: number | 'head', direction: PageDirection, count: number) =>
    `#/streams/${segment(name)}/${from}/${direction}/${count}`,
  /** The events of `$all` are counted by position. */
  event: (name: StreamName, eventNumber: EventNumber | Position) =>
    `#/streams/${segment(name)}/${eventNumber}`,
  metadata: (name: StreamName) => `#/streams/${segment(name)}/metadata`,
  find: (name: StreamName, search: Partial<Search> = {}) =>
    `#/streams/${segment(name)}/find${searchPath(search)}`,
  post: (name?: StreamName) => (name === undefined ? '#/post' : `#/post/${segment(name)}`),
  requests: () => '#/requests',
  request: (id: string) => `#/requests/${segment(id)}`,
  lab: () => '#/lab',
  scenario: (id: string) => `#/lab/${segment(id)}`,
  rival: (stream: StreamName) => `#/lab/race/${segment(stream)}`,
  /** As of an event; without a number as of the newest. `fold` is a text made by `link-text.ts`. */
  play: (stream?: StreamName, at: number | 'head' = 'head', fold: string | null = null) => {
    if (stream === undefined) return '#/play';
    const place = fold === null ? (at === 'head' ? '' : `/${at}`) : `/${at}/${fold}`;
    return `#/play/${segment(stream)}${place}`;
  },
  settings: () => '#/settings',
} as const;

export function useRoute(): Route {
  return routeOf(useSyncExternalStore(onHashChange, currentHash));
}

function onHashChange(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

function currentHash(): string {
  return `/${location.hash.replace(/^#?\/?/, '')}`;
}

/** Goes to an address made by `paths`; `replace` leaves no step in the history. */
export function navigate(href: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  const oldURL = location.href;
  if (replace) history.replaceState(null, '', href);
  else history.pushState(null, '', href);
  // Browsers tell of a new hash only where a person or a link made it.
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL: location.href }));
}

/** Reads a path such as `/streams/order-1042/42`. */
export function routeOf(path: string): Route {
  const [screen, ...rest] = path.split('/').filter((part) => part !== '');
  const [first, ...more] = rest.map(decoded);
  switch (screen) {
    case undefined:
      return { kind: 'streams' };
    case 'streams':
      return first === undefined ? { kind: 'streams' } : streamRoute(path, first, more);
    case 'post':
      return { kind: 'post', stream: first ?? null };
    case 'requests':
      return first === undefined ? { kind: 'requests' } : { kind: 'request', id: first };
    case 'lab':
      return labRoute(first, more[0]);
    case 'play':
      return playRoute(path, first ?? null, more);
    case 'settings':
      return { kind: 'settings' };
    default:
      return { kind: 'unknown', path };
  }
}

function labRoute(scenario: string | undefined, stream: StreamName | undefined): Route {
  if (scenario === undefined) return { kind: 'lab' };
  return scenario === 'race' && isStreamName(stream)
    ? { kind: 'rival', stream }
    : { kind: 'scenario', scenario };
}

function playRoute(path: string, stream: StreamName | null, [at = 'head', fold]: readonly string[]): Route {
  if (at !== 'head' && !isNumber(at)) return { kind: 'unknown', path };
  if (stream !== null && !isFeed(stream)) return { kind: 'unknown', path };
  return { kind: 'play', stream, at: at === 'head' ? at : Number(at), fold: fold ?? null };
}

function streamRoute(path: string, stream: StreamName, below: readonly string[]): Route {
  const [place, direction, count] = below;
  if (!isFeed(stream)) return { kind: 'unknown', path };
  if (place === undefined) return { kind: 'stream', stream, page: null };
  if (place === 'find') return { kind: 'find', stream, search: searchOf(below.slice(1)) };
  if (place === 'metadata' && direction === undefined) {
    // The whole log has no metadata of its own.
    return isStreamName(stream) ? { kind: 'metadata', stream } : { kind: 'unknown', path };
  }
  if (direction === undefined && isNumber(place))
    return { kind: 'event', stream, eventNumber: Number(place) };
  const known = direction === 'backward' || direction === 'forward';
  if (!known || !(place === 'head' || isNumber(place)) || !isNumber(count)) return { kind: 'unknown', path };
  const size = Math.min(Math.max(1, Number(count)), MAX_PAGE_SIZE);
  const from = place === 'head' ? place : Number(place);
  return { kind: 'stream', stream, page: { from, direction, count: size } };
}

/** A stream, or the whole log, which is shown like one. */
function isFeed(name: string): boolean {
  return name === '$all' || isStreamName(name);
}

/** `/type/OrderPaid/text/DHL`: names and values in turn. */
function searchPath({ type, text, inStream, hideSystem }: Partial<Search>): string {
  const parts = [
    ...(inStream ? ['stream', segment(inStream)] : []),
    ...(type ? ['type', segment(type)] : []),
    ...(text ? ['text', segment(text)] : []),
    ...(hideSystem ? ['system', 'hidden'] : []),
  ];
  return parts.map((part) => `/${part}`).join('');
}

/** Of a name that is there twice the first value counts. */
function searchOf(parts: readonly string[]): Search {
  const values = new Map<string, string>();
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [name, value] = parts.slice(at, at + 2) as [string, string];
    if (!values.has(name)) values.set(name, value);
  }
  return {
    type: values.get('type') ?? null,
    text: values.get('text') ?? null,
    inStream: values.get('stream') ?? null,
    hideSystem: values.get('system') === 'hidden',
  };
}

function isNumber(text: string | undefined): text is string {
  return text !== undefined && /^\d{1,15}$/.test(text);
}

function segment(name: string): string {
  // A half of a surrogate pair has no UTF-8 form, and encodeURIComponent would throw.
  const wellFormed = name.replace(
    /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    '\ufffd',
  );
  return encodeURIComponent(wellFormed).replaceAll('%24', '$');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // A lone % typed by hand: take it as it stands.
  }
}
