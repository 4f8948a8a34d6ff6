// One attempt: the stored bytes go over the network to the store, and the client waits for an answer.
import type { Answer, ClientView, StoreView } from './attempt.ts';
import type { NetworkFault } from './network.ts';
import type { ClientRequest } from './request.ts';

/** How long a client waits for a reply that was lost on the way. */
export const NO_REPLY_AFTER_MS = 1_000;
/** How long a client waits for a store that is slow. */
export const GIVE_UP_AFTER_MS = 30_000;
/** How long an answer takes over a slow network. */
export const SLOW_MS = 2_000;

export interface Wires {
  /** Answers HTTP requests; `undefined` for a path that is not the store's. */
  readonly handle: (request: Request) => Promise<Response | undefined>;
  /** What the paths of requests are below, without a slash at its end. */
  readonly base: string;
  readonly wait: (ms: number) => Promise<void>;
  /** A clock for durations, in ms. */
  readonly clock: () => number;
}

/** The two views of one attempt. Each settles when its side knows. Neither ever rejects. */
export interface Sent {
  readonly client: Promise<ClientView>;
  readonly store: Promise<StoreView>;
}

/** Sends the bytes of the request to `path`, unless the network loses them. A network that is off is not asked. */
export function send(request: ClientRequest, path: string, fault: NetworkFault, wires: Wires): Sent {
  const nobodyAnswers = (ms: number) => wires.wait(ms).then((): ClientView => ({ kind: 'no_answer' }));
  if (fault === 'lose_request')
    return {
      client: nobodyAnswers(NO_REPLY_AFTER_MS),
      store: Promise.resolve({ kind: 'never_arrived' }),
    };
  const store = reach(request, path, wires);
  if (fault === 'lose_reply') return { client: nobodyAnswers(NO_REPLY_AFTER_MS), store };
  const reply = store.then(
    (view): ClientView =>
      view.kind === 'answered' ? { kind: 'answered', answer: view.answer } : { kind: 'no_answer' },
  );
  const arrives = fault === 'slow' ? wires.wait(SLOW_MS).then(() => reply) : reply;
  return { client: Promise.race([arrives, nobodyAnswers(GIVE_UP_AFTER_MS)]), store };
}

async function reach(request: ClientRequest, path: string, wires: Wires): Promise<StoreView> {
  const started = wires.clock();
  try {
    const response = await wires.handle(toHttp(request, `${wires.base}${path}`));
    const answer = await readResponse(response ?? new Response('', { status: 404, statusText: 'Not Found' }));
    return { kind: 'answered', answer, tookMs: wires.clock() - started };
  } catch {
    return { kind: 'unknown' }; // The store broke off: to the client that is silence, and it must not guess.
  }
}

function toHttp(request: ClientRequest, url: string): Request {
  return new Request(url, {
    method: request.method,
    headers: request.headers.map(([name, value]): [string, string] => [name, value]),
    body: request.body,
  });
}

async function readResponse(response: Response): Promise<Answer> {
  return {
    status: response.status,
    statusText: response.statusText,
    headers: [...response.headers].map(([name, value]) => [titled(name), value] as const),
    body: await response.text(),
  };
}

/** `Headers` gives lower case only; a person reads the names as the documents write them. */
function titled(name: string): string {
  return name
    .replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
    .replace(/^Es-/, 'ES-')
    .replace(/^Etag$/, 'ETag')
    .replace(/(?<=-)Currentversion$/, 'CurrentVersion');
}
