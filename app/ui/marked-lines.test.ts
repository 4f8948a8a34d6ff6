import { expect, test } from 'vitest';
import { jsonLines } from './highlight.ts';
import { markedLines } from './marked-lines.ts';

function bad(text: string, offset: number | null): string[] {
  return markedLines(jsonLines(text), offset).map((line) =>
    line.map((piece) => (piece.bad ? `[${piece.text}]` : piece.text)).join(''),
  );
}

test('the character at the offset is marked, and no other changes', () => {
  expect(bad('{\n "a": ,\n}', 8)).toEqual(['{', ' "a": [,]', '}']);
  expect(bad('{"abc":1}', 3)).toEqual(['{"a[b]c":1}']);
  expect(bad('{}', null)).toEqual(['{}']);
});

test('at the end of a line a space is marked', () => {
  expect(bad('{', 1)).toEqual(['{[ ]']);
  expect(bad('', 0)).toEqual(['[ ]']);
  expect(bad('[\n1', 1)).toEqual(['[[ ]', '1']);
});
