import { expect, test } from 'vitest';
import { logScale } from './log-scale.ts';

test('ten times more is the same way further, wherever it begins', () => {
  const { at } = logScale([1, 1000], 0, 300);
  expect(at(100) - at(10)).toBeCloseTo(at(1000) - at(100));
});

test('it may run upwards', () => {
  const { at } = logScale([1, 1000], 160, 10);
  expect(at(1000)).toBeLessThan(at(1));
});

test('what hardly differs is drawn as hardly different', () => {
  const { at } = logScale([100, 110], 0, 200);
  expect(at(110) - at(100)).toBeLessThan(20);
});

test('values off the axis, nothing and less than nothing are drawn at its ends', () => {
  const { at } = logScale([10, 100], 0, 200);
  expect([at(0), at(-5), at(1e9)]).toEqual([0, 0, 200]);
});

test.each([
  [
    [1, 9],
    [1, 2, 5, 10],
  ],
  [
    [1, 1e3],
    [1, 10, 100, 1000],
  ],
  [
    [1, 1e7],
    [1, 100, 1e4, 1e6],
  ],
])('from %j it is marked where there is room: %j', (values, ticks) => {
  expect(logScale(values, 0, 200).ticks).toEqual(ticks);
});

test('without any value there is still an axis', () => {
  expect(logScale([], 0, 200).at(1)).toBe(0);
});
