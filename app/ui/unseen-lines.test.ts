import { expect, test } from 'vitest';
import { jsonLines } from './highlight.ts';
import { plainLines } from './pieces.ts';
import type { Part } from './unseen.ts';
import { type ShownLine, withUnseen } from './unseen-lines.ts';

const MARK = { text: '\u202e', code: 'U+202E', name: 'right-to-left override', times: '' };
const FAMILY = '👩\u200d👩\u200d👧';

const partsIn = (lines: readonly ShownLine[]): readonly Part[] =>
  lines.flatMap((line) => line.flatMap(({ stretches }) => stretches.flatMap(({ parts }) => parts)));
const textOf = (lines: readonly ShownLine[]) =>
  lines
    .map((line) => partsIn([line]).map((part) => (typeof part === 'string' ? part : part.text)))
    .map((texts) => texts.join(''))
    .join('\n');

test('what cannot be seen is cut out of its piece, which keeps its colour', () => {
  const { lines, complete } = withUnseen(jsonLines('{"a": "b\u202ec"}'));
  expect(lines[0]).toContainEqual({ mark: 's', stretches: [{ apart: true, parts: ['"b', MARK, 'c"'] }] });
  expect(complete).toBe(true);
});

test('no character is lost, however many are marked', () => {
  const text = '{"a\u202e": "\u200bb",\n"c": "\u200c \u00a0", "שלום": "می\u200cخواهم"}';
  for (const most of [0, 1, 2, 4, 99]) {
    const { lines, complete } = withUnseen(jsonLines(text), most);
    expect(textOf(lines)).toBe(text);
    expect(partsIn(lines).filter((part) => typeof part !== 'string')).toHaveLength(Math.min(most, 5));
    expect(complete).toBe(most >= 5);
  }
});

test.each([
  ['a joined emoji', FAMILY],
  ['a joined emoji at the end', `{"a": "${FAMILY}`],
  ['emoji beside each other', `[${FAMILY}, ❤\ufe0f, 1\ufe0f\u20e3]`],
  ['nothing unseen', 'مرحبا'],
])('%s leaves no character unmarked', (_what, text) => {
  for (const most of [0, 1, 2_000]) expect(withUnseen(plainLines(text), most).complete).toBe(true);
});

test('as many marks as are drawn at most are all of them; one more is not, though emoji stand between', () => {
  const some = `${FAMILY}\u200b${FAMILY}a\u202eb${FAMILY}`;
  expect(withUnseen(plainLines(some), 2).complete).toBe(true);
  expect(withUnseen(plainLines(`${some}\n${FAMILY}`), 2).complete).toBe(true);
  expect(withUnseen(plainLines(`${some}\n${some}`), 2).complete).toBe(false);
  expect(withUnseen(plainLines(`${some}\u200b`), 2).complete).toBe(false);
});
