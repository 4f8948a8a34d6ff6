import { expect, test } from 'vitest';
import { type Stretch, stretchesOf } from './stretches.ts';

const apart = (text: string, inString = false) =>
  stretchesOf(text, 'line', undefined, inString)
    .filter((stretch) => stretch.apart)
    .map(joined);
const joined = ({ parts }: Stretch) =>
  parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');

test.each([
  ['{"اسم":"عبد الله","n":1}', ['"اسم"', '"عبد الله"']],
  ['{"שלום":["א","b","ב \\" ג"]}', ['"שלום"', '"א"', '"ב \\" ג"']],
  ['{"a":"cut off שלו', ['"cut off שלו']],
  ['Written to مرحبا بالعالم as event 5.', ['مرحبا بالعالم']],
  ['order-مرحبا-1, שלום!', ['order-مرحبا-1, שלום']],
  ['0@مرحبا', ['مرحبا']],
  ['(“שלום”): 12', ['שלום']],
  ['3@طلب-1042 (٢٠٢٦)', ['طلب-1042 (٢٠٢٦)']],
  ['Delete “[שלום] עולם”?', ['[שלום] עולם']],
  ['to (שלום) עולם!', ['(שלום) עולם']],
  ['(in שלום (א), ב)', ['שלום (א), ב']],
  ['$ce-مرحبا', ['ce-مرحبا']],
  ['{"a":"می\u200cخواهم"}', ['"می\u200cخواهم"']],
  ['a \u202eb', ['\u202eb']],
  ['{"a":[1,"b"]}', []],
  ['', []],
])('apart in %s are %j', (text, expected) => {
  expect(apart(text)).toEqual(expected);
});

test('a text that begins in the middle of a string is cut where that ends', () => {
  expect(apart('…לום","שם":"דנה"', true)).toEqual(['…לום"', '"שם"', '"דנה"']);
});

test('put together again it is the same text, and no two parts of it are lost or turned', () => {
  const pieces = [
    '"',
    'א',
    'b',
    ' ',
    '\\',
    'م',
    '1',
    '\u202e',
    '👩\u200d👧',
    ',',
    '{',
    '(',
    ')',
    '\u00a0',
    '-',
  ];
  let seed = 7;
  const random = (count: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % count;
  };
  for (let round = 0; round < 2_000; round++) {
    const text = Array.from({ length: random(14) }, () => pieces[random(pieces.length)]).join('');
    for (const most of [0, 1, 99])
      for (const inString of [false, true])
        expect(stretchesOf(text, 'line', most, inString).map(joined).join('')).toBe(text);
  }
});

test('a text of a megabyte without spaces, or of strings, is cut at once', () => {
  const started = performance.now();
  stretchesOf(`${'a'.repeat(1_000_000)}א`, 'lines');
  expect(stretchesOf('"א":"ב",'.repeat(100_000), 'lines').length).toBeLessThan(25_000);
  expect(performance.now() - started).toBeLessThan(2_000);
});
