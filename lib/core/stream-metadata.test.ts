import { expect, test } from 'vitest';
import { parseStreamMetadata, SOFT_DELETED, withTruncateBefore } from './stream-metadata.ts';

const limits = (json: string) => {
  const { version: _version, json: _json, ...rest } = parseStreamMetadata(0, json);
  return rest;
};

test('integers to 2^63 - 1 are read without loss', () => {
  expect(limits('{"$tb":9223372036854775807}')).toEqual({ truncateBefore: SOFT_DELETED });
  expect(limits('{"$maxCount":5,"$maxAge":20,"$cacheControl":7,"$tb":0,"mine":true}')).toEqual({
    maxCount: 5n,
    maxAge: 20n,
    cacheControl: 7n,
    truncateBefore: 0n,
  });
});

test('a key that every JavaScript object has is a custom key like any other', () => {
  expect(limits('{"constructor":"x","__proto__":{"a":1},"toString":1,"$maxCount":2}')).toEqual({
    maxCount: 2n,
  });
});

test('values that are too small are ignored one by one', () => {
  expect(limits('{"$maxCount":0,"$maxAge":-1,"$tb":-1,"$cacheControl":3}')).toEqual({ cacheControl: 3n });
});

test('one known key of the wrong type makes the whole document count as empty', () => {
  for (const bad of ['2.1', '1e2', '"5"', 'null', '9223372036854775808', '-9223372036854775809']) {
    expect(limits(`{"$maxAge":21,"$maxCount":${bad}}`)).toEqual({});
  }
  expect(limits('{"$maxAge":21,"$tmp":1}')).toEqual({});
  expect(limits('{"$maxAge":21,"$acl":{"$r":5}}')).toEqual({});
  expect(limits('{"$maxAge":21,"$acl":{"$r":["a","b"],"$w":"c"},"$tmp":true}')).toEqual({ maxAge: 21n });
});

test('a document that is no object, or no JSON at all, counts as empty', () => {
  expect(limits('[1]')).toEqual({});
  expect(parseStreamMetadata(3, new Uint8Array([0]))).toEqual({ version: 3, json: null });
});

test('the metadata of a re-created stream differs in $tb alone', () => {
  expect(withTruncateBefore('{"$tb":9223372036854775807}', 2)).toBe('{"$tb":2}');
  expect(withTruncateBefore('{ "n": 9007199254740993, "$tb": 1, "$maxCount": 2 }', 7)).toBe(
    '{"n":9007199254740993,"$maxCount":2,"$tb":7}',
  );
  expect(withTruncateBefore('[]', 7)).toBeUndefined();
  expect(withTruncateBefore(new Uint8Array(), 7)).toBeUndefined();
});
