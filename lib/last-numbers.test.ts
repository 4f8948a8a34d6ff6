// What an import remembers of the streams: whatever others write between its batches, it does as one that remembers nothing.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import type { AppendQueue } from './append-queue.ts';
import { SIZES } from './core/sizes.ts';
import { openDatabase } from './database.ts';
import { importInto } from './import-into.ts';
import { type EventStore, jsonEvent, openEventStore } from './index.ts';

let count = 0;
const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const event = (n: number) => jsonEvent({ id: idOf(n), type: 'T', data: { n } });
const exported = (store: EventStore) => new Response(store.exportEvents()).text();

afterEach(() => vi.restoreAllMocks());

type Act = (store: EventStore) => Promise<unknown>;

const STREAMS = ['a', 'b', 'c', 'd'];
/** Few ids, so that a stream often has one twice. */
const anAct = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...STREAMS), fc.nat(6)).map(append) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...STREAMS).map(
      (name): Act =>
        (store) =>
          store.deleteStream(name),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...STREAMS).map(
      (name): Act =>
        (store) =>
          store.tombstoneStream(name),
    ),
  },
);

/** At its version, so that an id which is there already is written again. */
function append([name, n]: [string, number]): Act {
  return async (store) => {
    const { version, state } = await store.describeStream(name);
    const expected = state === 'live' ? { expectedVersion: version } : {};
    return store.appendToStream(name, event(n), expected);
  };
}

/** What comes of an import in batches of one event, before each of which another tab does one thing. */
async function imported(
  file: string,
  before: readonly Act[],
  between: readonly Act[],
  importStreams: number,
) {
  const name = `last-numbers-${count++}`;
  const nowMs = Date.UTC(2026, 0, 31);
  const store = await openEventStore({ name, now: () => nowMs });
  const db = await openDatabase(name, 'relaxed', {}, { ...SIZES, importEvents: 1, importStreams });
  for (const act of before) await act(store).catch(() => {});
  let batch = 0;
  const queue: Pick<AppendQueue, 'write'> = {
    async write(work) {
      // An import may try a batch again, so the acts are told by the batches that were tried.
      await between[batch++]?.(store).catch(() => {});
      return (await db.transact('readwrite', work)).result;
    },
  };
  const result = await importInto(db, queue, new Blob([file]), {}, () => nowMs);
  const log = await exported(store);
  const dry = await importInto(db, queue, new Blob([file]), { dryRun: true }, () => nowMs);
  const check = await store.check();
  await store.close();
  return JSON.parse(withoutOwnIds(JSON.stringify({ result, log, dry, problems: check.problems })));
}

/** The store makes the ids of metadata and tombstones by itself. */
function withoutOwnIds(text: string): string {
  return text.replace(/(?!0{8})[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'its own');
}

test('an import that remembers where streams end does as one that does not', async () => {
  const scene = fc.record({
    original: fc.array(anAct, { maxLength: 12 }),
    before: fc.array(anAct, { maxLength: 4 }),
    between: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant<Act>(async () => {}) }, anAct)),
    twice: fc.boolean(),
    importStreams: fc.constantFrom(1, 2, SIZES.importStreams),
  });
  await fc.assert(
    fc.asyncProperty(scene, async ({ original, before, between, twice, importStreams }) => {
      const source = await openEventStore({ name: `last-numbers-${count++}`, now: () => 0 });
      for (const act of original) await act(source).catch(() => {});
      const file = await exported(source);
      await source.close();
      const text = twice ? file + file : file;
      const remembered = await imported(text, before, between, importStreams);
      expect(remembered).toEqual(await imported(text, before, between, 0));
      expect(remembered.problems).toEqual([]);
    }),
    { numRuns: 150 },
  );
}, 120_000);

/** Looks for the end of a stream. */
function countLooks(): () => number {
  const spy = vi.spyOn(IDBIndex.prototype, 'openCursor');
  const get = vi.spyOn(IDBIndex.prototype, 'get');
  return () => spy.mock.calls.length + get.mock.calls.length;
}

const manyStreams = (streams: number, each: number) =>
  Array.from({ length: streams * each }, (_, n) => {
    const place = `"stream":"s-${n % streams}","eventNumber":${Math.floor(n / streams)}`;
    return `{"eventId":"${idOf(n)}","eventType":"T","data":${n},${place},"created":"2026-01-31T00:00:00.000Z"}\n`;
  }).join('');

test('an empty store is asked for no stream and no id, dry or not', async () => {
  const store = await openEventStore({ name: `last-numbers-${count++}` });
  const file = new Blob([manyStreams(800, 3)]);
  const looks = countLooks();
  expect(await store.importEvents(file, { dryRun: true })).toMatchObject({ newEvents: 2_400 });
  expect(await store.importEvents(file)).toMatchObject({ newEvents: 2_400 });
  // A few a batch, for the numbers of links.
  expect(looks()).toBeLessThan(100);
  await store.close();
}, 30_000);

test('a store with events is asked for each stream once, and for no id', async () => {
  const store = await openEventStore({ name: `last-numbers-${count++}` });
  await store.appendToStream('other', event(1_000_000));
  const looks = countLooks();
  const file = new Blob([manyStreams(800, 3)]);
  expect(await store.importEvents(file)).toMatchObject({ newEvents: 2_400 });
  expect(looks()).toBeLessThan(900);
  await store.close();
}, 30_000);
