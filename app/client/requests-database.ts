// Requests and attempts in a small database of their own, so that they survive a reload.
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames, wrap } from 'idb';
import { type ConnectionEnds, deleteDatabase, openConnection, watchLogFile } from '../../lib/own-database.ts';
import type { Attempt } from './attempt.ts';
import { onItsOwn } from './chain.ts';
import type { History } from './history.ts';
import { type BuiltOn, isSo, isWrittenThere, type OnlyWhile } from './only-while.ts';
import { openReopened } from './reopened.ts';
import type { ClientRequest } from './request.ts';
import type { Waiting } from './waiting.ts';

interface Schema extends DBSchema {
  requests: { key: string; value: ClientRequest };
  attempts: { key: [requestId: string, number: number]; value: Attempt };
  waiting: { key: string; value: Waiting };
  leases: { key: string; value: Lease };
  counters: { key: typeof POSTED; value: number };
}

/** The counter of the requests that were posted. */
const POSTED = 'posted';

/** The page that may do something that one page does at a time. It holds no time: pages may read different clocks. */
export interface Lease {
  readonly name: string;
  readonly page: string;
  /** Another one with each renewal, so that a page that waits sees whether the holder is at work. */
  readonly token: string;
}

export interface RequestsDatabase {
  /** Everything, in the order in which it was posted. */
  all(): Promise<readonly History[]>;
  /** The `order` of the next request: greater than all before, whichever tab asks. */
  nextOrder(): Promise<number>;
  /** Adds a request, or puts a discarded one back together with its attempts. */
  put(history: History): Promise<void>;
  /**
   * Adds the next attempt of a request and gives it its number, whichever tab asks. The request does not wait any
   * more. Undefined, and nothing is added, when the request was discarded, when `only` does not hold, or when this would
   * be the first attempt and what it was built on is not written.
   */
  addAttempt(
    attempt: Omit<Attempt, 'number'>,
    only?: OnlyWhile,
    builtOn?: BuiltOn,
  ): Promise<Attempt | undefined>;
  /** Notes what became of an attempt. Nothing happens when the request was discarded meanwhile. */
  updateAttempt(attempt: Attempt): Promise<void>;
  /** The request waits from now on. Nothing happens when it was discarded or, with `only`, when that does not hold. */
  setWaiting(waiting: Waiting, only?: OnlyWhile): Promise<boolean>;
  /** `freed`: those that are built on no other request from now on. */
  remove(requestId: string, freed?: readonly ClientRequest[]): Promise<void>;
  /**
   * Takes or renews a lease, unless another page holds it; one that is exactly `abandoned` is taken from its page.
   * Resolves with the lease as it is then.
   */
  takeLease(lease: Lease, abandoned?: Lease): Promise<Lease>;
  /** Gives the lease back, when this page holds it. */
  freeLease(name: string, page: string): Promise<void>;
  close(): void;
}

export function requestsDatabaseName(storeName: string): string {
  return `${storeName}:requests`;
}

/** Forgets all requests that were made to the store of this name. @throws as deleteEventStore */
export function deleteRequestsDatabase(storeName: string): Promise<void> {
  return deleteDatabase(requestsDatabaseName(storeName));
}

/** Opens the requests that were made to the store of this name. `onClosed`: they may have been deleted. @throws as openEventStore */
export async function openRequestsDatabase(
  storeName: string,
  onClosed: () => void = () => {},
): Promise<RequestsDatabase> {
  const { read, write, close } = await openReopened(
    (ends) => connect(requestsDatabaseName(storeName), ends),
    watchLogFile(storeName),
    onClosed,
  );
  return {
    all: () => read(readAll),
    nextOrder: () => write(nextOrder),
    put: (history) => write((db) => put(db, history)),
    addAttempt: (attempt, only, builtOn) => write((db) => addAttempt(db, attempt, only, builtOn)),
    updateAttempt: (attempt) => write((db) => updateAttempt(db, attempt)),
    setWaiting: (waiting, only) => write((db) => setWaiting(db, waiting, only)),
    remove: (requestId, freed = []) => write((db) => remove(db, requestId, freed)),
    takeLease: (lease, abandoned) => write((db) => takeLease(db, lease, abandoned)),
    freeLease: (name, page) => write((db) => freeLease(db, name, page)),
    close,
  };
}

