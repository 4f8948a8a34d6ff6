// IndexedDB with nothing around it: one object store, a number as key, the event as value, no index and no check.
import type { BenchEvent, Durability } from './contender.ts';

const STORE = 'events';

export interface Raw {
  /** One transaction: a get, and when it is answered a put for each event. */
  getAndPut(events: readonly BenchEvent[]): Promise<void>;
  /** One transaction: a put for each event. */
  put(events: readonly BenchEvent[]): Promise<void>;
  get(key: number): Promise<BenchEvent>;
  getLast(): Promise<BenchEvent>;
  /** Keys `low` to `high`, both included. */
  getAll(low: number, high: number): Promise<readonly BenchEvent[]>;
  /** Tells the other tabs that something was committed. */
  tell(): void;
  onTold(listener: () => void): void;
  close(): void;
}

export async function openRaw(name: string, durability: Durability): Promise<Raw> {
  const db = await open(name);
  const hints = new BroadcastChannel(name);
  let next = await firstFree(db);

  function write(work: (store: IDBObjectStore, commit: () => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const tx = db.transaction(STORE, 'readwrite', { durability });
      tx.oncomplete = () => resolve();
      tx.onabort = () => reject(tx.error);
      work(tx.objectStore(STORE), () => tx.commit());
    });
  }

  function putAll(store: IDBObjectStore, events: readonly BenchEvent[], commit: () => void): void {
    for (const event of events) store.put(event, next++);
    // Asking for the commit is quicker than leaving the browser to see that nothing more comes.
    commit();
  }

  const reading = () => db.transaction(STORE, 'readonly').objectStore(STORE);

  return {
    getAndPut: (events) =>
      write((store, commit) => {
        store.get(next - 1).onsuccess = () => putAll(store, events, commit);
      }),
    put: (events) => write((store, commit) => putAll(store, events, commit)),
    getLast: () => answerOf(reading().get(next - 1)),
    get: (key) => answerOf(reading().get(key)),
    getAll: (low, high) => answerOf(reading().getAll(IDBKeyRange.bound(low, high))),
    tell: () => hints.postMessage('committed'),
    onTold: (listener) => {
      hints.onmessage = listener;
    },
    close() {
      db.close();
      hints.close();
    },
  };
}

function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return answerOf(request);
}

async function firstFree(db: IDBDatabase): Promise<number> {
  const last = await answerOf(db.transaction(STORE).objectStore(STORE).openKeyCursor(null, 'prev'));
  return last ? (last.key as number) + 1 : 0;
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
