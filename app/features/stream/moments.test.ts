import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { type EventStore, jsonEvent, openEventStore, type StreamName } from '../../../lib/index.ts';
import { momentsOf } from './moments.ts';

let store: EventStore;
let count = 0;
let nowMs = 0;

beforeEach(async () => {
  nowMs = 0;
  store = await openEventStore({ name: `moments-${count++}`, now: () => nowMs });
  return () => store.close();
});

/** One event at each of the times. */
async function writeAt(stream: StreamName, times: readonly number[]): Promise<void> {
  for (const ms of times) {
    nowMs = ms;
    await store.appendToStream(stream, jsonEvent({ type: 'Counted', data: ms }));
  }
}

/** The store, with the reads of pages counted. */
function counted(): { readonly counting: EventStore; reads: number } {
  const result = {
    reads: 0,
    counting: {
      ...store,
      readStreamPage: (...asked: Parameters<EventStore['readStreamPage']>) => {
        result.reads++;
        return store.readStreamPage(...asked);
      },
    },
  };
  return result;
}

test('the first event at or after a time is found, whichever it is', async () => {
  await writeAt('s', [100, 200, 200, 300]);
  const moments = momentsOf(store, 's');
  const since = async (ms: number) => (await moments.since(ms, 0, 3))?.number ?? null;
  expect(await since(0)).toBe(0);
  expect(await since(100)).toBe(0);
  expect(await since(101)).toBe(1);
  expect(await since(200)).toBe(1);
  expect(await since(201)).toBe(3);
  expect(await since(300)).toBe(3);
  expect(await since(301)).toBeNull();
});

test('only as many events are looked at as halving needs, and none twice', async () => {
  nowMs = 1;
  const events = Array.from({ length: 1_000 }, (_, data) => jsonEvent({ type: 'Counted', data }));
  await store.appendToStream('s', events);
  await writeAt('s', [50]);
  const count = counted();
  const moments = momentsOf(count.counting, 's');
  expect((await moments.since(50, 0, 1_000))?.number).toBe(1_000);
  expect(count.reads).toBeLessThanOrEqual(11);
  const { reads } = count;
  expect((await moments.since(50, 0, 1_000))?.number).toBe(1_000);
  expect(count.reads).toBe(reads);
});

test('events that cannot be read are passed over', async () => {
  await writeAt('s', [1_000, 2_000, 3_000, 4_000]);
  await store.setStreamMetadata('s', '{"$maxAge": 2}');
  nowMs = 5_000;
  const moments = momentsOf(store, 's');
  expect(await moments.at(0)).toEqual({ number: 2, ms: 3_000 });
  expect(await moments.since(0, 0, 3)).toEqual({ number: 2, ms: 3_000 });
});

test('in the whole log positions are counted, and what a scavenge dropped is passed over', async () => {
  await writeAt(
    'gone',
    Array.from({ length: 40 }, (_, index) => index),
  );
  await writeAt('kept', [100]);
  await store.deleteStream('gone');
  await store.scavenge();
  const moments = momentsOf(store, '$all');
  expect(await moments.at(0)).toMatchObject({ ms: 100 });
  expect((await moments.since(5, 0, 41))?.number).toBe((await moments.at(0))?.number);
});

test('events that are not in the order of time are noticed when they are looked at', async () => {
  await writeAt('s', [100, 50, 200]);
  const moments = momentsOf(store, 's');
  await moments.at(0);
  expect(moments.areInOrder()).toBe(true);
  await moments.at(1);
  expect(moments.areInOrder()).toBe(false);
});
