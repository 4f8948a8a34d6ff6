import { expect, test } from 'vitest';
import { summarise } from './statistics.ts';

test('one sample is its own median and spread', () => {
  expect(summarise([7])).toEqual({ median: 7, p10: 7, p90: 7, count: 1 });
});

test('the order of the samples does not matter', () => {
  expect(summarise([5, 1, 4, 2, 3])).toEqual(summarise([1, 2, 3, 4, 5]));
});

test('between two samples the share of the way is taken', () => {
  const { median, p10, p90 } = summarise([10, 20, 30, 40]);
  expect(median).toBe(25);
  expect(p10).toBeCloseTo(13);
  expect(p90).toBeCloseTo(37);
});

test('one sample that is far off does not move the median', () => {
  expect(summarise([1, 1, 1, 1, 1000]).median).toBe(1);
});

test('numbers are sorted as numbers', () => {
  expect(summarise([9, 10, 100]).median).toBe(10);
});
