// Requests of one connection are answered in the order in which they were sent (RFC 9112, section 9.3.2).
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

export interface Turn {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Resolves when all that came before over the same connection is answered, or the connection is closed. */
  readonly come: Promise<void>;
}

interface Queued extends Turn {
  readonly over: Promise<void>;
}

const latest = new WeakMap<Duplex, Queued>();

/** Puts a request behind those that came before it over its connection. */
export function turnOf(request: IncomingMessage, response: ServerResponse): Turn {
  const come = whenAnswered(request.socket);
  const closed = new Promise<void>((resolve) => response.once('close', resolve));
  const turn = { request, response, come, over: come.then(() => closed) };
  latest.set(request.socket, turn);
  return turn;
}

/** The request that came last over this connection. */
export function latestTurn(socket: Duplex): Turn | undefined {
  return latest.get(socket);
}

/** Resolves when all that came over this connection is answered. */
export function whenAnswered(socket: Duplex): Promise<void> {
  return latest.get(socket)?.over ?? Promise.resolve();
}
