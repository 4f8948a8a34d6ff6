import { expect, test } from 'vitest';
import { fieldText, fieldTime } from './time-field.ts';

const SUMMER_MS = new Date(2026, 6, 24, 19, 49, 37, 695).getTime();
const WINTER_MS = new Date(2026, 0, 2, 3, 4, 5, 6).getTime();

test('a local time is that of the clock on the wall, to the second', () => {
  expect(fieldText(SUMMER_MS, 'local')).toBe('2026-07-24T19:49:37');
  expect(fieldText(WINTER_MS, 'local')).toBe('2026-01-02T03:04:05');
});

test('what is written into the field is read back from it', () => {
  for (const ms of [SUMMER_MS, WINTER_MS]) {
    for (const zone of ['local', 'utc'] as const) {
      expect(fieldTime(fieldText(ms, zone), zone)).toBe(ms - (ms % 1_000));
    }
  }
});

test('in UTC the text is that of ISO 8601, and seconds may be left out', () => {
  expect(fieldText(Date.UTC(2026, 10, 24, 12), 'utc')).toBe('2026-11-24T12:00:00');
  expect(fieldTime('2026-11-24T12:00', 'utc')).toBe(Date.UTC(2026, 10, 24, 12));
});

test('an empty field is no time', () => {
  expect(fieldTime('', 'utc')).toBeNull();
  expect(fieldTime('', 'local')).toBeNull();
  expect(fieldText(Number.NaN, 'local')).toBe('');
});
