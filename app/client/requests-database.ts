// Requests and attempts in a small database of their own, so that they survive a reload.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Attempt } from './attempt.ts';
import type { History } from './history.ts';
import type { ClientRequest } from './request.ts';

interface Schema extends DBSchema {
  requests: { key: string; value: ClientRequest };
  attempts: { key: [requestId: string, number: number]; value: Attempt };
}

export interface RequestsDatabase {
  /** Everything, oldest request first. */
  all(): Promise<readonly History[]>;
  /** Adds a request, or puts a discarded one back together with its attempts. */
  put(history: History): Promise<void>;
  /** Adds the next attempt of a request and gives it its number, whichever tab asks. */
  addAttempt(attempt: Omit<Attempt, 'number'>): Promise<Attempt>;
  /** Notes what became of an attempt. Nothing happens when the request was discarded meanwhile. */
  updateAttempt(attempt: Attempt): Promise<void>;
  remove(requestId: string): Promise<void>;
  close(): void;
}

export function requestsDatabaseName(storeName: string): string {
  return `${storeName}:requests`;
}

/** Opens the requests that were made to the store of this name. */
export async function openRequestsDatabase(storeName: string): Promise<RequestsDatabase> {
  const db = await openDB<Schema>(requestsDatabaseName(storeName), 1, {
    upgrade(database) {
      database.createObjectStore('requests', { keyPath: 'id' });
      database.createObjectStore('attempts', { keyPath: ['requestId', 'number'] });
    },
    blocking(_current, _next, event) {
      (event.target as IDBDatabase).close(); // Another tab deletes or upgrades it; this one must not be in its way.
    },
  });
  return {
    all: () => readAll(db),
    put: (history) => put(db, history),
    addAttempt: (attempt) => addAttempt(db, attempt),
    updateAttempt: (attempt) => updateAttempt(db, attempt),
    remove: (requestId) => remove(db, requestId),
    close: () => db.close(),
  };
}

type Database = IDBPDatabase<Schema>;

async function readAll(db: Database): Promise<readonly History[]> {
  const tx = db.transaction(['requests', 'attempts']);
  const [requests, attempts] = await Promise.all([
    tx.objectStore('requests').getAll(),
    tx.objectStore('attempts').getAll(),
    tx.done,
  ]);
  const byRequest = new Map<string, Attempt[]>(requests.map((request) => [request.id, []]));
  for (const attempt of attempts) byRequest.get(attempt.requestId)?.push(attempt);
  return requests
    .toSorted((a, b) => a.createdMs - b.createdMs)
    .map((request) => ({ request, attempts: byRequest.get(request.id) ?? [] }));
}

async function put(db: Database, { request, attempts }: History): Promise<void> {
  const tx = db.transaction(['requests', 'attempts'], 'readwrite');
  await Promise.all([
    tx.objectStore('requests').put(request),
    ...attempts.map((attempt) => tx.objectStore('attempts').put(attempt)),
    tx.done,
  ]);
}

async function addAttempt(db: Database, attempt: Omit<Attempt, 'number'>): Promise<Attempt> {
  const tx = db.transaction('attempts', 'readwrite');
  const number = (await tx.store.count(attemptsOf(attempt.requestId))) + 1;
  const added = { ...attempt, number };
  await Promise.all([tx.store.add(added), tx.done]);
  return added;
}

async function updateAttempt(db: Database, attempt: Attempt): Promise<void> {
  const tx = db.transaction('attempts', 'readwrite');
  const kept = await tx.store.getKey([attempt.requestId, attempt.number]);
  await Promise.all([kept === undefined ? undefined : tx.store.put(attempt), tx.done]);
}

async function remove(db: Database, requestId: string): Promise<void> {
  const tx = db.transaction(['requests', 'attempts'], 'readwrite');
  await Promise.all([
    tx.objectStore('requests').delete(requestId),
    tx.objectStore('attempts').delete(attemptsOf(requestId)),
    tx.done,
  ]);
}

function attemptsOf(requestId: string): IDBKeyRange {
  return IDBKeyRange.bound([requestId, 0], [requestId, Number.MAX_SAFE_INTEGER]);
}
