// A request: fixed when it is made, so that every retry sends the same bytes.
import type { EventId, ExpectedVersion, StreamName } from '../../lib/index.ts';
import { type After, type Header, type Post, toWire } from './post.ts';

/** One POST of this client, kept until it is discarded. Never changed: an edit makes a new one. */
export interface ClientRequest {
  /** Eight hexadecimal digits. */
  readonly id: string;
  readonly method: 'POST';
  /** Below the base of the store's URLs: `/streams/newstream`. */
  readonly path: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array<ArrayBuffer>;
  /** SHA-256 of method, path, headers and body, in hexadecimal. */
  readonly fingerprint: string;
  /** In ms since 1970-01-01 UTC, for people: a clock can be set, so nothing is ordered by it. */
  readonly createdMs: number;
  /** Grows with each request that this browser posts to the store: what waits is sent in this order. */
  readonly order: number;
  /** What the body says, so that a list need not parse it. */
  readonly stream: StreamName;
  readonly expectedVersion: ExpectedVersion;
  readonly events: readonly { readonly id: EventId | null; readonly type: string }[];
  /** The request this one was edited from. */
  readonly basedOn?: string;
  /** Set when the expected version was counted from an earlier request: it is sent only once that one is written there. */
  readonly after?: After;
  /** Set when the Lab made it: it waits for nobody, and nothing but the Lab sends it by itself. */
  readonly lab?: LabMark;
}

/** Who of a scenario made a request, and in which round of it, from 1. */
export interface LabMark {
  readonly writer: string;
  readonly round: number;
}

/** Makes the request that posts these events. */
export async function makeRequest(
  post: Post,
  made: {
    readonly id: string;
    readonly createdMs: number;
    readonly order: number;
    readonly basedOn?: string | undefined;
    readonly lab?: LabMark | undefined;
  },
): Promise<ClientRequest> {
  const { method, path, headers, body: text } = toWire(post);
  const body = new TextEncoder().encode(text);
  const head = `${method} ${path}\n${headers.map(([name, value]) => `${name}: ${value}\n`).join('')}\n`;
  return {
    id: made.id,
    method,
    path,
    headers,
    body,
    fingerprint: await sha256(new TextEncoder().encode(head), body),
    createdMs: made.createdMs,
    order: made.order,
    stream: post.stream,
    expectedVersion: post.expectedVersion,
    events: post.events.map(({ id, type }) => ({ id, type })),
    ...(made.basedOn === undefined ? {} : { basedOn: made.basedOn }),
    ...(post.after === undefined ? {} : { after: post.after }),
    ...(made.lab === undefined ? {} : { lab: made.lab }),
  };
}

async function sha256(head: Uint8Array, body: Uint8Array): Promise<string> {
  const all = new Uint8Array(head.length + body.length);
  all.set(head);
  all.set(body, head.length);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', all));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What a heading calls it: the first four digits of its id. */
export function shortId(request: { readonly id: string }): string {
  return request.id.slice(0, 4);
}

/** The first eight digits: enough to see that two attempts sent the same bytes. */
export function shortFingerprint(request: { readonly fingerprint: string }): string {
  return request.fingerprint.slice(0, 8);
}

export function bodyText(request: ClientRequest): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(request.body);
}
