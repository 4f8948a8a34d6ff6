// Node's requests and responses, as bytes and plain data.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from './guard.ts';
import type { AnswerHead, Envelope, RequestHead } from './wire.ts';

/** Headers of one connection, which Node and the browser each write for themselves. */
const OF_THE_CONNECTION: readonly string[] = [
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** What a tab can be asked with. */
export const METHODS = 'GET, HEAD, POST, DELETE, OPTIONS';

/**
 * A request whose target is a whole address becomes one for the path at that host, which counts instead of the header Host
 * (RFC 9112, section 3.2.2).
 */
export function takeAbsoluteForm(request: IncomingMessage): void {
  const [, scheme, host, path = ''] = /^([a-z][\w+.-]*:\/\/)([^/?#]*)(.*)$/is.exec(request.url ?? '') ?? [];
  if (scheme === undefined || host === undefined) return;
  // Under another scheme it is for another server, whatever its host.
  request.headers.host = scheme.toLowerCase() === 'http://' ? host : scheme + host;
  request.url = path.startsWith('/') ? path : `/${path}`;
}

export function callerOf({ headers }: IncomingMessage): Caller {
  return {
    host: headers.host,
    origin: headers.origin,
    fetchSite: single(headers['sec-fetch-site']),
    fetchMode: single(headers['sec-fetch-mode']),
  };
}

export function single(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0];
}

/** The request as the client sent it, under the host name that the client used. */
export function headOf(request: IncomingMessage): RequestHead {
  const pairs: (readonly [string, string])[] = [];
  for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
    const name = request.rawHeaders[at] ?? '';
    if (!OF_THE_CONNECTION.includes(name.toLowerCase())) pairs.push([name, request.rawHeaders[at + 1] ?? '']);
  }
  const url = `http://${request.headers.host}${request.url}`;
  return { method: request.method ?? 'GET', url, headers: pairs };
}

export interface BodyLimits {
  readonly maxBytes: number;
  /** Default: as long as the server leaves a connection open. */
  readonly withinMs?: number;
}

/** The body, or why it is not waited for; then the rest is thrown away unread. */
export function bytesOf(
  request: IncomingMessage,
  { maxBytes, withinMs }: BodyLimits,
): Promise<Uint8Array<ArrayBuffer> | 'too_large' | 'too_slow'> {
  if (Number(request.headers['content-length']) > maxBytes) return Promise.resolve('too_large');
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = [];
    let size = 0;
    const timer = withinMs === undefined ? undefined : setTimeout(() => resolve('too_slow'), withinMs);
    request.on('data', (part: Uint8Array) => {
      size += part.length;
      if (size <= maxBytes) parts.push(part);
      else resolve('too_large');
    });
    request.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
    request.on('error', reject);
    request.on('close', () => clearTimeout(timer));
  });
}

/** Sends what the store answered: status, reason, headers and bytes as they are. */
export function sendAnswer(response: ServerResponse, { head, body }: Envelope<AnswerHead>): void {
  const headers = head.headers
    .filter(([name]) => !OF_THE_CONNECTION.includes(name.toLowerCase()))
    .map(([name, value]) => [spelled(name), value]);
  const hasBody = response.req.method !== 'HEAD' && head.status !== 204 && head.status !== 304;
  if (hasBody) headers.push(['Content-Length', String(body.length)]);
  response.writeHead(head.status, head.statusText, headers.flat());
  response.end(hasBody ? body : undefined);
}

/** Names whose customary spelling is not just a capital after each hyphen. */
const SPELLED = new Map(
  ['ETag', 'ES-Position', 'ES-CurrentVersion', 'Kurrent-CurrentVersion'].map((name) => [
    name.toLowerCase(),
    name,
  ]),
);

/** Headers come out of a browser in lower case; people and their scripts look for the customary spelling. */
function spelled(name: string): string {
  const lower = name.toLowerCase();
  return SPELLED.get(lower) ?? lower.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** An answer of the server itself, in one line. */
export function sendLine(response: ServerResponse, status: number, line: string): void {
  const body = Buffer.from(`${line}\n`);
  // What the client still sends is not read, so the connection cannot serve a next request.
  if (!response.req.complete && hasBody(response.req)) response.setHeader('Connection', 'close');
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
