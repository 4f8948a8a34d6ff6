// All rows of the table, in its order.
import { appends, appendToLog } from './append.ts';
import { atOnceAppends } from './at-once.ts';
import { http } from './http.ts';
import { opening } from './open.ts';
import { reads } from './read.ts';
import { retries } from './retry.ts';
import { disk, heaps } from './size.ts';
import { lists } from './streams.ts';
import { tabs } from './tabs.ts';
import type { PageWorkload, Workload } from './workload.ts';

export const WORKLOADS: readonly Workload[] = [
  ...appends,
  ...atOnceAppends,
  ...retries,
  ...reads,
  ...lists,
  appendToLog(100_000),
  opening(100_000),
  ...tabs,
  disk,
  ...heaps,
  ...http,
];

const LARGEST_USUAL_LOG = 100_000;

/** Others are measured only when they are named: a larger log takes minutes to make. */
export function isUsual({ rare = false, log = 0 }: Workload): boolean {
  return !rare && log <= LARGEST_USUAL_LOG;
}

/** @throws when there is none of that name that is measured in a page */
export function pageWorkload(name: string): PageWorkload {
  const found = WORKLOADS.find((workload) => workload.name === name);
  if (found?.kind !== 'page') throw new Error(`There is no workload "${name}" for a page.`);
  return found;
}
