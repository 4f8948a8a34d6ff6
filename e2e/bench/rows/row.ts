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
  { durability, writes, log = 0, only, needs = [] }: RowInfo,
): boolean {
  if (only) return only.includes(contender.name);
  if (needs.some((ability) => contender.lacks?.includes(ability))) return false;
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

/** Each round begins with another one, and steps through the list by another stride, so that nobody always follows the same. */
export function inTurns<T>(list: readonly T[], round: number): readonly T[] {
  const strides = stridesThrough(list.length);
  const stride = strides[round % strides.length] ?? 1;
  return list.map((_, turn) => list[(round + turn * stride) % list.length] as T);
}

/** Those that come past everyone. */
function stridesThrough(length: number): number[] {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  return Array.from({ length }, (_, stride) => stride).filter((stride) => divisor(stride, length) === 1);
}
