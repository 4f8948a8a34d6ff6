import { expect, test } from 'vitest';
import { createSnapshots } from './snapshots.ts';

const INITIAL = { at: -1, json: '{}' };

/** Folds events 0 to `last` whose states are texts of this length. */
function foldAll(last: number, length: number, every: number, maxLength: number) {
  const snapshots = createSnapshots(INITIAL, every, maxLength);
  for (let at = 0; at <= last; at++) {
    if (snapshots.isDue()) snapshots.keep({ at, json: 'x'.repeat(length) });
  }
  return snapshots;
}

test('a state is kept after every so many events', () => {
  const snapshots = foldAll(999, 10, 100, 1_000_000);
  expect(snapshots.before(1_000).at).toBe(999);
  expect(snapshots.before(999).at).toBe(899);
  expect(snapshots.before(150).at).toBe(99);
});

test('the one before the first event is always there', () => {
  const snapshots = foldAll(999, 10, 100, 1_000_000);
  expect(snapshots.before(0)).toBe(INITIAL);
  expect(snapshots.before(99)).toBe(INITIAL);
});

test('all of them together stay within their limit, spread over the whole way', () => {
  const snapshots = foldAll(99_999, 1_000, 100, 50_000);
  expect(snapshots.length).toBeLessThanOrEqual(50_000);
  for (const at of [20_000, 50_000, 80_000, 99_999]) {
    expect(at - snapshots.before(at).at).toBeLessThan(100_000 / 10);
  }
});

test('a state that is larger than the limit is not kept', () => {
  expect(foldAll(999, 60_000, 100, 50_000).before(1_000)).toBe(INITIAL);
});

test('going the same way again keeps nothing twice', () => {
  const snapshots = foldAll(999, 10, 100, 1_000_000);
  const { length } = snapshots;
  for (let at = 0; at <= 999; at++) if (snapshots.isDue()) snapshots.keep({ at, json: 'other' });
  expect(snapshots.length).toBe(length);
  expect(snapshots.before(150).json).not.toBe('other');
});
