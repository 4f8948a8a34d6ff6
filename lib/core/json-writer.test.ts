import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indentJson, RawJson, writeJson } from './json-writer.ts';

test('a document is indented by two spaces, and what is undefined is left out', () => {
  expect(writeJson({ a: 1, gone: undefined, list: ['x', true], empty: [], none: {} })).toBe(
    '{\n  "a": 1,\n  "list": [\n    "x",\n    true\n  ],\n  "empty": [],\n  "none": {}\n}',
  );
});

test('a stored text is put into a document character by character', () => {
  const text = '{ "n":9007199254740993,  "x":1.0, "x":2 }';
  expect(writeJson({ data: new RawJson(text) })).toBe(`{\n  "data": ${text}\n}`);
});

test('indenting keeps every digit, escape and duplicate key', () => {
  expect(indentJson('{"n":1.0,"s":"a\\"},[ \\\\","n":[1,[],{}],"e":-1E+5}')).toBe(
    '{\n  "n": 1.0,\n  "s": "a\\"},[ \\\\",\n  "n": [\n    1,\n    [],\n    {}\n  ],\n  "e": -1E+5\n}',
  );
});

test('indenting writes what JSON.stringify writes, for any value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(indentJson(text)).toBe(JSON.stringify(JSON.parse(text), null, 2));
    }),
  );
});

test('a string of megabytes is indented like any other', () => {
  const long = `"${'\\"x'.repeat(1_000_000)}"`;
  expect(indentJson(`[${long}]`)).toBe(`[\n  ${long}\n]`);
});

test('a text that is nested very deep stays as it is', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  expect(indentJson(deep)).toBe(deep);
});

test('a text whose indents would be many times its length stays as it is', () => {
  const wide = `${'['.repeat(200)}${'1,'.repeat(100_000)}1${']'.repeat(200)}`;
  expect(indentJson(wide)).toBe(wide);
});
