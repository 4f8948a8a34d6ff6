import { expect, test } from 'vitest';
import { markedStretches } from './marked-stretches.ts';

const shown = (...texts: readonly string[]) =>
  markedStretches(texts.map((text, index) => ({ text, marked: index % 2 === 1 }))).map(({ apart, parts }) => {
    const marked = parts.map((each) => {
      const text = typeof each.part === 'string' ? each.part : each.part.code;
      return each.marked ? `<${text}>` : text;
    });
    return apart ? `[${marked.join('')}]` : marked.join('');
  });

test('a mark is cut where a string or a name stands apart', () => {
  expect(shown('{"שם":"ד', 'נ', 'ה"}')).toEqual(['{', '["שם"]', ':', '["ד<נ>ה"]', '}']);
  expect(shown('{"שם', '":"ד', 'נה"}')).toEqual(['{', '["שם<">]', '<:>', '[<"ד>נה"]', '}']);
  expect(shown('Go to ', 'מר', '-1')).toEqual(['Go to ', '[<מר>-1]']);
});

test('without right-to-left text there is one stretch; a character that cannot be seen is one part', () => {
  expect(shown('or', 'der', '-1')).toEqual(['or<der>-1']);
  expect(shown('a', '\u200b\u200b', 'b')).toEqual(['a<U+200B>b']);
  expect(shown('a\u200b', '\u200b', 'b')).toEqual(['aU+200Bb']);
  expect(shown('')).toEqual(['']);
});
