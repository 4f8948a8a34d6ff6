import { expect, test } from 'vitest';
import { activityReader, activityWords } from './activity.ts';
import type { Moments } from './moments.ts';
import { slotsOf, slotWords } from './slots.ts';

const NOON = Date.UTC(2026, 10, 24, 12);
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Events 0, 1, 2 … at these times, and how often one was looked at. */
function written(times: number[]): { readonly moments: Moments; looks: number } {
  const result = { looks: 0, moments: { at, since, areInOrder: () => inOrder } };
  const inOrder = times.every((ms, number) => number === 0 || (times[number - 1] as number) <= ms);
  async function at(number: number) {
    result.looks++;
    const ms = times[number];
    return ms === undefined ? null : { number, ms };
  }
  async function since(ms: number, first: number, last: number) {
    let low = first;
    let high = last + 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (((await at(middle))?.ms ?? Number.POSITIVE_INFINITY) >= ms) high = middle;
      else low = middle + 1;
    }
    return low > last ? null : at(low);
  }
  return result;
}

async function activityOf(times: number[]) {
  const activity = await activityReader(written(times).moments)(0, times.length - 1, 'utc');
  if (activity === null) throw new Error('There is activity.');
  return activity;
}

test('events are counted in the slot they were written in, from its first moment to its last', async () => {
  const { unit, slots } = await activityOf([NOON - DAY_MS, NOON - 1, NOON, NOON, NOON + HOUR_MS - 1]);
  expect(unit).toBe('hour');
  expect(slots.filter(({ count }) => count > 0)).toEqual([
    { beginMs: NOON - DAY_MS, endMs: NOON - DAY_MS + HOUR_MS, count: 1 },
    { beginMs: NOON - HOUR_MS, endMs: NOON, count: 1 },
    { beginMs: NOON, endMs: NOON + HOUR_MS, count: 3 },
  ]);
});

test('the summary says how many there are, and when most were written', async () => {
  const days = [0, 0, 1, 3, 3, 3].map((day) => NOON + day * DAY_MS);
  expect(activityWords(await activityOf([...days, NOON + 40 * DAY_MS]), 'utc')).toBe(
    '7 events, peak on 27 Nov 2026: 3',
  );
  expect(activityWords(await activityOf([NOON]), 'utc')).toBe(
    '1 event, peak from 12:00 UTC on 24 Nov 2026: 1',
  );
});

test('events of one moment are one slot of twelve', async () => {
  const { slots } = await activityOf([NOON, NOON, NOON]);
  expect(slots.map(({ count }) => count)).toEqual([...Array(11).fill(0), 3]);
});

test('a million events are counted by looking at some hundred, and again at next to none', async () => {
  const times = Array.from({ length: 1_000_000 }, (_, index) => NOON + index * 2_500);
  const log = written(times);
  const read = activityReader(log.moments);
  const activity = await read(0, 999_998, 'utc');
  expect(activity?.total).toBe(999_999);
  expect(activity?.slots.reduce((sum, { count }) => sum + count, 0)).toBe(999_999);
  expect(log.looks).toBeLessThan(1_000);
  log.looks = 0;
  await read(0, 999_999, 'utc');
  expect(log.looks).toBeLessThan(50);
});

test('few events are counted one by one, in whatever order of time they are', async () => {
  const { total, unit, slots } = await activityOf([NOON, NOON - DAY_MS, NOON - 3 * DAY_MS, NOON - DAY_MS]);
  expect([total, unit]).toEqual([4, '6 hours']);
  expect(slots.flatMap(({ count }) => (count === 0 ? [] : [count]))).toEqual([1, 2, 1]);
});

test('of many events that are not in the order of time, some stand for all', async () => {
  const times = Array.from({ length: 100_000 }, (_, index) => NOON + (index % 1_000) * DAY_MS);
  const log = written(times);
  const activity = await activityReader(log.moments)(0, times.length - 1, 'utc');
  expect(log.looks).toBeLessThan(1_500);
  expect(activity).toMatchObject({ unit: 'month', total: 100_000, estimated: true });
  expect(activityWords(activity as NonNullable<typeof activity>, 'utc')).toMatch(
    /^100\u202f000 events, peak in \w+ 20\d\d: about \d+$/,
  );
});

test('slots are as short as a picture of at most 48 allows, and cover both ends', () => {
  for (const [span, unit] of [
    [0, 'minute'],
    [40 * MINUTE_MS, 'minute'],
    [3 * HOUR_MS, '10 minutes'],
    [40 * HOUR_MS, 'hour'],
    [10 * DAY_MS, '6 hours'],
    [40 * DAY_MS, 'day'],
    [300 * DAY_MS, 'week'],
    [1_000 * DAY_MS, 'month'],
    [9_000 * DAY_MS, 'year'],
  ] as const) {
    for (const zone of ['local', 'utc'] as const) {
      const { unit: found, edges } = slotsOf(NOON - span, NOON, zone);
      expect(found).toBe(unit);
      expect(edges.length).toBeLessThanOrEqual(50);
      expect(edges.length).toBeGreaterThan(12);
      expect(edges[0]).toBeLessThanOrEqual(NOON - span);
      expect(edges.at(-1)).toBeGreaterThan(NOON);
      expect(edges).toEqual(edges.toSorted((a, b) => a - b));
    }
  }
});

test('of a thousand years the newest are shown, with all events before them in the first', async () => {
  const { slots, total } = await activityOf([NOON - 365_000 * DAY_MS, NOON - 364_000 * DAY_MS, NOON]);
  expect(slots).toHaveLength(48);
  expect(slots[0]?.count).toBe(2);
  expect(total).toBe(3);
});

test('a slot is told by its day, and a short one by its beginning', () => {
  expect(slotWords(NOON, 'hour', 'utc')).toBe('from 12:00 UTC on 24 Nov 2026');
  expect(slotWords(NOON, 'day', 'utc')).toBe('on 24 Nov 2026');
  expect(slotWords(NOON, 'week', 'utc')).toBe('in the week of 24 Nov 2026');
  expect(slotWords(NOON, 'month', 'utc')).toBe('in Nov 2026');
  expect(slotWords(NOON, 'year', 'utc')).toBe('in 2026');
});
