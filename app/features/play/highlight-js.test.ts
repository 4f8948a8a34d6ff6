import { expect, test } from 'vitest';
import { EXAMPLES } from './examples.ts';
import { jsLines } from './highlight-js.ts';

const marked = (text: string) =>
  jsLines(text)
    .flat()
    .filter(({ mark }) => mark !== '' && mark !== 'p')
    .map(({ mark, text }) => `${mark}:${text}`);

test.each([
  ...EXAMPLES.map(({ code }) => code),
  'a\n\n b /* c \n d */ `e\n{f}` "g',
  "'\\' ü 🎈 # @ /re/g",
  '',
])('coloured text has the same characters: %j', (text) => {
  const lines = jsLines(text).map((line) => line.map((piece) => piece.text).join(''));
  expect(lines.join('\n')).toBe(text);
});

test('words of the language, texts, numbers, names and comments are told apart', () => {
  expect(marked('const constant = { a: 1.5, "b": null }; // const')).toEqual([
    'l:const',
    'k:a',
    'n:1.5',
    's:"b"',
    'l:null',
    'c:// const',
  ]);
});

test('a comment or a text over several lines is one', () => {
  expect(marked('/* a\nb */ `c\nd`')).toEqual(['c:/* a', 'c:b */', 's:`c', 's:d`']);
});
