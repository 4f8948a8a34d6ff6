import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { type EventStore, jsonEvent, openEventStore } from './index.ts';

let store: EventStore;
let nowMs = 0;
let count = 0;

beforeEach(async () => {
  nowMs = 1_000_000;
  store = await openEventStore({ name: `scavenge-${count++}`, now: () => nowMs });
  return () => store.close();
});

const numbers = (amount: number) =>
  Array.from({ length: amount }, (_, n) => jsonEvent({ type: 'T', data: n }));

async function readable(reading: AsyncIterable<{ event?: { data: unknown } }>): Promise<unknown[]> {
  const data: unknown[] = [];
  for await (const { event } of reading) data.push(event?.data);
  return data;
}

test('what truncation hides is dropped; numbers go on and a retry is still recognised', async () => {
  const sent = numbers(10);
  await store.appendToStream('s', sent);
  await store.setStreamMetadata('s', '{"$tb":7}');
  expect(await store.scavenge()).toMatchObject({ droppedEvents: 7, droppedBytes: 7, done: 11, total: 11 });
  await store.setStreamMetadata('s', '{}');
  expect(await readable(store.readStream('s'))).toEqual([7, 8, 9]);
  expect(await readable(store.readStream('s', { direction: 'backwards', maxCount: 2 }))).toEqual([9, 8]);
  await expect(store.readEvent('s', 3)).rejects.toMatchObject({ name: 'EventNotFoundError' });
  for (const expectedVersion of ['any', 'no_stream'] as const) {
    expect(await store.appendToStream('s', sent, { expectedVersion })).toMatchObject({
      outcome: 'already_committed',
      firstEventNumber: 0,
      lastEventNumber: 9,
      dataDiffers: false,
    });
  }
  expect(await store.appendToStream('s', numbers(1), { expectedVersion: 9 })).toMatchObject({
    firstEventNumber: 10,
    position: 12,
  });
});

test('what is past $maxCount, too old, or of a deleted stream is dropped, and a second scavenge finds nothing', async () => {
  await store.appendToStream('capped', numbers(5));
  await store.setStreamMetadata('capped', '{"$maxCount":2}');
  await store.appendToStream('old', numbers(2));
  await store.setStreamMetadata('old', '{"$maxAge":10}');
  await store.appendToStream('soft', numbers(2));
  await store.deleteStream('soft');
  await store.appendToStream('gone', numbers(2));
  await store.tombstoneStream('gone');
  await store.appendToStream('kept', numbers(3));
  nowMs += 11_000;
  await store.appendToStream('old', numbers(1));
  expect((await store.scavenge()).droppedEvents).toBe(3 + 2 + 2 + 2);
  expect((await store.scavenge()).droppedEvents).toBe(0);
  expect(await readable(store.readStream('capped'))).toEqual([3, 4]);
  expect(await readable(store.readStream('old'))).toEqual([0]);
  expect(await readable(store.readStream('kept'))).toEqual([0, 1, 2]);
  await expect(store.readStream('gone').next()).rejects.toMatchObject({ name: 'StreamDeletedError' });
  await expect(store.readStream('soft').next()).rejects.toMatchObject({ name: 'StreamNotFoundError' });
});

test('of old metadata only the last is kept', async () => {
  await store.appendToStream('s', numbers(1));
  for (let n = 1; n <= 3; n++) await store.setStreamMetadata('s', `{"mine":${n}}`);
  expect((await store.scavenge()).droppedEvents).toBe(2);
  expect(await store.getStreamMetadata('s')).toMatchObject({ version: 2, json: '{"mine":3}' });
});

test('a scavenge tells its progress and can be stopped between batches', async () => {
  for (let n = 0; n < 3; n++) await store.appendToStream(`s${n}`, numbers(900));
  for (let n = 0; n < 3; n++) await store.deleteStream(`s${n}`);
  const stop = new AbortController();
  const result = await store.scavenge({
    signal: stop.signal,
    onProgress: ({ done }) => done >= 1000 && stop.abort(),
  });
  expect(result.done).toBe(1000);
  expect(result.droppedEvents).toBeGreaterThan(0);
  expect((await store.scavenge()).droppedEvents).toBe(2700 - result.droppedEvents);
});
