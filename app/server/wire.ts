// What the local server and the tab that answers for it agree on.

/** Where a tab listens for requests: an event `token` once, then an event `request` with an id for each. */
export const TAB_PATH = '/local-server/tab';
/** Where a tab takes a request before it carries it out, and then answers it. */
export const TAKE_PATH = '/local-server/take';
export const ANSWER_PATH = '/local-server/answer';

export function isTabPath(path: string): boolean {
  return path === TAB_PATH || path === TAKE_PATH || path === ANSWER_PATH;
}

/** Proves that a take or an answer comes from the tab that was told the token. */
export const TOKEN_HEADER = 'Tab-Token';
export const REQUEST_ID_HEADER = 'Request-Id';

/** A request as it reached the server. `url` is absolute and carries the host that the client used. */
export interface RequestHead {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
}

/** The answer of the store in the tab. */
export interface AnswerHead {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
}

/** A JSON head, then the body's bytes as they are. */
export interface Envelope<Head> {
  readonly head: Head;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Four bytes of length, so that a body of any bytes can follow the head. */
const LENGTH_BYTES = 4;

export function sealed<Head>({ head, body }: Envelope<Head>): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(LENGTH_BYTES + json.length + body.length);
  new DataView(bytes.buffer).setUint32(0, json.length);
  bytes.set(json, LENGTH_BYTES);
  bytes.set(body, LENGTH_BYTES + json.length);
  return bytes;
}

/** @throws RangeError, SyntaxError when the bytes are no envelope. */
export function opened<Head>(bytes: Uint8Array<ArrayBuffer>): Envelope<Head> {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  const end = LENGTH_BYTES + length;
  const json = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(LENGTH_BYTES, end));
  return { head: JSON.parse(json) as Head, body: bytes.subarray(end) };
}
