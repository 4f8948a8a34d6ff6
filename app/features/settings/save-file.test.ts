import { expect, test } from 'vitest';
import { backupName } from './save-file.ts';

const DAY = new Date(2026, 10, 2, 23, 59);

test('a backup is named after its store and the day', () => {
  expect(backupName('event-store', DAY, false)).toBe('event-store-2026-11-02.ndjson');
  expect(backupName('event-store', DAY, true)).toBe('event-store-2026-11-02.ndjson.gz');
});

test('a store name becomes a file name that every system takes', () => {
  expect(backupName('../a/b:c', DAY, false)).toBe('a-b-c-2026-11-02.ndjson');
  expect(backupName('///', DAY, false)).toBe('store-2026-11-02.ndjson');
});
