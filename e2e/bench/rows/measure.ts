// All rows that were asked for, and how far they are.
import type { Settings } from '../command-line.ts';
import type { ContenderEntry } from '../contenders/list.ts';
import type { Session } from '../session.ts';
import type { Workload } from '../workloads/workload.ts';
import { measureDiskRow } from './disk-row.ts';
import { measureHeapRow } from './heap-row.ts';
import { measurePageRow } from './page-row.ts';
import { type Row, takesPart } from './row.ts';

export async function measureRows(
  session: Session,
  settings: Settings,
  report: (line: string) => void,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const [index, workload] of inTheirOrder(settings.workloads).entries()) {
    const started = performance.now();
    const contenders = settings.contenders.filter((contender) => takesPart(contender, workload));
    if (contenders.length > 0) rows.push(await measureRow(session, workload, contenders, settings));
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    report(`${index + 1} of ${settings.workloads.length}  ${workload.title}  ${seconds} s`);
  }
  return settings.workloads.flatMap(({ name }) => rows.find(({ info }) => info.name === name) ?? []);
}

/** The disk first, while there is nothing on it. */
function inTheirOrder(workloads: readonly Workload[]): readonly Workload[] {
  const isDisk = ({ kind }: Workload) => kind === 'disk';
  return [...workloads.filter(isDisk), ...workloads.filter((workload) => !isDisk(workload))];
}

export function measureRow(
  session: Session,
  workload: Workload,
  contenders: readonly ContenderEntry[],
  settings: Settings,
): Promise<Row> {
  switch (workload.kind) {
    case 'page':
      return measurePageRow(session, workload, contenders, settings);
    case 'disk':
      return measureDiskRow(session, workload, contenders, settings);
    case 'heap':
      return measureHeapRow(session, workload, contenders, settings);
  }
}
