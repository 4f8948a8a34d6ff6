import { expect, test } from 'vitest';
import { later, milliseconds } from './durations.ts';

test('durations are short and their thousands apart', () => {
  expect([0.42, 4.2, 3_000, 12_345_678].map(milliseconds)).toEqual([
    '0.4\u00a0ms',
    '4\u00a0ms',
    '3\u202f000\u00a0ms',
    '12\u202f345\u202f678\u00a0ms',
  ]);
  expect([25, 4_148, 120_000, 7_200_000].map(later)).toEqual([
    '25\u00a0ms later',
    '4.1 s later',
    '2 min later',
    '2 h later',
  ]);
  expect([-1, -3_600_000, 86_400_001, 191_999 * 3_600_000].map(later)).toEqual(Array(4).fill('later'));
});
