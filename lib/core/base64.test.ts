import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64, toBase64 } from './base64.ts';

test('bytes are written as every other program writes them, and come back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = toBase64(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64'));
      expect(fromBase64(text)).toEqual(bytes);
    }),
  );
});

test('many bytes are no more trouble than few', () => {
  const bytes = Uint8Array.from({ length: 1_000_001 }, (_, place) => (place * 31) % 251);
  expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  expect(Buffer.compare(fromBase64(toBase64(bytes)) as Uint8Array, bytes)).toBe(0);
});

test('what is not exactly Base64 is told apart', () => {
  for (const text of [
    'A',
    'AA',
    'AAA',
    'AB==',
    'AAB=',
    'A===',
    '====',
    '=AAA',
    'AA=A',
    'AA-_',
    'AA A',
    'AA\n=',
  ]) {
    expect(fromBase64(text), text).toBeUndefined();
  }
  expect(fromBase64('')).toEqual(new Uint8Array());
});
