// The server half of `npm start`: lets programs outside the browser reach the store of an open tab.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Purpose, refusal } from './guard.ts';
import {
  bytesOf,
  callerOf,
  headOf,
  METHODS,
  sendAnswer,
  sendLine,
  single,
  takeAbsoluteForm,
} from './node-http.ts';
import { asksForApp, isStore, pathOf } from './open-the-app.ts';
import { createRelay, type Passed, type Relay } from './relay.ts';
import { serveTab } from './tabs.ts';
import { type Turn, turnOf } from './turns.ts';
import { isTabPath } from './wire.ts';

/** The largest append, and room for how it is written down. */
const MAX_BODY_BYTES = 20 * 1024 * 1024;
/** Each may hold a body of that size in memory. */
const MAX_AT_ONCE = 32;
/** How long a body may take to arrive: it is sent from this machine. */
const BODY_MS = 30_000;
const MAX_LONG_POLL_MS = 60_000;

/** Answers requests under /streams/, and /ping and /info, through `relay`, and the tabs' own requests; leaves the rest to `next`. */
export function localServer(relay: Relay = createRelay(), bodyMs = BODY_MS) {
  let open = 0;

  /** A read that was sent behind a write sees it. */
  async function serveStore({ request, response, come }: Turn): Promise<void> {
    await come;
    // Nobody is left to answer, and nothing was begun.
    if (request.socket.destroyed) return;
    if (open >= MAX_AT_ONCE) {
      sendLine(response, 503, 'Too many requests at once. Nothing was written; try again.');
      return;
    }
    open += 1;
    passOn(relay, request, response, bodyMs)
      .catch((error: unknown) => fail(response, error))
      .finally(() => {
        open -= 1;
      });
  }

  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const turn = turnOf(request, response);
    takeAbsoluteForm(request);
    const caller = callerOf(request);
    const port = request.socket.localPort ?? 0;
    const purpose = purposeOf(request);
    const refused = refusal(caller, port, purpose);
    if (refused !== undefined) {
      sendLine(response, 403, `${refused} Nothing was written.`);
    } else if (request.method === 'TRACE') {
      response.setHeader('Allow', METHODS);
      sendLine(response, 405, 'No page can be asked with TRACE. Nothing was written.');
    } else if (caller.fetchMode === 'navigate' && caller.host !== `127.0.0.1:${port}`) {
      // A browser keeps a store for each host name: with one name for all, nobody looks into an empty one.
      response.writeHead(302, { Location: `http://127.0.0.1:${port}${request.url}` }).end();
    } else if (purpose === 'tab') {
      serveTab(relay, pathOf(request.url), request, response).catch((error: unknown) =>
        fail(response, error),
      );
    } else if (purpose === 'store') {
      void serveStore(turn);
    } else {
      next();
    }
  };
}

function purposeOf(request: IncomingMessage): Purpose {
  if (isTabPath(pathOf(request.url))) return 'tab';
  return isStore(request.url) && !asksForApp(request) ? 'store' : 'app';
}

/** The other side went away in the middle, or what it sent is no HTTP: whoever still listens is told. */
function fail(response: ServerResponse, error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  if (response.headersSent) response.destroy();
  else
    sendLine(
      response,
      502,
      `The request or its answer could not be passed on: ${why}. A retry with the same event id is safe.`,
    );
}

async function passOn(
  relay: Relay,
  request: IncomingMessage,
  response: ServerResponse,
  bodyMs: number,
): Promise<void> {
  const body = await bytesOf(request, { maxBytes: MAX_BODY_BYTES, withinMs: bodyMs });
  if (body === 'too_large') {
    sendLine(response, 413, `The request is larger than ${MAX_BODY_BYTES} bytes. Nothing was written.`);
    return;
  }
  if (body === 'too_slow') {
    sendLine(response, 408, `The request did not arrive within ${bodyMs / 1_000} s. Nothing was written.`);
    return;
  }
  const passed = await relay.pass({ head: headOf(request), body }, longPollMs(request));
  if (passed.kind === 'answered') sendAnswer(response, passed.answer);
  else sendLine(response, ...lineOf(passed, request.socket.localPort));
}

function lineOf(passed: Exclude<Passed, { kind: 'answered' }>, port: number | undefined): [number, string] {
  switch (passed.kind) {
    case 'no_tab':
      return [
        503,
        `Open http://127.0.0.1:${port} in a browser: the store lives in its tab. Nothing was written.`,
      ];
    case 'not_taken':
      return [
        503,
        `No tab took the request: bring the one at http://127.0.0.1:${port} to the front. Nothing was written.`,
      ];
    case 'no_answer':
      return [
        504,
        'The tab took the request and did not answer: it may or may not have been written. ' +
          'Retry with the same event id: that cannot write it twice.',
      ];
  }
}

function longPollMs({ headers }: IncomingMessage): number {
  const seconds = Number(single(headers['kurrent-longpoll'] ?? headers['es-longpoll']) ?? 0);
  return seconds > 0 ? Math.min(seconds * 1_000, MAX_LONG_POLL_MS) : 0;
}