type Database = IDBPDatabase<Schema>;

async function connect(name: string, ends: ConnectionEnds): Promise<Database> {
  const opened = await openConnection(name, 4, {
    ...ends,
    async upgrade({ db, tx, event }) {
      if (event.oldVersion < 1) {
        db.createObjectStore('requests', { keyPath: 'id' });
        db.createObjectStore('attempts', { keyPath: ['requestId', 'number'] });
      }
      if (event.oldVersion < 2) {
        db.createObjectStore('waiting', { keyPath: 'requestId' });
        db.createObjectStore('leases', { keyPath: 'name' });
      }
      if (event.oldVersion < 3) {
        db.createObjectStore('counters');
        await withoutClock(begun(wrap(tx) as unknown as Upgrade));
      }
      if (event.oldVersion < 4) await withNetwork(begun(wrap(tx) as unknown as Upgrade));
    },
  });
  return wrap(opened) as unknown as Database;
}

type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/** Until version 2 a request had its place by the time it was made, a wait and a lease had the time they end. */
async function withoutClock(tx: Upgrade): Promise<void> {
  const requests = tx.objectStore('requests');
  const waits = tx.objectStore('waiting');
  const kept = (await requests.getAll()).toSorted((a, b) => a.createdMs - b.createdMs);
  for (const [index, request] of kept.entries()) await requests.put({ ...request, order: index + 1 });
  await tx.objectStore('counters').put(kept.length, POSTED);
  for (const { untilMs, ...waiting } of (await waits.getAll()) as (Waiting & { readonly untilMs: number })[])
    await waits.put({ ...waiting, pauseMs: Math.max(0, untilMs - waiting.sinceMs) });
  await tx.objectStore('leases').clear();
}

/** Until version 3 a request that waits for the network said that it waits for the link. */
async function withNetwork(tx: Upgrade): Promise<void> {
  const waits = tx.objectStore('waiting');
  for (const waiting of await waits.getAll())
    if ((waiting.why as string) === 'link_off') await waits.put({ ...waiting, why: 'network_off' });
}

/** Why a transaction was aborted the request says that failed in it; nobody need hear it twice. */
function begun<Begun extends { readonly done: Promise<void> }>(tx: Begun): Begun {
  tx.done.catch(() => {});
  return tx;
}

async function readAll(db: Database): Promise<readonly History[]> {
  const tx = begun(db.transaction(['requests', 'attempts', 'waiting']));
  const [requests, attempts, waits] = await Promise.all([
    tx.objectStore('requests').getAll(),
    tx.objectStore('attempts').getAll(),
    tx.objectStore('waiting').getAll(),
    tx.done,
  ]);
  const byRequest = new Map<string, Attempt[]>(requests.map((request) => [request.id, []]));
  for (const attempt of attempts) byRequest.get(attempt.requestId)?.push(attempt);
  const waiting = new Map(waits.map((each) => [each.requestId, each]));
  return requests
    .toSorted((a, b) => a.order - b.order)
    .map((request) => historyOf(request, byRequest.get(request.id) ?? [], waiting.get(request.id)));
}

function historyOf(request: ClientRequest, attempts: Attempt[], waiting: Waiting | undefined): History {
  return { request, attempts, ...(waiting === undefined ? {} : { waiting }) };
}

async function nextOrder(db: Database): Promise<number> {
  const tx = begun(db.transaction('counters', 'readwrite'));
  const order = ((await tx.store.get(POSTED)) ?? 0) + 1;
  await Promise.all([tx.store.put(order, POSTED), tx.done]);
  return order;
}

