// The logs that rows read: made once, and kept for all rows.
import { LOG_STREAM } from '../workloads/workload.ts';
import { eventMaker } from './events.ts';
import type { Open, Subject } from './subject.ts';

/** Name of the store that holds a log of so many events. */
export function logName(events: number): string {
  return `log of ${events}`;
}

/** As it is after its last event was read, since some open only then. */
export async function openLog(events: number, open: Open): Promise<Subject> {
  const subject = await open(logName(events));
  await subject.readLast();
  return subject;
}

/** Makes a log of so many events, unless it is there. @param batch events in an append */
export async function fillLog(contender: string, events: number, batch: number, open: Open): Promise<void> {
  const name = logName(events);
  const made = `${contender}, ${name}`;
  // The log may have been made before the browser was closed and started again.
  if (localStorage.getItem(made) !== null) return;
  const subject = await open(name);
  const maker = eventMaker(events);
  for (let from = 0; from < events; from += batch) {
    await subject.append(LOG_STREAM, from - 1, maker.make(Math.min(batch, events - from)));
  }
  await subject.close();
  localStorage.setItem(made, 'yes');
}
