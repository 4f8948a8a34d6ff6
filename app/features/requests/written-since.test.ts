import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numbersWords, othersOf, ownOf } from './written-since.ts';

const since = (from: number, to: number, ...own: number[]) => ({ from, to, own: new Set(own) });

test.each([
  [since(2, 4), 'events 2 to 4', null],
  [since(2, 2), 'event 2', null],
  [since(2, 1), null, null],
  [since(2, 4, 2, 3, 4), null, 'events 2 to 4'],
  [since(2, 4, 3), '2 of the events 2 to 4', 'event 3'],
  [since(0, 100_000, 0, 100_000), 'events 1 to 99999', '2 of the events 0 to 100000'],
])('%j: others wrote %s, one’s own are %s', (written, others, own) => {
  expect([numbersWords(othersOf(written)), numbersWords(ownOf(written))]).toEqual([others, own]);
});

test('no event of one’s own is among those of others, however many there are', () => {
  fc.assert(
    fc.property(fc.nat(20), fc.nat(30), fc.array(fc.nat(30)), (from, length, picks) => {
      const to = from + length - 1;
      const own = new Set(picks.map((pick) => from + pick).filter((number) => number <= to));
      const all = Array.from({ length }, (_, index) => from + index);
      const theirs = all.filter((number) => !own.has(number));
      const { count, shown, isCut } = othersOf({ from, to, own });
      expect(count).toBe(theirs.length);
      expect(shown).toEqual(isCut ? [theirs[0], theirs.at(-1)] : theirs);
    }),
  );
});
