// Wires the client of this page: its database, the handler of the store, the link and the other tabs.
import type { EventStore } from '../../lib/index.ts';
import { handlerOf } from '../handler.ts';
import { newUuid } from '../seed.ts';
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
  const client = await startClient({
    database,
    link,
    pages: await signIn(crypto.randomUUID(), navigator.locks),
    wires: {
      handle: handlerOf(store, new URL(base).pathname),
      base,
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      clock: () => performance.now(),
    },
    now: Date.now,
    newId: () => newUuid().slice(0, 8),
    tellOthers: () => channel.postMessage('changed'),
  });
  channel.onmessage = () => void client.refresh();
  // A page that died told nobody; look when somebody looks.
  const look = () => document.visibilityState === 'visible' && void client.refresh();
  document.addEventListener('visibilitychange', look);
  return {
    client,
    close() {
      document.removeEventListener('visibilitychange', look);
      channel.close();
      database.close();
    },
  };
}
