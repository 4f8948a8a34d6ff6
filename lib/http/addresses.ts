// The URIs in answers: where the client sees this store, also through a proxy.
import type { StreamName } from '../core/events.ts';
import type { SentAddress } from './sent-address.ts';

/** Where streams are found, as absolute URIs and as paths. */
export interface Addresses {
  readonly streamUri: (stream: StreamName) => string;
  readonly streamPath: (stream: StreamName) => string;
  /** The absolute URI of a path of this request's origin. */
  readonly uriOf: (path: string) => string;
}

/** `base` is the path under which the app lives, with a slash at both ends. */
export function addressesOf(request: Request, sentTo: SentAddress, base: string): Addresses {
  const { origin, prefix } = seenFrom(request, sentTo);
  // The entries of a feed are all of one stream, or of a few.
  const paths = new Map<StreamName, string>();
  function streamPath(stream: StreamName): string {
    const path = paths.get(stream) ?? `${prefix}${base}streams/${escapeSegment(stream)}`;
    paths.set(stream, path);
    return path;
  }
  return {
    streamPath,
    streamUri: (stream) => origin + streamPath(stream),
    uriOf: (path) => origin + prefix + path,
  };
}

const LONE_SURROGATE = /\p{Surrogate}/gu;

/** A path segment as the reference escapes it: everything but letters, digits and `-._~`. */
export function escapeSegment(text: string): string {
  // A lone surrogate has no UTF-8, and so no place in a URI.
  return encodeURIComponent(text.replace(LONE_SURROGATE, '\u{FFFD}')).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function seenFrom(
  { headers }: Request,
  { origin }: SentAddress,
): { readonly origin: string; readonly prefix: string } {
  const forwarded = (name: string): string | undefined =>
    headers.get(name)?.split(',')[0]?.trim() || undefined;
  const proto = forwarded('X-Forwarded-Proto');
  const port = forwarded('X-Forwarded-Port');
  const host = forwarded('X-Forwarded-Host');
  const prefix = forwarded('X-Forwarded-Prefix');
  return {
    origin: proto || port || host ? originOf(origin, proto, port, host) : origin,
    prefix: prefix?.startsWith('/') ? pathOf(prefix) : '',
  };
}

function originOf(
  origin: string,
  proto: string | undefined,
  port: string | undefined,
  host: string | undefined,
): string {
  const seen = new URL(origin);
  if (proto === 'http' || proto === 'https') seen.protocol = proto;
  if (port !== undefined && /^\d{1,5}$/.test(port)) seen.port = port;
  // The setter takes what is a host and ignores anything else.
  if (host !== undefined) seen.host = host;
  return seen.origin;
}

/** Escaped as a path, without slashes at its end, and with one at its beginning: two would begin the name of a host. */
function pathOf(prefix: string): string {
  const url = new URL('http://host');
  url.pathname = prefix;
  // Looking back keeps many slashes from being tried from each of them.
  return url.pathname.replace(/(?<!\/)\/+$/, '').replace(/^\/+/, '/');
}
