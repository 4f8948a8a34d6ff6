// What this store sets itself: how much it may cost beside raw IndexedDB doing the same work in the same run.
import type { Row } from '../measure.ts';
import { ratio } from './figures.ts';
import { summarise } from './statistics.ts';

export interface Target {
  readonly workload: string;
  readonly contender: string;
  /** Median of the contender by the median of raw. */
  readonly atMost: number;
}

const relaxed = (workload: string, atMost: number): Target => ({
  workload,
  contender: 'ours-relaxed',
  atMost,
});

export const TARGETS: readonly Target[] = [
  relaxed('append-one', 1.0),
  { workload: 'append-one-strict', contender: 'ours-strict', atMost: 1.0 },
  relaxed('ten-writers', 0.4),
  relaxed('at-once', 0.5),
  relaxed('append-1000', 0.3),
  relaxed('append-10000', 0.3),
  relaxed('append-100', 0.45),
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
];

/** One line for each target of a row that was measured. */
export function verdicts(rows: readonly Row[]): readonly string[] {
  return TARGETS.flatMap(({ workload, contender, atMost }) => {
    const row = rows.find((each) => each.workload.name === workload);
    const [own, raw] = [row?.samples.get(contender), row?.samples.get('raw')];
    if (!row || !own?.length || !raw?.length) return [];
    const reached = summarise(own).median / summarise(raw).median;
    const verdict = reached <= atMost ? 'met  ' : 'SHORT';
    return [`${verdict}  ${ratio(reached).padStart(6)}  of ${ratio(atMost)}  ${row.workload.title}`];
  });
}
