import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  type EventStore,
  openEventStore,
  StorageFullError,
  StoreClosedError,
  StreamDeletedError,
  WrongExpectedVersionError,
} from './index.ts';

let store: EventStore;
let count = 0;

beforeEach(async () => {
  store = await openEventStore({ name: `queue-${count++}` });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await store.close();
});

let ids = 0;
const newId = () => `00000000-0000-4000-8000-${String(ids++).padStart(12, '0')}`;
const event = (id = newId()) => ({ id, type: 'T', data: '{}', metadata: null });

/** The transactions that are opened while this runs. */
async function transactionsDuring(work: () => Promise<unknown>): Promise<IDBTransactionMode[]> {
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
  await work();
  const modes = transaction.mock.calls.map(([, mode]) => mode ?? 'readonly');
  transaction.mockRestore();
  return modes;
}

async function numbersIn(stream: string): Promise<readonly (number | undefined)[]> {
  const read: (number | undefined)[] = [];
  for await (const resolved of store.readStream(stream)) read.push(resolved.event?.eventNumber);
  return read;
}

test('a thousand appends at once share one transaction, and each is answered with its own place', async () => {
  const positions = new Set<number | null>();
  const modes = await transactionsDuring(async () => {
    const results = await Promise.all(
      Array.from({ length: 1000 }, (_, n) => store.appendToStream(`s-${n % 100}`, event())),
    );
    for (const [n, { firstEventNumber, position }] of results.entries()) {
      expect(firstEventNumber).toBe(Math.floor(n / 100));
      positions.add(position);
    }
  });
  expect(modes).toEqual(['readwrite']);
  expect(positions.size).toBe(1000);
  expect(await store.headPosition()).toBe(1000);
  for (const position of [0, 500, 999]) {
    const page = await store.readAllPage({ direction: 'forwards', from: position, maxCount: 1 });
    expect(page.events[0]?.event?.position).toBe(position);
  }
});

test('an append that follows the last one opens one transaction and reads nothing', async () => {
  await store.appendToStream('s', event());
  const reads = [
    vi.spyOn(IDBObjectStore.prototype, 'openCursor'),
    vi.spyOn(IDBObjectStore.prototype, 'openKeyCursor'),
    vi.spyOn(IDBObjectStore.prototype, 'get'),
    vi.spyOn(IDBIndex.prototype, 'openCursor'),
    vi.spyOn(IDBIndex.prototype, 'getAll'),
    vi.spyOn(IDBIndex.prototype, 'get'),
    vi.spyOn(IDBIndex.prototype, 'getKey'),
  ];
  const modes = await transactionsDuring(() => store.appendToStream('s', event(), { expectedVersion: 0 }));
  expect(modes).toEqual(['readwrite']);
  for (const read of reads) expect(read).not.toHaveBeenCalled();
});

test('a retry of what was passed long ago is one readonly look', async () => {
  const events = [event(), event(), event()];
  for (const [n, each] of events.entries()) {
    await store.appendToStream('s', each, { expectedVersion: n === 0 ? 'no_stream' : n - 1 });
  }
  const modes = await transactionsDuring(async () => {
    const retried = await store.appendToStream('s', events[1] ?? [], { expectedVersion: 0 });
    expect(retried).toMatchObject({ outcome: 'already_committed', firstEventNumber: 1, position: 1 });
  });
  expect(modes).toEqual(['readonly']);
});

test('a refused append leaves those around it undisturbed, and appends that build on each other are all written', async () => {
  const [a, b, c, refused] = [event(), event(), event(), event()];
  const results = await Promise.allSettled([
    store.appendToStream('s', a, { expectedVersion: 'no_stream' }),
    store.appendToStream('s', refused, { expectedVersion: 7 }),
    store.appendToStream('s', b, { expectedVersion: 0 }),
    store.appendToStream('s', refused, { expectedVersion: 0 }),
    store.appendToStream('s', c, { expectedVersion: 1 }),
    store.appendToStream('other', event(), { expectedVersion: 'stream_exists' }),
  ]);
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
  ]);
  expect(await numbersIn('s')).toEqual([0, 1, 2]);
  expect(results[3]).toMatchObject({ reason: { currentVersion: 1, reason: 'behind' } });
});

test('the same append sent twice in one go is written once, and the second is told so', async () => {
  const twice = event();
  const results = await Promise.all([store.appendToStream('s', twice), store.appendToStream('s', twice)]);
  expect(results.map(({ outcome }) => outcome)).toEqual(['committed', 'already_committed']);
  expect(await numbersIn('s')).toEqual([0]);
});

test('one known id among many appends disturbs none of the others', async () => {
  const known = event();
  await store.appendToStream('s', known);
  const results = await Promise.allSettled([
    store.appendToStream('s', event()),
    store.appendToStream('s', [known, event()]),
    store.appendToStream('s', known),
    store.appendToStream('t', event()),
  ]);
  expect(results[0]).toMatchObject({ value: { outcome: 'committed', firstEventNumber: 1 } });
  expect(results[1]).toMatchObject({ reason: { reason: 'partial', currentVersion: 1 } });
  expect(results[2]).toMatchObject({ value: { outcome: 'already_committed', firstEventNumber: 0 } });
  expect(results[3]).toMatchObject({ value: { outcome: 'committed', firstEventNumber: 0 } });
});

test('an empty append is answered from the log, not from memory', async () => {
  const other = await openEventStore({ name: store.name });
  await store.appendToStream('s', event());
  await other.appendToStream('s', event());
  await expect(store.appendToStream('s', [], { expectedVersion: 0 })).rejects.toBeInstanceOf(
    WrongExpectedVersionError,
  );
  expect(await store.appendToStream('s', [], { expectedVersion: 1 })).toMatchObject({ position: null });
  await other.close();
});

test('where space runs out, only the append that does not fit fails', async () => {
  const add = IDBObjectStore.prototype.add;
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, value) {
    if (value.stream === 'large') throw new DOMException('No space left.', 'QuotaExceededError');
    return add.call(this, value);
  });
  const results = await Promise.allSettled([
    store.appendToStream('s', event()),
    store.appendToStream('large', event()),
    store.appendToStream('t', event()),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(results[1]).toMatchObject({ reason: expect.any(StorageFullError) });
  expect([await numbersIn('s'), await numbersIn('t')]).toEqual([[0], [0]]);
  expect(await store.headPosition()).toBe(2);
});

test('writes are done in the order they were asked for', async () => {
  const results = await Promise.allSettled([
    store.appendToStream('s', event(), { expectedVersion: 'no_stream' }),
    store.tombstoneStream('s', { expectedVersion: 0 }),
    store.appendToStream('s', event()),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(results[2]).toMatchObject({ reason: expect.any(StreamDeletedError) });
});

test('what was appended before the store was closed is settled, what comes later is refused', async () => {
  const waiting = store.appendToStream('s', event());
  const closed = store.close();
  const late = store.appendToStream('s', event());
  await expect(late).rejects.toBeInstanceOf(StoreClosedError);
  expect(await waiting).toMatchObject({ outcome: 'committed' });
  await closed;
});

test('a store that was deleted and made anew under an open connection begins at the beginning', async () => {
  await store.appendToStream('s', [event(), event()]);
  await new Promise((resolve) => {
    indexedDB.deleteDatabase(store.name).onsuccess = resolve;
  });
  expect(await store.appendToStream('s', event())).toMatchObject({ firstEventNumber: 0, position: 0 });
  expect(await store.headPosition()).toBe(1);
});
