import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrayElements, isJsonText, objectMembers, utf8Bytes } from './json-text.ts';

test('an array is cut into its elements without touching a character', () => {
  expect(arrayElements(' [ 1.0 , {"a":[1,2]} ,"],\\"[", 9007199254740993,null ] ')).toEqual([
    '1.0',
    '{"a":[1,2]}',
    '"],\\"["',
    '9007199254740993',
    'null',
  ]);
  expect(arrayElements('[]')).toEqual([]);
  expect(arrayElements('{"a":1}')).toBeUndefined();
});

test('an object is cut into its members, in their order and with duplicates', () => {
  expect(objectMembers('{ "b" : { "x": 1 } , "a\\u0062":2,"b":3 }')).toEqual([
    { name: 'b', value: '{ "x": 1 }' },
    { name: 'ab', value: '2' },
    { name: 'b', value: '3' },
  ]);
  expect(objectMembers('{}')).toEqual([]);
  expect(objectMembers('[]')).toBeUndefined();
});

test('cutting any JSON and putting it together again gives the same value', () => {
  const spaces = fc.constantFrom(0, 1, 2, '\t');
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), spaces, (value, space) => {
      const parts = arrayElements(JSON.stringify(value, null, space));
      expect(parts?.map((part) => JSON.parse(part) as unknown)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), spaces, (value, space) => {
      const text = JSON.stringify(value, null, space);
      const members = objectMembers(text) ?? [];
      const again = `{${members.map(({ name, value: part }) => `${JSON.stringify(name)}:${part}`).join()}}`;
      expect(JSON.parse(again)).toEqual(JSON.parse(text));
    }),
  );
});

test('what is no JSON is told apart', () => {
  for (const text of ['', '{"a":}', 'undefined', "{'a':1}", '[1,]', '01', '1 2'])
    expect(isJsonText(text)).toBe(false);
  for (const text of ['null', '0', '"x"', ' {} ', '9007199254740993']) expect(isJsonText(text)).toBe(true);
});

test('bytes are counted as UTF-8 writes them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(utf8Bytes(text)).toBe(new TextEncoder().encode(text).length);
    }),
  );
});
