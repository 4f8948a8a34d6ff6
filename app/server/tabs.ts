// What the tabs ask of the local server: to be told of requests, to take one, to answer it.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bytesOf, sendLine, single } from './node-http.ts';
import type { Relay } from './relay.ts';
import {
  ANSWER_PATH,
  type AnswerHead,
  opened,
  REQUEST_ID_HEADER,
  sealed,
  TAB_PATH,
  TOKEN_HEADER,
} from './wire.ts';

/** A page of a feed may hold more than one append. */
const MAX_ANSWER_BYTES = 256 * 1024 * 1024;

export async function serveTab(
  relay: Relay,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== (path === TAB_PATH ? 'GET' : 'POST'))
    return sendLine(response, 405, 'Not this way.');
  if (path === TAB_PATH) return listen(relay, response);
  const token = single(request.headers[TOKEN_HEADER.toLowerCase()]) ?? '';
  const id = single(request.headers[REQUEST_ID_HEADER.toLowerCase()]) ?? '';
  return path === ANSWER_PATH
    ? answer(relay, token, id, request, response)
    : take(relay, token, id, response);
}

function listen(relay: Relay, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  const send = (event: string, data: string) => response.write(`event: ${event}\ndata: ${data}\n\n`);
  const token = randomBytes(32).toString('base64url');
  send('token', token);
  response.on(
    'close',
    relay.connect(token, (id) => send('request', id)),
  );
}

function take(relay: Relay, token: string, id: string, response: ServerResponse): void {
  const taken = relay.take(token, id);
  if (taken === undefined) {
    sendLine(response, 410, 'This request is not, or no longer, for this tab.');
    return;
  }
  response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Cache-Control': 'no-store' });
  response.end(sealed(taken));
}

async function answer(
  relay: Relay,
  token: string,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const bytes = await bytesOf(request, { maxBytes: MAX_ANSWER_BYTES });
  if (typeof bytes === 'string') return sendLine(response, 413, 'The answer is too large to pass on.');
  if (relay.answer(token, id, opened<AnswerHead>(bytes))) response.writeHead(204).end();
  else sendLine(response, 410, 'Nobody waits for this answer any more.');
}
