import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { type EventStore, jsonEvent, type ListStreamsOptions, openEventStore } from './index.ts';

const LETTERS = ['a', 'b', '-', '$', '%', '\uffff', '10', '9'];
const aName = fc
  .array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 3 })
  .map((letters) => letters.join(''))
  // The store keeps these by itself, or has no stream of the name.
  .filter((name) => name !== '$' && !name.startsWith('$$'));

const aStream = fc.record({
  name: aName,
  /** Appends, so records. */
  appends: fc.integer({ min: 1, max: 40 }),
  fate: fc.constantFrom('stays', 'stays', 'has metadata', 'is deleted', 'is tombstoned'),
});
type Stream = typeof aStream extends fc.Arbitrary<infer Value> ? Value : never;

let count = 0;
const opened: EventStore[] = [];

async function open(): Promise<EventStore> {
  const store = await openEventStore({ name: `list-${count++}` });
  opened.push(store);
  return store;
}

afterEach(async () => {
  vi.restoreAllMocks();
  for (const store of opened.splice(0)) await store.close();
});

const some = () => jsonEvent({ type: 'SomeEvent', data: {} });

async function fill(store: EventStore, streams: readonly Stream[]): Promise<void> {
  for (const { name, appends, fate } of streams) {
    await Promise.all(Array.from({ length: appends }, () => store.appendToStream(name, some())));
    if (fate === 'has metadata') await store.setStreamMetadata(name, '{"$maxCount":2}');
    if (fate === 'is deleted') await store.deleteStream(name);
    if (fate === 'is tombstoned') await store.tombstoneStream(name);
  }
}

async function inPages(store: EventStore, options: ListStreamsOptions, maxCount: number) {
  const pages = [];
  for (let after = options.after ?? ''; ; ) {
    const page = await store.listStreams({ ...options, after, maxCount });
    expect(page.length).toBeLessThanOrEqual(maxCount);
    pages.push(...page);
    if (page.length < maxCount) return pages;
    after = page.at(-1)?.stream ?? '';
  }
}

test('pages of any size are the whole list, and the list says what the descriptions say', async () => {
  const aQuestion = fc.record({
    streams: fc.uniqueArray(aStream, { selector: ({ name }) => name, minLength: 1, maxLength: 8 }),
    prefix: fc.oneof(fc.constant(''), aName),
    after: fc.oneof(fc.constant(''), aName),
    includeSystem: fc.boolean(),
    includeDeleted: fc.boolean(),
    maxCount: fc.integer({ min: 1, max: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(aQuestion, async ({ streams, maxCount, ...options }) => {
      const store = await open();
      await fill(store, streams);
      const metadata = streams.filter(({ fate }) => fate === 'has metadata' || fate === 'is deleted');
      const names = [...streams.map(({ name }) => name), ...metadata.map(({ name }) => `$$${name}`)];
      const described = await Promise.all(names.toSorted().map((name) => store.describeStream(name)));
      const wanted = described.filter(
        ({ stream, state }) =>
          stream.startsWith(options.prefix) &&
          stream > options.after &&
          (options.includeSystem || !stream.startsWith('$')) &&
          (options.includeDeleted || state === 'live'),
      );
      expect(await store.listStreams(options)).toEqual(wanted);
      expect(await inPages(store, options, maxCount)).toEqual(wanted);
    }),
    { numRuns: 25 },
  );
}, 30_000);

test('the list asks for many streams at once, and a page for little more than its own', async () => {
  const store = await open();
  await store.appendToStreams(
    Array.from({ length: 1_000 }, (_, n) => ({ stream: `s-${n}`, events: some() })),
  );
  const requests = countRequests();
  expect(await store.listStreams()).toHaveLength(1_000);
  expect(requests()).toBeLessThan(100);
  expect(await store.listStreams({ after: 's-5', maxCount: 20 })).toHaveLength(20);
  expect(requests()).toBeLessThan(15);
}, 30_000);

test('the list passes over the records of long streams', async () => {
  const store = await open();
  for (const stream of ['a', 'b', 'c'])
    await Promise.all(Array.from({ length: 400 }, () => store.appendToStream(stream, some())));
  const records = countRecords();
  expect(await store.listStreams()).toMatchObject([{ version: 399 }, { version: 399 }, { version: 399 }]);
  expect(records()).toBeLessThan(20);
});

/** Requests since it was last asked. */
function countRequests(): () => number {
  const spies = [
    vi.spyOn(IDBIndex.prototype, 'getAll'),
    vi.spyOn(IDBIndex.prototype, 'openCursor'),
    vi.spyOn(IDBIndex.prototype, 'get'),
    vi.spyOn(IDBCursor.prototype, 'continue'),
  ];
  return () => {
    const made = spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
    for (const spy of spies) spy.mockClear();
    return made;
  };
}

/** How many records at most the batches could give. */
function countRecords(): () => number {
  const spy = vi.spyOn(IDBIndex.prototype, 'getAll');
  return () => spy.mock.calls.reduce((sum, [, most]) => sum + (most ?? Number.POSITIVE_INFINITY), 0);
}
