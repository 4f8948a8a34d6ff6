import { expect, test } from 'vitest';
import { hasUnseen, type Part, partsOf, type Shape, spelledOut, unseenIn, unseenWords } from './unseen.ts';

const codesIn = (text: string, shape: Shape = 'line') =>
  partsOf(text, shape).flatMap((part) => (typeof part === 'string' ? [] : [part.code + part.times]));
const joined = (parts: readonly Part[]) =>
  parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');

const FAMILY = '👨\u200d👩\u200d👧';

test('a text of letters, signs and single spaces is one part', () => {
  for (const text of ['order-1042', 'Straße 東京 a b', 'مرحبا שלום', 'e\u0301', '', '1 < 2 & "x"']) {
    expect(partsOf(text, 'line')).toEqual([text]);
    expect(hasUnseen(text, 'lines')).toBe(false);
  }
});

test.each([
  ['bidi controls', '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c', 12],
  ['zero-width characters', '\u200b\u200c\u200d\u2060\u180e', 5],
  ['controls of C0 and C1', '\u0000\u0007\u001b\u007f\u0085\u009f', 6],
  ['byte order mark, soft hyphen, joiner of graphemes', '\ufeff\u00ad\u034f', 3],
  ['tag characters', '\u{e0001}\u{e0061}\u{e007f}', 3],
  ['unusual spaces', '\u00a0\u1680\u2003\u2009\u202f\u205f\u3000\u2028\u2029', 9],
  ['fillers and blanks', '\u115f\u3164\uffa0\u2800', 4],
  ['selectors of variants', '\ufe0f\u{e0100}', 2],
])('%s are found, wherever they stand', (_what, characters, count) => {
  for (const shape of ['line', 'lines'] as const) {
    expect(codesIn(characters, shape)).toHaveLength(count);
    expect(codesIn(`a${[...characters].join('b')}c`, shape)).toHaveLength(count);
  }
});

test('every character has a code and a name', () => {
  expect(partsOf('a\u202eb', 'line')).toEqual([
    'a',
    { text: '\u202e', code: 'U+202E', name: 'right-to-left override', times: '' },
    'b',
  ]);
  expect(spelledOut('\u0001\u{e0078}\ud800')).toBe('[control character][tag x][half of a surrogate pair]');
});

test('the same one several times is one part', () => {
  expect(codesIn('\u200b\u200b\u200b')).toEqual(['U+200B ×3']);
  expect(codesIn('\u{e0061}\u{e0061}')).toEqual(['U+E0061 ×2']);
  expect(codesIn('\u200b\u200c\u200b')).toEqual(['U+200B', 'U+200C', 'U+200B']);
});

test('of ordinary spaces those are found that a line would swallow', () => {
  expect(codesIn(' a b  c ')).toEqual(['U+0020', 'U+0020 ×2', 'U+0020']);
  expect(codesIn('   ')).toEqual(['U+0020 ×3']);
  expect(codesIn('  a  ', 'lines')).toEqual([]);
});

test('line breaks and tabs are seen where a text has lines, and found where it has one', () => {
  expect(codesIn('a\n\tb\r\nc', 'lines')).toEqual([]);
  expect(codesIn('a\rb', 'lines')).toEqual(['U+000D']);
  expect(codesIn('a\n\tb')).toEqual(['U+000A', 'U+0009']);
});

test('what makes an emoji belongs to it', () => {
  const heart = '\u2764\ufe0f';
  const keycap = '1\ufe0f\u20e3';
  const england = '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}';
  const emoji = `${FAMILY} ${heart} ${keycap} ${england}`;
  expect(codesIn(emoji)).toEqual([]);
  expect(codesIn('😀\u200d😀')).toEqual(['U+200D']);
  expect(codesIn(`${FAMILY}\u202e`)).toEqual(['U+202E']);
});

test('the parts together are the text', () => {
  const text = ` \u202e${FAMILY}\u200b\u200b a  b\ud800c\r\n\u{e0061} `;
  for (const shape of ['line', 'lines'] as const) expect(joined(partsOf(text, shape))).toBe(text);
});

test('past the most that are wanted the rest is one part', () => {
  expect(partsOf('\u200ba\u200cb\u200d', 'lines', 1)).toEqual([
    { text: '\u200b', code: 'U+200B', name: 'zero width space', times: '' },
    'a\u200cb\u200d',
  ]);
});

test('what is hidden in a text that is typed is told once each, and not without end', () => {
  expect(unseenIn(' a  b ')).toEqual([]);
  expect(unseenWords(unseenIn('\u200b\u200b\u202ea\u200b'))).toBe(
    'U+200B zero width space, U+202E right-to-left override',
  );
  expect(unseenWords(unseenIn('\u200b\u200c\u200d\u200e'))).toMatch(/, U\+200D zero width joiner, and more$/);
});
