// Paths below the address of the store and what they mean.
import type { StreamName } from '../core/events.ts';
import { metadataStreamOf } from '../core/stream-metadata.ts';

/** Where a page begins and how long it is, still as written. */
export interface PagePlace {
  readonly direction: 'forwards' | 'backwards';
  readonly from: string;
  readonly count: string;
}

export type Route =
  | { readonly kind: 'stream'; readonly stream: StreamName }
  | { readonly kind: 'incoming'; readonly stream: StreamName; readonly id: string }
  | { readonly kind: 'metadata'; readonly stream: StreamName }
  | {
      readonly kind: 'event';
      readonly stream: StreamName;
      readonly number: string;
      readonly ofMetadata: boolean;
    }
  | { readonly kind: 'stream_page'; readonly stream: StreamName; readonly page: PagePlace }
  | {
      readonly kind: 'all_page';
      readonly filtered: boolean;
      readonly page: PagePlace;
      readonly head: boolean;
    }
  /** A slash too much: `methods` are those of the path without it. */
  | { readonly kind: 'trailing_slash'; readonly methods: readonly string[] }
  | { readonly kind: 'ping' }
  | { readonly kind: 'info' }
  | { readonly kind: 'empty_stream' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'unknown' };

const ALL = '$all';

/** The page that the address of a stream itself shows. */
export const HEAD_PAGE: PagePlace = { direction: 'backwards', from: 'head', count: '20' };

/** True for a path, below where the store is found, that the handler answers. */
export function isStorePath(path: string): boolean {
  return /^(streams\/|(ping|info)$)/.test(path);
}

/** Reads a path below where the store is found, still percent-encoded; undefined for one that is not the store's. */
export function routeBelow(path: string): Route | undefined {
  if (path === 'ping' || path === 'info') return { kind: path };
  return path.startsWith(STREAMS) ? parseRoute(path.slice(STREAMS.length)) : undefined;
}

const STREAMS = 'streams/';

/** Reads the part of a path after `streams/`, still percent-encoded. */
export function parseRoute(path: string): Route {
  const parts = path.split('/');
  const segments = path.includes('%') ? parts.map(decodeSegment) : parts;
  if (!segments.every((segment) => segment !== undefined)) return { kind: 'malformed' };
  if (segments[0] === '') return { kind: 'empty_stream' };
  if (segments.length > 1 && segments.at(-1) === '') {
    const route = routeOf(segments.slice(0, -1));
    return route.kind === 'unknown' ? route : { kind: 'trailing_slash', methods: allowedMethods(route) };
  }
  return routeOf(segments);
}

/** In the order in which the reference lists them. */
export function allowedMethods(route: Route): readonly string[] {
  switch (route.kind) {
    case 'stream':
    case 'empty_stream':
      return ['POST', 'DELETE', 'GET', 'OPTIONS'];
    case 'incoming':
      return ['POST', 'OPTIONS'];
    case 'metadata':
      return ['POST', 'GET', 'OPTIONS'];
    case 'trailing_slash':
      return route.methods;
    case 'all_page':
      // Twice GET: the reference lists the route of the log and that of a stream, which both match.
      return route.head && !route.filtered ? ['POST', 'DELETE', 'GET', 'GET', 'OPTIONS'] : ['GET', 'OPTIONS'];
    case 'ping':
    case 'info':
    case 'event':
    case 'stream_page':
    case 'malformed':
    case 'unknown':
      return ['GET', 'OPTIONS'];
  }
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function routeOf([stream = '', ...rest]: readonly string[]): Route {
  if (stream === ALL && rest[0] !== 'metadata') return allRoute(rest);
  if (rest.length === 0) return { kind: 'stream', stream };
  if (rest[0] === 'incoming' && rest.length === 2) {
    return { kind: 'incoming', stream, id: rest[1] as string };
  }
  if (rest[0] !== 'metadata') return placeRoute(stream, rest, false);
  if (rest.length === 1) return { kind: 'metadata', stream };
  return placeRoute(metadataStreamOf(stream), rest.slice(1), true);
}

function placeRoute(stream: StreamName, rest: readonly string[], ofMetadata: boolean): Route {
  const [number = ''] = rest;
  if (rest.length === 1) return { kind: 'event', stream, number, ofMetadata };
  const page = pagePlace(rest);
  return page ? { kind: 'stream_page', stream, page } : { kind: 'unknown' };
}

function allRoute(rest: readonly string[]): Route {
  const filtered = rest[0] === 'filtered';
  const place = filtered ? rest.slice(1) : rest;
  if (place.length === 0) return { kind: 'all_page', filtered, page: HEAD_PAGE, head: true };
  const page = pagePlace(place);
  return page ? { kind: 'all_page', filtered, page, head: false } : { kind: 'unknown' };
}

function pagePlace(rest: readonly string[]): PagePlace | undefined {
  const [from = '', second = '', third = ''] = rest;
  if (rest.length === 2) return { direction: 'backwards', from, count: second };
  if (rest.length !== 3) return undefined;
  if (second === 'backward') return { direction: 'backwards', from, count: third };
  return second === 'forward' ? { direction: 'forwards', from, count: third } : undefined;
}
