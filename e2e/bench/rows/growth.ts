// How what is asked of a store costs more, or not, as more is stored in it.
import type { Settings } from '../command-line.ts';
import type { Session } from '../session.ts';
import { appendToLog } from '../workloads/append.ts';
import { opening } from '../workloads/open.ts';
import { forwardsPage, lastPage } from '../workloads/read.ts';
import { heap } from '../workloads/size.ts';
import type { Workload } from '../workloads/workload.ts';
import { measureRow } from './measure.ts';
import { type Row, scaledLog } from './row.ts';

/** One line of the plot: the same row at each size. */
export interface GrowthLine {
  readonly title: string;
  readonly rows: readonly { readonly events: number; readonly row: Row }[];
}

const SIZES = [1000, 10_000, 100_000, 1_000_000] as const;
const CONTENDERS: readonly string[] = ['raw', 'ours-relaxed'];

const MEASURED: readonly { readonly title: string; readonly at: (events: number) => Workload }[] = [
  { title: 'A page of 20, anywhere', at: forwardsPage },
  { title: 'The last page of 20', at: lastPage },
  { title: 'One awaited append', at: appendToLog },
  { title: 'Opening, and its last event', at: opening },
  { title: 'Memory of the open store', at: heap },
];

export async function measureGrowth(
  session: Session,
  settings: Settings,
  report: (line: string) => void,
): Promise<readonly GrowthLine[]> {
  const contenders = settings.contenders.filter(({ name }) => CONTENDERS.includes(name));
  const lines = MEASURED.map(({ title }) => ({ title, rows: [] as { events: number; row: Row }[] }));
  for (const events of SIZES) {
    for (const [index, { at }] of MEASURED.entries()) {
      const row = await measureRow(session, at(events), contenders, settings);
      lines[index]?.rows.push({ events: scaledLog({ log: events }, settings.scale) ?? events, row });
    }
    report(`growth: ${events.toLocaleString('en')} events`);
  }
  return lines;
}
