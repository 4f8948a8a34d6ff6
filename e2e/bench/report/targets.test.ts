import { expect, test } from 'vitest';
import { WORKLOADS } from '../workloads/list.ts';
import { rowOf } from './sample-rows.ts';
import { TARGETS, verdictLines, verdicts } from './targets.ts';

const reached = (...rows: readonly ReturnType<typeof rowOf>[]) =>
  verdicts(rows).map(({ reached: figure, isMet }) => [figure, isMet]);

test('the ratio is that of the medians, and a target that is just reached is met', () => {
  expect(reached(rowOf({ raw: [400, 500, 900], 'ours-relaxed': [450, 500, 501] }))).toEqual([[1, true]]);
  expect(reached(rowOf({ raw: [400, 500, 900], 'ours-relaxed': [550, 600, 601] }))).toEqual([[1.2, false]]);
});

test('a row that is compared with what is beside it needs no raw IndexedDB', () => {
  const info = { name: 'http-get', compared: 'ratio to beside', beside: 'the library' } as const;
  expect(reached(rowOf({ 'ours-relaxed': [{ value: 1200, beside: 1000 }] }, info))).toEqual([[1.2, true]]);
});

test('opening may take so much more, whatever it takes', () => {
  const info = { name: 'open', compared: 'more than beside', beside: 'with one event' } as const;
  expect(reached(rowOf({ 'ours-relaxed': [{ value: 9000, beside: 8000 }] }, info))).toEqual([[1000, true]]);
  expect(reached(rowOf({ 'ours-relaxed': [{ value: 9000, beside: 3000 }] }, info))).toEqual([[6000, false]]);
});

test('a size is compared by itself', () => {
  const info = { name: 'disk', compared: 'by itself', unit: 'bytes' } as const;
  expect(reached(rowOf({ 'ours-relaxed': [19_000_000] }, info))).toEqual([[19_000_000, false]]);
});

test('what was not measured has no verdict', () => {
  expect(verdicts([])).toEqual([]);
  expect(verdicts([rowOf({ raw: [400] })])).toEqual([]);
  expect(verdicts([rowOf({ 'ours-relaxed': [400] })])).toEqual([]);
});

test('a line says what was reached, of what, and for what', () => {
  expect(verdictLines([rowOf({ raw: [100], 'ours-relaxed': [120] })])).toEqual([
    'SHORT      ×1.20  of ×1.00      one awaited append, relaxed',
  ]);
});

test('every target is of a row that there is', () => {
  const names = WORKLOADS.map(({ name }) => name);
  expect(TARGETS.filter(({ workload }) => !names.includes(workload))).toEqual([]);
});
