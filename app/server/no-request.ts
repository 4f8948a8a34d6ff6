// What comes over a connection and is no request for an answer: a tunnel, or no HTTP at all.
import type { EventEmitter } from 'node:events';
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { refusal } from './guard.ts';
import { callerOf, METHODS, sendLine } from './node-http.ts';
import { latestTurn, whenAnswered } from './turns.ts';

/** How long a client may take to hear the answer and hang up. */
const HANG_UP_MS = 5_000;

/** Answers both after what came before over the same connection; then the connection is closed. */
export function refuseWhatIsNoRequest(server: EventEmitter): void {
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    socket.on('error', () => {}); // The client has hung up: nobody is left to tell.
    const refused = refusal(callerOf(request), socket.localPort ?? 0, 'store');
    if (refused !== undefined) void endWith(socket, 403, `${refused} Nothing was written.`);
    else void endWith(socket, 405, 'This server makes no tunnels. Nothing was written.');
  });
  // Of the server that serves the files, which would cut off the answers that are still due.
  server.removeAllListeners('clientError');
  server.on('clientError', (error: Error & { readonly code?: string }, socket: Duplex) => {
    if (error.code === 'ECONNRESET') return void socket.destroy();
    void refuse(socket, statusOf(error.code));
  });
}

async function refuse(socket: Duplex, status: number): Promise<void> {
  const turn = latestTurn(socket);
  const line = 'The request cannot be understood as HTTP. Nothing was written.';
  if (!turn || turn.request.complete) return endWith(socket, status, line);
  // The body of a request broke off: this is its answer.
  await turn.come;
  if (!turn.response.headersSent) sendLine(turn.response, status, line);
}

function statusOf(code: string | undefined): number {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return 431;
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 413;
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408;
    default:
      return 400;
  }
}

async function endWith(socket: Duplex, status: number, line: string): Promise<void> {
  await whenAnswered(socket);
  // Each further piece of what is no HTTP comes here again.
  if (!socket.writable) return;
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...(status === 405 ? [`Allow: ${METHODS}`] : []),
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(line) + 1}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${line}\n`);
  socket.resume();
  setTimeout(() => socket.destroy(), HANG_UP_MS).unref();
}
