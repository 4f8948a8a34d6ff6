import { expect, test } from 'vitest';
import { ago, clock, dateAndClock, moment } from './time.ts';

const now = new Date(2026, 10, 20, 19, 49, 37, 695).getTime();
const before = (ms: number) => now - ms;
const DAY_MS = 24 * 3_600_000;

test.each([
  [0, 'just now'],
  [9_999, 'just now'],
  [25_000, '20 s ago'],
  [60_000, '1 min ago'],
  [59 * 60_000, '59 min ago'],
  [3 * 3_600_000, '3 h ago'],
  [DAY_MS, 'yesterday'],
  [2 * DAY_MS, '18 Nov'],
  [400 * DAY_MS, '16 Oct 2025'],
])('%i ms before now is "%s"', (ms, words) => {
  expect(ago(before(ms), now, 'local')).toBe(words);
});

test('a clock that runs ahead is no cause for negative times', () => {
  expect(ago(now + 5_000, now, 'local')).toBe('just now');
  expect(ago(now + 3_600_000, now, 'local')).toBe('20:49:37.695');
  expect(ago(now + 400 * DAY_MS, now, 'local')).toBe('25 Dec 2027, 19:49');
});

test('times have milliseconds, their day when it is not today, and their year when it is not this one', () => {
  expect(clock(now, 'local')).toBe('19:49:37.695');
  expect(moment(now, now, 'local')).toBe('19:49:37.695');
  expect(moment(before(DAY_MS), now, 'local')).toBe('19 Nov, 19:49:37');
  expect(moment(before(400 * DAY_MS), now, 'local')).toBe('16 Oct 2025, 19:49');
  expect(dateAndClock(now, 'local')).toBe('20 Nov 2026, 19:49:37.695');
});

test('in UTC the days and the years are those of UTC', () => {
  const midnight = Date.UTC(2026, 0, 1, 0, 0, 1);
  expect(clock(midnight, 'utc')).toBe('00:00:01.000');
  expect(dateAndClock(midnight, 'utc')).toBe('1 Jan 2026, 00:00:01.000');
  expect(moment(midnight - 2_000, midnight, 'utc')).toBe('31 Dec 2025, 23:59');
  expect(moment(midnight + 2_000, midnight, 'utc')).toBe('00:00:03.000');
  expect(ago(midnight - 3_600_000, midnight, 'utc')).toBe('yesterday');
});
