// A row of the table, measured.
import type { ContenderEntry } from '../contenders/list.ts';
import type { RowInfo, Sample } from '../workloads/workload.ts';

export interface Row {
  readonly info: RowInfo;
  /** By contender; without those that did not take part. */
  readonly samples: ReadonlyMap<string, readonly Sample[]>;
  /** What went wrong, by contender: it has no samples, or fewer. */
  readonly failures: ReadonlyMap<string, string>;
}

export function takesPart(
  contender: ContenderEntry,
  { durability, writes, log = 0, only }: RowInfo,
): boolean {
  if (only) return only.includes(contender.name);
  if (durability === 'strict' && !contender.durabilities.includes('strict')) return false;
  // Nothing is flushed when nothing is written, so this store is measured once.
  if (!writes && contender.name === 'ours-strict') return false;
  return log <= contender.largestLog;
}

/** The largest page of a row is to fit, whatever the scale. */
const SHORTEST_LOG = 1000;

export function scaledLog({ log }: Pick<RowInfo, 'log'>, scale: number): number | undefined {
  return log === undefined ? undefined : Math.max(SHORTEST_LOG, Math.ceil(log * scale));
}

/** Each round begins with another one. */
export function rotated<T>(list: readonly T[], by: number): readonly T[] {
  const from = by % Math.max(1, list.length);
  return [...list.slice(from), ...list.slice(0, from)];
}
