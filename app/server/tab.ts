// The page's half of the local server: takes the requests of other programs and answers them from this store.
import { DEFAULT_STORE, storeName } from '../store-name.ts';
import { finishFirst } from '../under-way.ts';
import {
  ANSWER_PATH,
  type AnswerHead,
  type Envelope,
  opened,
  REQUEST_ID_HEADER,
  type RequestHead,
  sealed,
  TAB_PATH,
  TAKE_PATH,
  TOKEN_HEADER,
} from './wire.ts';

const LOCK = 'local-server';
/** After the server refused, as it does when something else listens there. */
const RECONNECT_AFTER_MS = 5_000;

if (storeName() === DEFAULT_STORE) void listenInTurn();

/**
 * Listens while this is the latest tab. A browser opens only six connections to one server, all tabs together, and a
 * listening tab keeps one for good: so only the holder of a lock listens, and a new tab takes the lock away.
 */
async function listenInTurn(): Promise<void> {
  for (let steal = true; ; steal = false) {
    let retire = (): void => {};
    try {
      await navigator.locks.request(LOCK, { steal }, () => {
        retire = listen();
        return new Promise<never>(() => {});
      });
    } catch (error) {
      const isStolen = error instanceof DOMException && error.name === 'AbortError';
      // Without locks all tabs listen, and the server asks the latest.
      if (!isStolen) return void listen();
      retire();
    }
  }
}

/** Returns the way to stop, after what is being answered. */
function listen(): () => void {
  const answering = new Set<Promise<void>>();
  let source: EventSource;
  let again: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    let token = '';
    source = new EventSource(TAB_PATH);
    source.addEventListener('token', (event: MessageEvent<string>) => {
      token = event.data;
    });
    source.addEventListener('request', (event: MessageEvent<string>) => {
      const carriedOut = carryOut(token, event.data)
        // The server is gone, or answers the client itself when no answer comes.
        .catch((error: unknown) => console.warn('A request of the local server was not answered.', error))
        .finally(() => answering.delete(carriedOut));
      answering.add(carriedOut);
    });
    source.addEventListener('error', () => {
      // A lost connection is opened again by the browser, a refused one is not.
      if (source.readyState === EventSource.CLOSED) again = setTimeout(connect, RECONNECT_AFTER_MS);
    });
  }

  connect();
  return () => {
    clearTimeout(again);
    void Promise.all(answering).then(() => source.close());
  };
}

type Answer = (request: Request) => Promise<Response>;
let loading: Promise<Answer> | undefined;

/** Most visits see no request from outside, so what answers them is loaded with the first. */
async function loadAnswer(): Promise<Answer> {
  const { serveDefaultStore } = await import('../default-store.ts');
  return serveDefaultStore('/');
}

/** Takes a request before it touches the store: what is not taken was surely not done, and may go to another tab. */
async function carryOut(token: string, id: string): Promise<void> {
  loading ??= loadAnswer();
  const answer = await loading;
  const headers = { [TOKEN_HEADER]: token, [REQUEST_ID_HEADER]: id };
  const taken = await fetch(TAKE_PATH, { method: 'POST', headers });
  if (!taken.ok) return;
  const request = opened<RequestHead>(new Uint8Array(await taken.arrayBuffer()));
  const answered = answer(requestOf(request)).then(async (response) =>
    fetch(ANSWER_PATH, { method: 'POST', headers, body: sealed(await envelopeOf(response)) }),
  );
  // A read that a reload breaks off is asked again, of the page that comes; a write must not be.
  await (request.head.method === 'GET' ? answered : finishFirst(answered));
}

function requestOf({ head, body }: Envelope<RequestHead>): Request {
  const { method, url, headers } = head;
  const hasBody = body.length > 0 && method !== 'GET' && method !== 'HEAD';
  return new Request(url, {
    method,
    headers: headers.map(([name, value]) => [name, value]),
    ...(hasBody && { body }),
  });
}

async function envelopeOf(response: Response): Promise<Envelope<AnswerHead>> {
  const { status, statusText, headers } = response;
  return {
    head: { status, statusText, headers: [...headers] },
    body: new Uint8Array(await response.arrayBuffer()),
  };
}
