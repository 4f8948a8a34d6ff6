// A row, ready to be measured: its store is open, and the other tab is there.
import type { PageWorkload, Sample, Tools } from '../workloads/workload.ts';
import { eventMaker } from './events.ts';
import { fillLog, logName, openLog } from './logs.ts';
import { NO_OTHER_TAB, openOtherTab } from './other-tab.ts';
import { stopwatch } from './stopwatch.ts';
import type { Open, Subject } from './subject.ts';

/** The first sample, which nobody counts, is so much longer: some fifty appends are not compiled yet. */
const WARMING_UP = 6;

export interface Prepared {
  measure(sample: number): Promise<Sample>;
  close(): Promise<void>;
}

/** @param logged events in the log, which has been filled; 0 where the row has none */
export async function prepare(
  contender: string,
  workload: PageWorkload,
  logged: number,
  open: Open,
  sampleMs: number,
): Promise<Prepared> {
  const fromLog = logged > 0 && !workload.opensLog;
  const subject = await (fromLog ? open(logName(logged)) : openEmpty(workload, open));
  if (workload.opensLog) await fillLog(contender, 1, 1, open);
  const other = workload.tabs ? await openOtherTab(contender) : undefined;
  const tools: Omit<Tools, 'events' | 'sample' | 'stopwatch'> = {
    logged,
    open: (which) => openLog(which === 'log' ? logged : 1, open),
    other: other ?? NO_OTHER_TAB,
  };
  return {
    measure: (sample) =>
      subject.measure(workload, {
        ...tools,
        stopwatch: stopwatch(sample === 0 ? WARMING_UP * sampleMs : sampleMs),
        events: eventMaker(sample),
        sample,
      }),
    async close() {
      other?.close();
      await subject.close();
    },
  };
}

/** A store for this row alone. */
export function openEmpty({ name, durability }: PageWorkload, open: Open): Promise<Subject> {
  return open(`empty, ${name}`, durability);
}
