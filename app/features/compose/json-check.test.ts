import { expect, test } from 'vitest';
import { checkJson, placeWords } from './json-check.ts';

function problem(text: string): string {
  const found = checkJson(text).problem;
  return found ? `${placeWords(found)}: ${found.says}` : 'none';
}

test('a missing value is told with line and column', () => {
  expect(problem('{"a":}')).toBe('Line 1, column 6: a value is missing before the closing brace.');
  expect(problem('{\n  "a": 2,\n  "placedBy": "ouro",\n  "amount": ,\n}')).toBe(
    'Line 4, column 13: a value is missing before the comma.',
  );
});

test.each([
  ['', 'Line 1, column 1: a value is missing here; write {} for no data.'],
  ['{"a":1,}', 'Line 1, column 8: there is a comma before the closing brace.'],
  ['{"a":1', 'Line 1, column 7: the closing brace } is missing.'],
  ['[1', 'Line 1, column 3: the closing bracket ] is missing.'],
  ['{"a" 1}', 'Line 1, column 6: a colon is missing after the name.'],
  ['[1 2]', 'Line 1, column 4: a comma is missing before this.'],
  ["{'a':1}", 'Line 1, column 2: JSON takes double quotes only.'],
  ['{a:1}', 'Line 1, column 2: “a” is not JSON.'],
  ['"abc', 'Line 1, column 1: the closing quote of this text is missing.'],
  ['1.', 'Line 1, column 1: “1.” is not a number.'],
  ['{"a":1}}', 'Line 1, column 8: the JSON ends before this.'],
  ['// c\n1', 'Line 1, column 1: JSON has no comments.'],
])('%j: %s', (text, says) => {
  expect(problem(text)).toBe(says);
});

test('what is nested deeper than readers take is told where it becomes too deep', () => {
  const says = 'it is nested deeper than 1000 levels, which hardly any reader takes.';
  for (const end of ['', ']'.repeat(50_000)]) {
    expect(problem(`[\n${'['.repeat(49_999)}${end}`)).toBe(`Line 2, column 1000: ${says}`);
  }
});

test.each(['{}', '1', '"a"', 'null', ' [1.0, true] ', '{"a":{"a":1}}'])('%j is JSON', (text) => {
  expect(checkJson(text)).toEqual({ problem: null, warnings: [] });
});

test('a name given twice and an integer that readers round are warned of', () => {
  expect(checkJson('{"n": 9007199254740993,\n "n": 1}').warnings).toEqual([
    { line: 1, column: 7, says: '9007199254740993 is stored exactly, but readers in JavaScript round it.' },
    { line: 2, column: 2, says: '“n” is there twice; most readers see only the last.' },
  ]);
});

test('a character that cannot be seen is warned of, with its code and its name', () => {
  expect(checkJson('{"a\u200b": "b\u202e"}').warnings.map(({ says }) => says)).toEqual([
    'not all of this can be seen: U+200B zero width space.',
    'not all of this can be seen: U+202E right-to-left override.',
  ]);
});

test('the check agrees with JSON.parse on what is JSON', () => {
  for (const text of [
    '\ufeff1',
    '\u00a01',
    '01',
    '-',
    'NaN',
    '"\t"',
    '{"__proto__":1}',
    '1e5',
    '"\\ud800"',
  ]) {
    let valid = true;
    try {
      JSON.parse(text);
    } catch {
      valid = false;
    }
    expect(checkJson(text).problem === null, text).toBe(valid);
  }
});
