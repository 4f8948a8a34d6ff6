import { expect, test } from 'vitest';
import { oneLine } from './one-line.ts';

test('line breaks and indents become one space, and unusual spaces stay', () => {
  expect(oneLine('{\r\n\t"a": 1\n}\n', 99)).toBe('{ "a": 1 }');
  expect(oneLine('a\u2003\u2003b\u00a0', 99)).toBe('a\u2003\u2003b\u00a0');
});

test('no character is cut in half', () => {
  expect(oneLine('ab🧾', 3)).toBe('ab');
  expect(oneLine('ab🧾', 4)).toBe('ab🧾');
});
