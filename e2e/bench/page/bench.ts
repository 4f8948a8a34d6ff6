// The bench in the page of one contender, driven from outside through `window.bench`.
import type { Durability } from '../contenders/contender.ts';
import { workloadNamed } from '../workloads/list.ts';
import { LOG_BATCH } from '../workloads/workload.ts';
import { eventMaker } from './events.ts';
import { stopwatch } from './stopwatch.ts';
import { type ContenderModule, openSubject, type Subject } from './subject.ts';

/** What the page of a contender can be told to do. */
export interface Bench {
  /** Makes a log of so many events, in a store of its own, unless it is there. */
  fill(events: number): Promise<void>;
  /** Opens the store that the workload wants, new or with a log of so many events. */
  prepare(workload: string, log: number | undefined): Promise<void>;
  /** @returns µs for one of what the workload counts */
  measure(sample: number): Promise<number>;
  finish(): Promise<void>;
}

export interface BenchOptions {
  /** Address of the contender's module. */
  readonly module: string;
  readonly durabilities: readonly Durability[];
  /** How long the work of a sample takes at least. */
  readonly sampleMs: number;
}

declare global {
  interface Window {
    bench: Bench;
    startBench: (options: BenchOptions) => Promise<void>;
  }
}

interface Prepared {
  readonly subject: Subject;
  readonly workload: ReturnType<typeof workloadNamed>;
  readonly logged: number;
}

window.startBench = async ({ module, durabilities, sampleMs }) => {
  const loaded = (await import(/* @vite-ignore */ module)) as ContenderModule;
  const watch = stopwatch(sampleMs);
  let prepared: Prepared | undefined;

  const open = (name: string, wanted: Durability) =>
    openSubject(loaded, name, durabilities.includes(wanted) ? wanted : (durabilities[0] as Durability));

  window.bench = {
    async fill(events) {
      const made = localStorage.getItem(logName(events));
      if (made !== null) return;
      const subject = await open(logName(events), 'relaxed');
      const maker = eventMaker(events);
      for (let from = 0; from < events; from += LOG_BATCH) {
        await subject.log(maker.make(Math.min(LOG_BATCH, events - from)), from - 1);
      }
      await subject.close();
      localStorage.setItem(logName(events), 'made');
    },
    async prepare(name, log) {
      const workload = workloadNamed(name);
      const store = log === undefined ? `empty ${name}` : logName(log);
      prepared = { workload, logged: log ?? 0, subject: await open(store, workload.durability) };
    },
    measure(sample) {
      if (!prepared) throw new Error('No workload was prepared.');
      const { subject, workload, logged } = prepared;
      return subject.measure(workload, { stopwatch: watch, events: eventMaker(sample), logged, sample });
    },
    async finish() {
      await prepared?.subject.close();
      prepared = undefined;
    },
  };
};

function logName(events: number): string {
  return `log of ${events}`;
}
