import { expect, test } from 'vitest';
import { opened, sealed } from './wire.ts';

test('a head with any characters and a body of any bytes come back as they were', () => {
  const head = { url: 'http://127.0.0.1/streams/\u00fc\u{1f600}', headers: [['A', 'b']] };
  const body = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(opened(sealed({ head, body }))).toEqual({ head, body });
});

test('an empty body stays empty', () => {
  expect(opened(sealed({ head: 1, body: new Uint8Array() })).body).toHaveLength(0);
});

test('bytes that are no envelope are refused', () => {
  expect(() => opened(new Uint8Array([1]))).toThrow(RangeError);
  expect(() => opened(new Uint8Array([0, 0, 0, 1, 123]))).toThrow(SyntaxError);
});
