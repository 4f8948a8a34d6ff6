import { expect, test } from 'vitest';
import { CONTENDERS } from '../contenders/list.ts';
import { WORKLOADS } from '../workloads/list.ts';
import { inTurns, scaledLog, takesPart } from './row.ts';

const takingPartIn = (workload: string) => {
  const found = WORKLOADS.find(({ name }) => name === workload);
  if (!found) throw new Error(`There is no row "${workload}".`);
  return CONTENDERS.filter((contender) => takesPart(contender, found)).map(({ name }) => name);
};

test('everybody appends', () => {
  expect(takingPartIn('append-one')).toEqual(CONTENDERS.map(({ name }) => name));
});

test('a strict row has those that can flush before they acknowledge', () => {
  expect(takingPartIn('append-one-strict')).toEqual([
    'raw',
    'ours-strict',
    'idb',
    'dexie',
    'sqlite',
    'sqlite-pool',
  ]);
});

test('what only reads is measured once for this store', () => {
  expect(takingPartIn('forwards-20')).not.toContain('ours-strict');
});

test('who would take minutes for a log, or for many appends, is left out', () => {
  expect(takingPartIn('last-page-1000000')).toEqual(['raw', 'ours-relaxed']);
  expect(takingPartIn('at-once')).not.toContain('pglite');
});

test('who lets no second tab in, or tells it nothing, is left out of the rows with two', () => {
  expect(takingPartIn('two-tabs')).not.toContain('sqlite-pool');
  expect(takingPartIn('seen')).not.toContain('idb');
});

test('the rows over HTTP are about this store', () => {
  expect(takingPartIn('http-get')).toEqual(['ours-relaxed']);
});

test('a log is scaled, but never shorter than the largest page', () => {
  expect(scaledLog({ log: 100_000 }, 0.1)).toBe(10_000);
  expect(scaledLog({ log: 10_000 }, 0.01)).toBe(1000);
  expect(scaledLog({}, 0.1)).toBeUndefined();
});

test('each round begins with another one, leaves nobody out, and has another one before each', () => {
  expect([0, 1, 2, 3].map((round) => inTurns(['a', 'b', 'c', 'd', 'e'], round).join(''))).toEqual([
    'abcde',
    'bdace',
    'cadbe',
    'dcbae',
  ]);
  expect(inTurns(['a', 'b'], 1)).toEqual(['b', 'a']);
  expect(inTurns(['a'], 3)).toEqual(['a']);
  expect(inTurns([], 3)).toEqual([]);
});
