import { expect, test } from 'vitest';
import { resultOf, rowOf } from './sample-rows.ts';
import { text } from './text.ts';

const linesOf = (...args: Parameters<typeof text>) => text(...args).split('\n');

test('raw IndexedDB is told by itself, the others by their ratio to it, each with p10 and p90', () => {
  const lines = linesOf(resultOf([rowOf({ raw: [400, 400, 500], idb: [800, 800, 800] })]), false, 200);
  expect(lines.slice(2)).toEqual([
    '                                  raw IndexedDB        idb',
    'one awaited append, relaxed              400 µs      ×2.00',
    '  get + put in one transaction  400 µs – 480 µs  2.00–2.00',
  ]);
});

test('columns that do not fit follow below, each part with raw IndexedDB', () => {
  const row = rowOf({ raw: [1], idb: [1], dexie: [1], rxdb: [1] });
  const heads = linesOf(resultOf([row]), false, 60).filter((line) => line.includes('raw IndexedDB'));
  expect(heads.map((head) => head.trim().split(/\s{2,}/))).toEqual([
    ['raw IndexedDB', 'idb', 'Dexie'],
    ['raw IndexedDB', 'RxDB'],
  ]);
});

test('who took no part has a dash, and who failed says so below', () => {
  const whole = rowOf({ raw: [400], idb: [800] });
  const failed = { ...rowOf({ raw: [400] }), failures: new Map([['idb', 'no answer within 60 s']]) };
  const printed = text(resultOf([whole, failed, rowOf({ raw: [400] })]), false, 200);
  expect(printed).toMatch(/^one awaited append, relaxed +400 µs +failed$/m);
  expect(printed).toMatch(/^one awaited append, relaxed +400 µs +–$/m);
  expect(printed).toContain('idb failed in "one awaited append, relaxed": no answer within 60 s.');
});

test('who answers wrong is marked, and what is wrong is said', () => {
  const wrongAnswers = new Map([['pouchdb', ['two tabs racing: 98 events acknowledged, 99 stored']]]);
  const printed = text(resultOf([rowOf({ raw: [1], pouchdb: [2] })], { wrongAnswers }), false, 200);
  expect(printed).toContain('PouchDB †');
  expect(printed).toContain('† PouchDB answers wrong: two tabs racing: 98 events acknowledged, 99 stored.');
});

test('targets are compared only when asked', () => {
  const result = resultOf([rowOf({ raw: [100], 'ours-relaxed': [90] })]);
  expect(text(result, true, 200)).toContain('met');
  expect(text(result, false, 200)).not.toContain('met');
});

test('a scaled run says so', () => {
  expect(text(resultOf([], { scale: 0.1 }), false)).toContain('scaled by 0.1');
});
