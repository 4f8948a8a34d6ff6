import { expect, test } from 'vitest';
import { compareStates } from './compare-states.ts';
import { nearChanges, type ShownLine } from './near-changes.ts';

const numbers = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`n${n}`, n]));
const leftOut = (lines: readonly ShownLine[]) =>
  lines.reduce((sum, line) => sum + ('leftOut' in line ? line.leftOut : 0), 0);
const texts = (lines: readonly ShownLine[]) => lines.map((line) => ('text' in line ? line.text : '…'));

test('a state of few lines is shown whole', () => {
  const lines = compareStates({}, numbers(10));
  expect(nearChanges(lines, 100)).toBe(lines);
});

test('of a long state the beginning, the changes and what they lie in are shown', () => {
  const before = { first: 0, deep: { inner: numbers(5_000) } };
  const after = { first: 0, deep: { inner: { ...numbers(5_000), n4000: -1 } } };
  const all = compareStates(before, after);
  const shown = nearChanges(all, 100);
  expect(texts(shown)).toContain('"n4000": -1,');
  expect(texts(shown)).toContain('"inner": {');
  expect(texts(shown).filter((text) => text === '…').length).toBe(2);
  expect(shown.length - 2 + leftOut(shown)).toBe(all.length);
});

test('however much has changed, no more lines are shown', () => {
  const shown = nearChanges(compareStates({}, numbers(5_000)), 100);
  expect(shown.filter((line) => 'text' in line)).toHaveLength(100);
});
