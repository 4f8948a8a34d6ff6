import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { type EventStore, jsonEvent, openEventStore } from '../../../lib/index.ts';
import { canUndo, deleteStream, forgetDeletions, undoDelete } from './deletions.ts';

let store: EventStore;
let count = 0;

beforeEach(async () => {
  store = await openEventStore({ name: `deletions-${count++}` });
  const events = Array.from({ length: 3 }, (_, data) => jsonEvent({ type: 'Counted', data }));
  await store.appendToStream('counter', events);
  return () => store.close();
});

async function numbers(): Promise<readonly (number | undefined)[]> {
  const { events } = await store.readStreamPage('counter', { direction: 'forwards', from: 0, maxCount: 9 });
  return events.map(({ event }) => event?.eventNumber);
}

test('a deletion that is undone brings back all events, and the metadata digit by digit', async () => {
  const json = '{"$maxCount":2, "n": 9007199254740993}';
  await store.setStreamMetadata('counter', json);
  await deleteStream(store, 'counter', 2);
  expect((await store.describeStream('counter')).state).toBe('soft_deleted');
  await undoDelete(store, 'counter');
  expect(await numbers()).toEqual([1, 2]);
  expect((await store.getStreamMetadata('counter')).json).toBe(json);
  expect(canUndo(store, 'counter')).toBe(false);
});

test('a stream that had no metadata comes back whole', async () => {
  await deleteStream(store, 'counter', 2);
  await undoDelete(store, 'counter');
  expect(await numbers()).toEqual([0, 1, 2]);
});

test('a stream that has gone on is not deleted, and there is nothing to undo', async () => {
  await expect(deleteStream(store, 'counter', 1)).rejects.toThrow('is at version 2');
  expect(canUndo(store, 'counter')).toBe(false);
});

test('what another tab did with a deleted stream is not undone', async () => {
  await deleteStream(store, 'counter', 2);
  forgetDeletions();
  await undoDelete(store, 'counter');
  expect((await store.describeStream('counter')).state).toBe('soft_deleted');
});
