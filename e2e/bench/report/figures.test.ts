import { expect, test } from 'vitest';
import { comparison, figure, ratio, spread } from './figures.ts';

test('a figure has three digits that matter and the unit that suits it', () => {
  expect([0.9412, 31.26, 312.4, 4210, 1_300_000].map((us) => figure(us, 'µs'))).toEqual([
    '0.94 µs',
    '31.3 µs',
    '312 µs',
    '4.21 ms',
    '1.30 s',
  ]);
  expect([27_900, 17_340_000].map((count) => figure(count, 'bytes'))).toEqual(['27.9 kB', '17.3 MB']);
});

test('less than nothing keeps its sign', () => {
  expect(figure(-2500, 'µs')).toBe('-2.50 ms');
});

test('ratios and where they lie', () => {
  expect(ratio(0.4)).toBe('×0.40');
  expect(spread(0.914, 12.34)).toBe('0.91–12.3');
});

test('each row is told in the terms that it compares by', () => {
  expect(comparison(1.3, { compared: 'ratio to raw', unit: 'µs' })).toBe('×1.30');
  expect(comparison(5000, { compared: 'more than beside', unit: 'µs' })).toBe('+5.00 ms');
  expect(comparison(-5000, { compared: 'more than beside', unit: 'µs' })).toBe('-5.00 ms');
  expect(comparison(18_000_000, { compared: 'by itself', unit: 'bytes' })).toBe('18.0 MB');
});
