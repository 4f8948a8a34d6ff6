// Databases that the browser closes in the middle of a write: what can be told from doing it twice is tried anew.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConnectionLostError, type EventStore, openEventStore, StorageUnavailableError } from './index.ts';

let store: EventStore;
let count = 0;

beforeEach(async () => {
  store = await openEventStore({ name: `lost-${count++}` });
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(IDBVersionChangeEvent.prototype, 'dataLoss');
  await store.close();
});

let ids = 0;
const newId = () => `00000000-0000-4000-8000-${String(ids++).padStart(12, '0')}`;
const event = () => ({ id: newId(), type: 'T', data: '{}', metadata: null });

async function numbersIn(stream: string): Promise<readonly (number | undefined)[]> {
  const read: (number | undefined)[] = [];
  for await (const resolved of store.readStream(stream)) read.push(resolved.event?.eventNumber);
  return read;
}

function tellAbortForComplete(tx: IDBTransaction): void {
  const listen = tx.addEventListener.bind(tx) as typeof tx.addEventListener;
  const told: Readonly<Record<string, string>> = { abort: 'complete', complete: 'abort' };
  tx.addEventListener = (type: string, listener: EventListenerOrEventListenerObject) =>
    listen(told[type] ?? type, listener);
}

/** The next readwrite transaction is lost as when the browser closes its database: before its commit, or after it. */
function loseConnection(when: 'before' | 'after'): void {
  const transaction = IDBDatabase.prototype.transaction;
  const spy = vi.spyOn(IDBDatabase.prototype, 'transaction');
  spy.mockImplementation(function (this: IDBDatabase, ...call) {
    const tx = transaction.apply(this, call);
    if (tx.mode === 'readonly') return tx;
    spy.mockRestore();
    if (when === 'before') queueMicrotask(() => queueMicrotask(() => tx.abort()));
    else tellAbortForComplete(tx);
    return tx;
  });
}

/** `put` says whether there is room. */
function actAsChromium(put: () => Promise<void>): void {
  const buckets = { open: async () => ({ caches: { open: async () => ({ put }) } }), delete: vi.fn() };
  vi.stubGlobal('navigator', { storageBuckets: buckets });
  Object.defineProperty(IDBVersionChangeEvent.prototype, 'dataLoss', { value: 'none', configurable: true });
}

test.each(['before', 'after'] as const)(
  'where the browser closes the database %s the commit, the append is tried anew and written once',
  async (when) => {
    await store.appendToStream('s', event());
    loseConnection(when);
    const results = await Promise.all([
      store.appendToStream('s', event(), { expectedVersion: 0 }),
      store.appendToStream('t', event()),
    ]);
    expect(results.map(({ firstEventNumber }) => firstEventNumber)).toEqual([1, 0]);
    expect([await numbersIn('s'), await numbersIn('t')]).toEqual([[0, 1], [0]]);
    expect(await store.headPosition()).toBe(3);
  },
);

test.each(['before', 'after'] as const)(
  'where the browser closes the database %s the commit, an append to several streams is tried anew and written once',
  async (when) => {
    loseConnection(when);
    const results = await store.appendToStreams([
      { stream: 's', events: event(), expectedVersion: 'no_stream' },
      { stream: 't', events: [event(), event()] },
    ]);
    expect(results.map(({ lastEventNumber }) => lastEventNumber)).toEqual([0, 1]);
    expect([await numbersIn('s'), await numbersIn('t')]).toEqual([[0], [0, 1]]);
  },
);

test('a deletion, which cannot tell whether it was done before, is not tried anew: that its fate is unknown is said', async () => {
  await store.appendToStream('s', event());
  loseConnection('before');
  await expect(store.tombstoneStream('s')).rejects.toBeInstanceOf(ConnectionLostError);
  expect(await numbersIn('s')).toEqual([0]);
});

test('where it closes the database twice, the person is told that sending again is safe, and it is', async () => {
  const transaction = IDBDatabase.prototype.transaction;
  const spy = vi.spyOn(IDBDatabase.prototype, 'transaction');
  spy.mockImplementation(function (this: IDBDatabase, ...call) {
    const tx = transaction.apply(this, call);
    if (tx.mode === 'readwrite') queueMicrotask(() => queueMicrotask(() => tx.abort()));
    return tx;
  });
  const sent = event();
  await expect(store.appendToStream('s', sent)).rejects.toBeInstanceOf(ConnectionLostError);
  spy.mockRestore();
  expect(await store.appendToStream('s', sent)).toMatchObject({ outcome: 'committed', position: 0 });
});

test('in Chromium nothing is written behind what may be torn until there is room to begin a fresh log, and all can be read', async () => {
  await store.appendToStream('s', event());
  const room = vi.fn().mockRejectedValue(new DOMException('No room.', 'UnknownError'));
  actAsChromium(room);
  loseConnection('before');
  const refused = event();
  await expect(store.appendToStream('s', refused)).rejects.toBeInstanceOf(StorageUnavailableError);
  await expect(store.appendToStream('s', refused)).rejects.toBeInstanceOf(StorageUnavailableError);
  expect(await numbersIn('s')).toEqual([0]);
  room.mockResolvedValue(undefined);
  expect(await store.appendToStream('s', refused)).toMatchObject({
    outcome: 'committed',
    firstEventNumber: 1,
  });
  room.mockClear();
  await store.appendToStream('s', event());
  expect(room).not.toHaveBeenCalled();
});

test('in Chromium an origin that is given no more room by its quota may still write what fits', async () => {
  const room = vi.fn().mockRejectedValue(new DOMException('No quota.', 'QuotaExceededError'));
  actAsChromium(room);
  loseConnection('before');
  expect(await store.appendToStream('s', event())).toMatchObject({ outcome: 'committed' });
  expect(room).toHaveBeenCalledOnce();
});
