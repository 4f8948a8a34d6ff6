// Wires the client of this page: its database, the handler of the store, the network and the other tabs.
import type { EventStore } from '../../lib/index.ts';
import { openChannel } from '../../lib/own-database.ts';
import { handlerOf } from '../handler.ts';
import { newUuid } from '../seed.ts';
import { type Client, startClient } from './client.ts';
import { exclusively } from './exclusively.ts';
import { network } from './network.ts';
import { sentWords } from './outbox-words.ts';
import { type Pages, signIn, usableLocks } from './pages.ts';
import { openRequestsDatabase, type RequestsDatabase, requestsDatabaseName } from './requests-database.ts';
import { restful } from './restful.ts';
import { tellSent } from './sent-news.ts';
import { announcement } from './words.ts';

/** Goes on evenly, whatever the time of day is set to. */
const clock = () => performance.now();

export interface OpenClient {
  readonly client: Client;
  close(): void;
}

/** Where the store answers: the folder of this page, without a slash at its end. */
export function storeBase(): string {
  return new URL('.', location.href).href.replace(/\/$/, '');
}

/** `announce` is told what came of each request that a person sent from this page. Default: nobody is. */
export async function openClient(
  store: EventStore,
  announce: (text: string) => void = () => {},
): Promise<OpenClient> {
  let started: Client | undefined;
  const refreshed = async () => {
    await started
      ?.refresh()
      .catch((error: unknown) => console.warn('The requests could not be read again.', error));
  };
  const refresh = () => void refreshed();
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const database = await openRequestsDatabase(store.name, refresh);
  // Without one, the page looks at what other tabs did when somebody looks at the page.
  const channel = openChannel(requestsDatabaseName(store.name));
  const base = storeBase();
  const closing = new AbortController();
  const locks = await usableLocks();
  const pages = await signIn(crypto.randomUUID(), locks, {
    onGone: refresh,
    signal: closing.signal,
  });
  const client = await startClient({
    database,
    network,
    pages,
    wires: {
      handle: handlerOf(store, new URL(base).pathname),
      base,
      wait,
      clock,
    },
    now: Date.now,
    newId: () => newUuid().slice(0, 8),
    tellOthers: () => channel?.postMessage('changed'),
  });
  started = client;
  if (channel) channel.onmessage = restful({ read: refreshed, clock, wait });
  const stopSaying = client.onOutcome((history) => announce(announcement(history)));
  // Without locks a page that died tells nobody; look when somebody looks.
  const look = () => document.visibilityState === 'visible' && refresh();
  document.addEventListener('visibilitychange', look);
  const stopLooking = lookByItself(client, store);
  const stopSending = sendByItself(store.name, { client, database, pages, locks });
  return {
    client,
    close() {
      stopSaying();
      stopLooking();
      stopSending();
      closing.abort();
      document.removeEventListener('visibilitychange', look);
      channel?.close();
      database.close();
    },
  };
}

/** Sees what is solved without a person, once its code is there. */
function lookByItself(client: Client, store: EventStore): () => void {
  let stop: (() => void) | undefined;
  let left = false;
  import('./overtaken.ts').then(
    ({ watchOvertaken }) => {
      if (!left) stop = watchOvertaken(client, store);
    },
    () => {}, // Until the next page a person sees it when they open the request.
  );
  return () => {
    left = true;
    stop?.();
  };
}

/** Sends what waits once its code is there: the first screen need not wait for it. */
function sendByItself(
  storeName: string,
  {
    client,
    database,
    pages,
    locks,
  }: { client: Client; database: RequestsDatabase; pages: Pages; locks: LockManager | undefined },
): () => void {
  let stop: (() => void) | undefined;
  let left = false;
  import('./outbox.ts').then(
    ({ startOutbox }) => {
      if (left) return;
      stop = startOutbox({
        client,
        network,
        pages,
        clock,
        after(ms, act) {
          const timer = setTimeout(act, ms);
          return () => clearTimeout(timer);
        },
        exclusively: exclusively(`outbox ${storeName}`, {
          locks,
          leases: database,
          page: pages.self,
          clock,
        }),
        tell: (sent, networkIsBack, held) =>
          tellSent({
            says: sentWords(sent, networkIsBack, held),
            requestIds: sent.map(({ request }) => request.id),
            networkIsBack,
          }),
      });
    },
    () => {}, // The network went before the app was stored: the next page sends what waits, and each retry still does.
  );
  return () => {
    left = true;
    stop?.();
  };
}
