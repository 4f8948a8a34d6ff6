// All rows of the table, in its order.
import { appends } from './append.ts';
import { reads } from './read.ts';
import { retries } from './retry.ts';
import type { Workload } from './workload.ts';

export const WORKLOADS: readonly Workload[] = [...appends, ...retries, ...reads];

/** These fill a log of a million events first, which takes minutes: only when they are named. */
export const ONLY_WHEN_NAMED: readonly string[] = ['last-page-1000000'];

/** @throws when there is none of that name */
export function workloadNamed(name: string): Workload {
  const found = WORKLOADS.find((workload) => workload.name === name);
  if (!found) throw new Error(`There is no workload "${name}".`);
  return found;
}
