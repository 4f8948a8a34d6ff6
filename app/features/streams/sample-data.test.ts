import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { type EventStore, jsonEvent, openEventStore } from '../../../lib/index.ts';
import { type History, needingYou, successorOf } from '../../client/history.ts';
import { outcomeOf } from '../../client/outcome.ts';
import { guidFrom } from '../../guid.ts';
import { loadSampleData } from './sample-data.ts';
import { SAMPLE_STREAMS } from './sample-streams.ts';

const NOW_MS = Date.UTC(2026, 10, 24, 12);
const DAY_MS = 86_400_000;
const TOTAL = SAMPLE_STREAMS.reduce((sum, { eventCount }) => sum + eventCount, 0);

let store: EventStore;
let histories: readonly History[];
let count = 0;

const client = {
  histories: () => histories,
  async restore(history: History) {
    histories = [...histories, history];
  },
};

const load = () => loadSampleData(store, client, { nowMs: NOW_MS, base: 'http://localhost' });

beforeEach(async () => {
  store = await openEventStore({ name: `sample-${count++}` });
  histories = [];
  return () => store.close();
});

test('the sample is what the empty page says it is, and loading it twice adds nothing', async () => {
  for (let round = 0; round < 2; round++) {
    expect(await load()).toBe(TOTAL);
    expect(await store.headPosition()).toBe(TOTAL);
    expect(histories).toHaveLength(3);
  }
  const streams = await store.listStreams();
  const expected = SAMPLE_STREAMS.map(({ stream, eventCount }) => ({ stream, eventCount }));
  expect(streams.map(({ stream, eventCount }) => ({ stream, eventCount }))).toEqual(
    expected.toSorted((a, b) => (a.stream < b.stream ? -1 : 1)),
  );
});

test('it happened over nine days, in the order of the log, the order closed last', async () => {
  await load();
  const times: number[] = [];
  for await (const { event } of store.readAll()) times.push(event?.createdMs ?? Number.NaN);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const daysAgo = times.map((ms) => Math.floor((NOW_MS - ms) / DAY_MS));
  expect([...new Set(daysAgo)]).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0]);
  expect(new Set(times).size).toBeGreaterThan(400);
  const { event: last } = await store.readEvent('order-1042', 'end');
  expect(last).toMatchObject({ type: 'OrderClosed', position: TOTAL - 1 });
  expect((NOW_MS - (last?.createdMs ?? 0)) / 60_000).toBeCloseTo(12, 0);
});

test('a conflict in it was solved and a lost reply retried, as the store answered', async () => {
  await load();
  const outcomes = histories.map(({ attempts }) => attempts.map((attempt) => outcomeOf(attempt)));
  expect(outcomes).toMatchObject([
    [{ kind: 'conflict', currentVersion: 104 }],
    [{ kind: 'committed', first: 105 }],
    [{ kind: 'no_reply' }, { kind: 'already_committed', first: 219 }],
  ]);
  const [conflict, rebased, retried] = histories as [History, History, History];
  expect(successorOf(conflict, histories)).toBe(rebased);
  expect(needingYou(histories)).toEqual([]);
  const { event } = await store.readEvent('payments', 219);
  expect(event).toMatchObject({
    id: retried.request.events[0]?.id,
    createdMs: retried.request.createdMs,
    metadata: { $correlationId: 'payments', user: 'payments' },
  });
});

test('streams of the sample that were deleted begin anew', async () => {
  await load();
  for (const { stream } of SAMPLE_STREAMS) await store.deleteStream(stream);
  await load();
  const { state, eventCount, version } = await store.describeStream('payments');
  expect({ state, eventCount, version }).toEqual({ state: 'live', eventCount: 240, version: 479 });
  const kinds = histories.flatMap(({ attempts }) => attempts.map((attempt) => outcomeOf(attempt).kind));
  const once = ['conflict', 'committed', 'no_reply', 'already_committed'];
  expect(kinds).toEqual([...once, ...once]);
});

test('what somebody else wrote under such a name is left alone, and said', async () => {
  await store.appendToStream('payments', jsonEvent({ type: 'Mine', data: {} }));
  await expect(load()).rejects.toThrow('payments');
  expect((await store.describeStream('payments')).eventCount).toBe(1);
});

test('each event of the sample has an id of its own, in the shape of a random UUID', () => {
  const ids = SAMPLE_STREAMS.flatMap(({ stream, eventCount }) =>
    Array.from({ length: eventCount }, (_, index) => guidFrom(`${stream} ${index}`)),
  );
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
