// What this store sets itself, in the terms of each row: the ratio to raw IndexedDB doing the same work in the same run,
// the ratio to what is beside it, µs, or bytes.
import type { Row } from '../rows/row.ts';
import { compare } from './comparison.ts';
import { comparison } from './figures.ts';

export interface Target {
  readonly workload: string;
  readonly contender: string;
  readonly atMost: number;
}

const relaxed = (workload: string, atMost: number): Target => ({
  workload,
  contender: 'ours-relaxed',
  atMost,
});

const MS = 1000;
const MB = 1_000_000;

export const TARGETS: readonly Target[] = [
  relaxed('append-one', 1.0),
  { workload: 'append-one-strict', contender: 'ours-strict', atMost: 1.0 },
  relaxed('ten-writers', 0.4),
  relaxed('at-once', 0.5),
  relaxed('append-100', 0.45),
  relaxed('append-1000', 0.3),
  relaxed('append-10000', 0.3),
  relaxed('retry-one', 1.3),
  relaxed('retry-1000', 0.6),
  relaxed('forwards-20', 1.2),
  relaxed('forwards-100', 0.8),
  relaxed('forwards-1000', 0.5),
  relaxed('last-page-1000', 1.5),
  relaxed('last-page-10000', 1.5),
  relaxed('last-page-100000', 1.5),
  relaxed('last-page-1000000', 1.5),
  relaxed('all-1000', 0.5),
  relaxed('list-streams', 3),
  relaxed('open', 5 * MS),
  relaxed('two-tabs', 1.3),
  relaxed('seen', 1 * MS),
  relaxed('disk', 18 * MB),
  relaxed('heap-1000000', 2 * MB),
  relaxed('http-get', 1.3),
  relaxed('http-post', 1.3),
];

export interface Verdict {
  readonly row: Row;
  readonly target: Target;
  readonly reached: number;
  readonly isMet: boolean;
}

/** For each target of a row that was measured. */
export function verdicts(rows: readonly Row[]): readonly Verdict[] {
  return TARGETS.flatMap((target) => {
    const row = rows.find(({ info }) => info.name === target.workload);
    const reached = row && compare(row, target.contender)?.compared;
    return row && reached !== undefined ? [{ row, target, reached, isMet: reached <= target.atMost }] : [];
  });
}

/** What was met and what falls short, one line each. */
export function verdictLines(rows: readonly Row[]): readonly string[] {
  return verdicts(rows).map(({ row: { info }, target, reached, isMet }) =>
    [
      isMet ? 'met  ' : 'SHORT',
      comparison(reached, info).padStart(9),
      `of ${comparison(target.atMost, info)}`.padEnd(12),
      info.title,
    ].join('  '),
  );
}
