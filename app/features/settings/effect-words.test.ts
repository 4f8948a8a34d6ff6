import { expect, test } from 'vitest';
import { NO_EFFECTS } from '../../../lib/core/import-effects.ts';
import type { ImportEffects } from '../../../lib/index.ts';
import { effectSentences, effectWords, harmOf } from './effect-words.ts';

const some = (count: number) => ({
  count,
  names: Array.from({ length: Math.min(count, 100) }, (_, n) => `s-${n}`),
});
const EFFECTS: ImportEffects = { ...NO_EFFECTS, deleted: some(1), limited: some(17), recreated: some(2) };

test('what becomes of streams that are there is told before and after', () => {
  expect(effectSentences(EFFECTS, 'before')).toBe(
    'Deletes 1 stream for good. Limits 17 streams. Brings back 2 deleted streams.',
  );
  expect(effectSentences(EFFECTS, 'after')).toBe(
    'Deleted 1 stream for good. Limited 17 streams. Brought back 2 deleted streams.',
  );
  expect(effectSentences(NO_EFFECTS, 'before')).toBe('');
});

test('the first streams are named, and the rest are counted', () => {
  expect(effectWords(EFFECTS, 'before').map(({ names, more }) => [names.length, more])).toEqual([
    [1, null],
    [5, 'and 12 more'],
    [2, null],
  ]);
  expect(effectWords({ ...NO_EFFECTS, softDeleted: some(20_000) }, 'after')).toMatchObject([
    { what: 'Soft-deleted 20\u202f000 streams', more: 'and 19\u202f995 more' },
  ]);
});

test('harm is put into one phrase, and a stream that comes back is none', () => {
  expect(harmOf({ ...NO_EFFECTS, recreated: some(3) })).toBeNull();
  expect(harmOf({ ...EFFECTS, limited: NO_EFFECTS.limited })).toBe('delete 1 stream for good');
  expect(harmOf({ ...EFFECTS, softDeleted: some(3) })).toBe(
    'delete 1 stream for good, soft-delete 3 streams and limit 17 streams',
  );
});
