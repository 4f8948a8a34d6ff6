import { expect, test } from 'vitest';
import { jsonLines } from './highlight.ts';
import { withUnseen } from './unseen-lines.ts';

const MARK = { text: '\u202e', code: 'U+202E', name: 'right-to-left override', times: '' };

test('what cannot be seen is cut out of its piece, and the rest keeps its colour', () => {
  const { lines, complete } = withUnseen(jsonLines('{"a": "b\u202ec"}'));
  expect(lines[0]).toContainEqual(MARK);
  expect(lines[0]).toContainEqual({ mark: 's', text: '"b' });
  expect(lines[0]).toContainEqual({ mark: 's', text: 'c"' });
  expect(complete).toBe(true);
});

test('no character is lost, however many are marked', () => {
  const text = '{"a\u202e": "\u200bb",\n"c": "\u200c \u00a0"}';
  for (const most of [0, 1, 2, 99]) {
    const { lines, complete } = withUnseen(jsonLines(text), most);
    expect(lines.map((line) => line.map((piece) => piece.text).join('')).join('\n')).toBe(text);
    expect(lines.flat().filter((piece) => 'code' in piece)).toHaveLength(Math.min(most, 4));
    expect(complete).toBe(most >= 4);
  }
});
