// Wires the client of this page: its database, the handler of the store, the link and the other tabs.
import type { EventStore } from '../../lib/index.ts';
import { handlerOf } from '../handler.ts';
import { type Client, startClient } from './client.ts';
import { link } from './link.ts';
import { signIn } from './pages.ts';
import { openRequestsDatabase, requestsDatabaseName } from './requests-database.ts';

export interface OpenClient {
  readonly client: Client;
  close(): void;
}

/** Where the store answers: the folder of this page, without a slash at its end. */
export function storeBase(): string {
  return new URL('.', location.href).href.replace(/\/$/, '');
}

export async function openClient(store: EventStore): Promise<OpenClient> {
  const database = await openRequestsDatabase(store.name);
  const channel = new BroadcastChannel(requestsDatabaseName(store.name));
  const base = storeBase();
  const closing = new AbortController();
  let started: Client | undefined;
  const pages = await signIn(crypto.randomUUID(), navigator.locks, {
    onGone: () => void started?.refresh(),
    signal: closing.signal,
  });
  const client = await startClient({
    database,
    link,
    pages,
    wires: {
      handle: handlerOf(store, new URL(base).pathname),
      base,
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      clock: () => performance.now(),
    },
    now: Date.now,
    newId: () => crypto.randomUUID().slice(0, 8),
    tellOthers: () => channel.postMessage('changed'),
  });
  started = client;
  channel.onmessage = () => void client.refresh();
  // Without locks a page that died tells nobody; look when somebody looks.
  const look = () => document.visibilityState === 'visible' && void client.refresh();
  document.addEventListener('visibilitychange', look);
  return {
    client,
    close() {
      closing.abort();
      document.removeEventListener('visibilitychange', look);
      channel.close();
      database.close();
    },
  };
}
