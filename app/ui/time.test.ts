import { expect, test } from 'vitest';
import { ago, clock, clockOrDay, dateAndClock } from './time.ts';

const now = new Date(2026, 10, 20, 19, 49, 37, 695).getTime();
const before = (ms: number) => now - ms;

test.each([
  [0, 'just now'],
  [9_999, 'just now'],
  [25_000, '20 s ago'],
  [60_000, '1 min ago'],
  [59 * 60_000, '59 min ago'],
  [3 * 3_600_000, '3 h ago'],
  [24 * 3_600_000, 'yesterday'],
  [2 * 24 * 3_600_000, '18 Nov'],
  [400 * 24 * 3_600_000, '16 Oct 2025'],
])('%i ms before now is "%s"', (ms, words) => {
  expect(ago(before(ms), now)).toBe(words);
});

test('a clock that runs ahead is no cause for negative times', () => {
  expect(ago(now + 5_000, now)).toBe('just now');
});

test('times have milliseconds, and their day when it is not today', () => {
  expect(clock(now)).toBe('19:49:37.695');
  expect(clockOrDay(now, now)).toBe('19:49:37.695');
  expect(clockOrDay(before(24 * 3_600_000), now)).toBe('19 Nov, 19:49:37');
  expect(dateAndClock(now)).toBe('20 Nov 2026, 19:49:37.695');
});
