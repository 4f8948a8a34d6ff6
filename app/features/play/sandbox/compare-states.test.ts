import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareStates, countChanges, type StateLine } from './compare-states.ts';

/** One text a line: its sign, its indent, and its note in brackets. */
function compare(before: unknown, after: unknown): string[] {
  return compareStates(before, after).map(
    ({ sign, depth, text, note }) =>
      `${sign || ' '}${'  '.repeat(depth)}${text}${note === null ? '' : ` [${note}]`}`,
  );
}

test('what did not change has no sign', () => {
  expect(compare({ a: 1, b: [] }, { a: 1, b: [] })).toEqual([' {', '   "a": 1,', '   "b": []', ' }']);
});

test('another value says what was there before', () => {
  expect(compare({ a: 1 }, { a: 2 })).toEqual([' {', '~  "a": 2 [was 1]', ' }']);
  expect(compare(113, 114)).toEqual(['~114 [was 113]']);
});

test('a new value and one that is gone say so once, where they begin', () => {
  expect(compare({ a: 1 }, { b: { c: 1 } })).toEqual([
    ' {',
    '+  "b": { [new]',
    '+    "c": 1',
    '+  }',
    '-  "a": 1 [gone]',
    ' }',
  ]);
});

test('what is gone stands where it stood', () => {
  expect(compare({ a: 1, b: 2, c: 3 }, { a: 1, c: 3 })).toEqual([
    ' {',
    '   "a": 1,',
    '-  "b": 2 [gone]',
    '   "c": 3',
    ' }',
  ]);
});

test('a list that moves on has one new item and one that is gone', () => {
  expect(compare(['a', 'b', 'c'], ['b', 'c', 'd'])).toEqual([
    ' [',
    '-  "a" [gone]',
    '   "b",',
    '   "c",',
    '+  "d" [new]',
    ' ]',
  ]);
});

test('a change deep inside is marked there and nowhere else', () => {
  expect(
    compare({ a: [{ b: { c: 1 } }] }, { a: [{ b: { c: 2 } }] }).filter((line) => line[0] !== ' '),
  ).toEqual(['~        "c": 2 [was 1]']);
});

test('a value that takes the place of an object is one that is gone and one that is new', () => {
  expect(compare({ a: { b: 1 } }, { a: null })).toEqual([
    ' {',
    '-  "a": { [gone]',
    '-    "b": 1',
    '-  }',
    '+  "a": null [new]',
    ' }',
  ]);
  expect(compare([], {})).toEqual(['-[] [gone]', '+{} [new]']);
});

test('changes are counted where they begin', () => {
  const lines = compareStates({ a: 1, b: 1, d: [1] }, { a: 2, c: { x: 1, y: 2 }, d: [1, 2] });
  expect(countChanges(lines)).toEqual({ changed: 1, added: 2, removed: 1 });
});

test('names of any kind are names: also __proto__', () => {
  const before: unknown = JSON.parse('{"__proto__":{"a":1}}');
  const after: unknown = JSON.parse('{"__proto__":{"a":2}}');
  expect(compare(before, after)[2]).toBe('~    "a": 2 [was 1]');
  expect(compare({}, after)[1]).toBe('+  "__proto__": { [new]');
});

test('a very long text is cut', () => {
  const [line] = compareStates('', 'x'.repeat(10_000));
  expect(line?.text.length).toBeLessThan(2_100);
});

test('without the lines that are gone the text is the state, whatever the state', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
      const kept = (line: StateLine) => (line.sign === '-' ? '' : line.text);
      const text = compareStates(before, after).map(kept).join('\n');
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(after)));
    }),
  );
});

test('a state compared with itself has no changes, whatever the state', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (state) => {
      const lines = compareStates(state, JSON.parse(JSON.stringify(state)));
      expect(countChanges(lines)).toEqual({ changed: 0, added: 0, removed: 0 });
    }),
  );
});
