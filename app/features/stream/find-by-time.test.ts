import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { type EventStore, jsonEvent, openEventStore } from '../../../lib/index.ts';
import { findByTime } from './find-by-time.ts';

const NOON = Date.UTC(2026, 10, 24, 12);
const RANGE = { first: 0, last: 2 };

let store: EventStore;
let count = 0;
let nowMs = NOON;

beforeEach(async () => {
  store = await openEventStore({ name: `find-by-time-${count++}`, now: () => nowMs });
  for (const ms of [NOON + 500, NOON + 60_000, NOON + 120_000]) {
    nowMs = ms;
    await store.appendToStream('s', jsonEvent({ type: 'Counted', data: ms }));
  }
  return () => store.close();
});

test('the first event at or after the time is found', async () => {
  for (const stream of ['s', '$all']) {
    expect(await findByTime(store, stream, NOON + 501, RANGE)).toMatchObject({
      kind: 'found',
      moment: { number: 1 },
    });
    expect(await findByTime(store, stream, NOON + 120_000, RANGE)).toMatchObject({ moment: { number: 2 } });
  }
});

test('a second that holds the first event is not before it', async () => {
  expect(await findByTime(store, 's', NOON, RANGE)).toMatchObject({ kind: 'found', moment: { number: 0 } });
});

test('where all events are earlier or later, the nearest is told', async () => {
  expect(await findByTime(store, 's', NOON + 120_001, RANGE)).toEqual({
    kind: 'all_earlier',
    nearest: { number: 2, ms: NOON + 120_000 },
  });
  expect(await findByTime(store, 's', NOON - 1_000, RANGE)).toEqual({
    kind: 'all_later',
    nearest: { number: 0, ms: NOON + 500 },
  });
});

test('where no event can be read, there is none to go to', async () => {
  await store.setStreamMetadata('s', '{"$maxAge": 1}');
  nowMs += 60_000;
  expect(await findByTime(store, 's', NOON, RANGE)).toEqual({ kind: 'none' });
});
