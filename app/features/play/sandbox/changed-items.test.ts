import { expect, test } from 'vitest';
import { changedItems } from './changed-items.ts';

/** `a` = as before, `~b` = another than before, `+c` = new, `-d` = gone. */
function changes(before: string, after: string): string {
  const [a, b] = [[...before], [...after]];
  return changedItems(a, b)
    .map((item) => {
      if (item.kind === 'gone') return `-${a[item.before]}`;
      return `${{ same: '', other: '~', new: '+' }[item.kind]}${b[item.after]}`;
    })
    .join(' ');
}

test.each([
  ['', '', ''],
  ['abc', 'abc', 'a b c'],
  ['ab', 'abc', 'a b +c'],
  ['abc', 'bcd', '-a b c +d'],
  ['abcd', 'abxd', 'a b ~x d'],
  ['abc', '', '-a -b -c'],
  ['', 'ab', '+a +b'],
  ['aab', 'ab', 'a -a b'],
  ['abcdef', 'axcyef', 'a ~x c ~y e f'],
  ['ab', 'xyz', '~x ~y +z'],
])('from "%s" to "%s" it is %s', (before, after, expected) => {
  expect(changes(before, after)).toBe(expected);
});

test('lists too long to compare item by item are compared by their places', () => {
  const before = Array.from({ length: 300 }, (_, index) => `a${index}`);
  const after = Array.from({ length: 300 }, (_, index) => `b${index}`);
  expect(changedItems(before, after)).toHaveLength(300);
});
