// Every figure of a run, for other programs.
import type { Row } from '../measure.ts';
import { summarise } from './statistics.ts';

/** Durations are in µs. */
export function json(rows: readonly Row[]): string {
  const plain = rows.map(({ workload, log, samples }) => ({
    workload: workload.name,
    title: workload.title,
    per: workload.per,
    rawWork: workload.rawWork,
    log,
    contenders: Object.fromEntries(
      [...samples]
        .filter(([, each]) => each.length > 0)
        .map(([name, each]) => [name, { ...summarise(each), samples: each }]),
    ),
  }));
  return `${JSON.stringify({ rows: plain }, null, 2)}\n`;
}