async function put(db: Database, { request, attempts, waiting }: History): Promise<void> {
  const tx = begun(db.transaction(['requests', 'attempts', 'waiting'], 'readwrite'));
  await Promise.all([
    tx.objectStore('requests').put(request),
    ...attempts.map((attempt) => tx.objectStore('attempts').put(attempt)),
    waiting === undefined ? undefined : tx.objectStore('waiting').put(waiting),
    tx.done,
  ]);
}

async function addAttempt(
  db: Database,
  attempt: Omit<Attempt, 'number'>,
  only?: OnlyWhile,
  builtOn?: BuiltOn,
): Promise<Attempt | undefined> {
  const tx = begun(db.transaction(['requests', 'attempts', 'waiting'], 'readwrite'));
  const { requestId } = attempt;
  const [request, before, waiting, earlier] = await Promise.all([
    tx.objectStore('requests').getKey(requestId),
    tx.objectStore('attempts').getAll(attemptsOf(requestId)),
    tx.objectStore('waiting').get(requestId),
    builtOn === undefined ? [] : tx.objectStore('attempts').getAll(attemptsOf(builtOn.requestId)),
  ]);
  const mayBegin = builtOn === undefined || before.length > 0 || isWrittenThere(builtOn, earlier);
  const holds = request !== undefined && mayBegin && (only === undefined || isSo(only, waiting, before));
  const added = { ...attempt, number: before.length + 1 };
  await Promise.all([
    holds ? tx.objectStore('attempts').add(added) : undefined,
    holds ? tx.objectStore('waiting').delete(requestId) : undefined,
    tx.done,
  ]);
  return holds ? added : undefined;
}

async function updateAttempt(db: Database, attempt: Attempt): Promise<void> {
  const tx = begun(db.transaction('attempts', 'readwrite'));
  const kept = await tx.store.getKey([attempt.requestId, attempt.number]);
  await Promise.all([kept === undefined ? undefined : tx.store.put(attempt), tx.done]);
}

async function setWaiting(db: Database, waiting: Waiting, only?: OnlyWhile): Promise<boolean> {
  const tx = begun(db.transaction(['requests', 'attempts', 'waiting'], 'readwrite'));
  const [request, attempts, before] = await Promise.all([
    tx.objectStore('requests').getKey(waiting.requestId),
    tx.objectStore('attempts').getAll(attemptsOf(waiting.requestId)),
    tx.objectStore('waiting').get(waiting.requestId),
  ]);
  const holds = request !== undefined && (only === undefined || isSo(only, before, attempts));
  await Promise.all([holds ? tx.objectStore('waiting').put(waiting) : undefined, tx.done]);
  return holds;
}

async function remove(db: Database, requestId: string, freed: readonly ClientRequest[]): Promise<void> {
  const tx = begun(db.transaction(['requests', 'attempts', 'waiting'], 'readwrite'));
  const requests = tx.objectStore('requests');
  const kept = await Promise.all(freed.map(({ id }) => requests.getKey(id)));
  await Promise.all([
    ...freed.map((each, index) => (kept[index] === undefined ? undefined : requests.put(onItsOwn(each)))),
    requests.delete(requestId),
    tx.objectStore('attempts').delete(attemptsOf(requestId)),
    tx.objectStore('waiting').delete(requestId),
    tx.done,
  ]);
}

async function takeLease(db: Database, lease: Lease, abandoned?: Lease): Promise<Lease> {
  const tx = begun(db.transaction('leases', 'readwrite'));
  const held = await tx.store.get(lease.name);
  const isFree = held === undefined || held.page === lease.page || held.token === abandoned?.token;
  await Promise.all([isFree ? tx.store.put(lease) : undefined, tx.done]);
  return isFree ? lease : held;
}

async function freeLease(db: Database, name: string, page: string): Promise<void> {
  const tx = begun(db.transaction('leases', 'readwrite'));
  const held = await tx.store.get(name);
  await Promise.all([held?.page === page ? tx.store.delete(name) : undefined, tx.done]);
}

function attemptsOf(requestId: string): IDBKeyRange {
  return IDBKeyRange.bound([requestId, 0], [requestId, Number.MAX_SAFE_INTEGER]);
}
