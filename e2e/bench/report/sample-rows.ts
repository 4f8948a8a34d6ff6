// Rows for the tests of the report.
import type { Row } from '../rows/row.ts';
import type { RowInfo, Sample } from '../workloads/workload.ts';
import type { RunResult } from './run-result.ts';

const INFO: RowInfo = {
  name: 'append-one',
  title: 'one awaited append, relaxed',
  per: 'append',
  unit: 'µs',
  rawWork: 'get + put in one transaction',
  compared: 'ratio to raw',
  durability: 'relaxed',
  writes: true,
};

/** Each contender with its samples. */
export function rowOf(
  samples: Readonly<Record<string, readonly (number | Sample)[]>>,
  info: Partial<RowInfo> = {},
): Row {
  const plain = Object.entries(samples).map(([name, each]) => {
    const all = each.map((sample) => (typeof sample === 'number' ? { value: sample } : sample));
    return [name, all] as const;
  });
  return { info: { ...INFO, ...info }, samples: new Map(plain), failures: new Map() };
}

export function resultOf(rows: readonly Row[], rest: Partial<RunResult> = {}): RunResult {
  return {
    machine: '2 × a processor, 8 GB, linux',
    browser: 'Chromium 1.2.3',
    backend: 'leveldb',
    rounds: 3,
    scale: 1,
    wrongAnswers: new Map(),
    rows,
    growth: [],
    mainThread: [],
    ...rest,
  };
}
