import { expect, test } from 'vitest';
import { numberProblem, numbersOf } from './number-problem.ts';

const facts = (first: number, last: number) => ({
  state: 'live' as const,
  eventCount: last - first + 1,
  first,
  last,
  updatedMs: null,
});

test.each([
  [0, -1, ''],
  [118, 117, ''],
  [0, 0, '0'],
  [7, 117, '7–117'],
])('with events from %i to %i the field says “%s”', (first, last, says) => {
  expect(numbersOf(facts(first, last))).toBe(says);
});

test.each([
  ['0', 0, -1, 'There is no event to go to'],
  ['x', 118, 117, 'There is no event to go to'],
  ['x', 0, 5, 'Type a number from 0 to 5'],
  ['6', 0, 5, 'The last event is 5'],
  ['1', 2, 5, 'The first readable event is 2'],
  ['2', 2, 5, null],
])('%s among events from %i to %i', (text, first, last, says) => {
  expect(numberProblem(text, facts(first, last))).toBe(says);
});
