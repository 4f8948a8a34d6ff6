import { expect, test } from 'vitest';
import { bytes, counted } from './words.ts';

test.each([
  [0, '0 events'],
  [1, '1 event'],
  [118, '118 events'],
  [9_999, '9999 events'],
  [1_234_567, '1\u202f234\u202f567 events'],
])('%i is "%s"', (count, words) => {
  expect(counted(count, 'event')).toBe(words);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1 KB'],
  [1_240_000, '1.2 MB'],
  [780_000, '780 KB'],
  [60_000_000_000, '60 GB'],
])('%i bytes are "%s"', (count, words) => {
  expect(bytes(count)).toBe(words);
});
