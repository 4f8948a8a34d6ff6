// The bench in the page of one contender, driven from outside through `window.bench`.
import { checkAnswers } from '../checks/answers.ts';
import { judge, race, type Win } from '../checks/race.ts';
import type { Durability } from '../contenders/contender.ts';
import { pageWorkload } from '../workloads/list.ts';
import type { PageWorkload, Sample, Tools } from '../workloads/workload.ts';
import { eventMaker } from './events.ts';
import { fillLog, logName } from './logs.ts';
import { memoryInUse } from './memory.ts';
import { attend, NO_OTHER_TAB, openOtherTab } from './other-tab.ts';
import { stopwatch } from './stopwatch.ts';
import { type ContenderModule, openSubject, type Subject } from './subject.ts';

/** What the page of a contender can be told to do. */
export interface Bench {
  /** What is wrong with its answers, one line each. */
  check(): Promise<readonly string[]>;
  /** This tab's part of a race of two. */
  race(seed: number): Promise<readonly Win[]>;
  judge(wins: readonly Win[]): Promise<string | undefined>;

  /** Makes a log of so many events unless it is there. */
  fill(events: number): Promise<void>;
  /** Opens the store that the workload wants: new, or with a log of so many events. */
  prepare(workload: string, log: number | undefined): Promise<void>;
  measure(sample: number): Promise<Sample>;
  finish(): Promise<void>;
  /** Opens the store that the workload wants in the other tab, and waits there for orders. */
  attend(workload: string): Promise<void>;

  /** What an open log holds in memory, in bytes. */
  held(log: number): Promise<number>;
  /** Opens a log and reads its last event. */
  look(log: number): Promise<void>;
  /** What the browser says that the stores of this contender take on disk, in bytes. */
  estimated(): Promise<number>;
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
  readonly workload: PageWorkload;
  readonly subject: Subject;
  readonly tools: Omit<Tools, 'events' | 'sample'>;
  close(): Promise<void>;
}

window.startBench = async ({ module, durabilities, sampleMs }) => {
  const loaded = (await import(/* @vite-ignore */ module)) as ContenderModule;
  let prepared: Prepared | undefined;

  const open = (name: string, wanted: Durability = 'relaxed') =>
    openSubject(loaded, name, durabilities.includes(wanted) ? wanted : (durabilities[0] as Durability));
  const emptyStore = (workload: PageWorkload) => open(`empty, ${workload.name}`, workload.durability);

  async function withStore<Result>(
    name: string,
    work: (store: NonNullable<Subject['store']>) => Promise<Result>,
  ) {
    const { store } = await open(name);
    if (!store) throw new Error('Raw IndexedDB checks nothing, so there is nothing to check.');
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  async function openAndRead(name: string): Promise<Subject> {
    const subject = await open(name);
    await subject.readLast();
    return subject;
  }

  window.bench = {
    check: () => withStore('checks', (store) => checkAnswers(store, eventMaker(1))),
    race: (seed) => withStore('race', (store) => race(store, eventMaker(seed))),
    judge: (wins) => withStore('race', (store) => judge(store, wins)),

    fill: (events) => fillLog(open, events),
    async prepare(name, log) {
      const workload = pageWorkload(name);
      const fromLog = log !== undefined && !workload.opensLog;
      const subject = await (fromLog ? open(logName(log)) : emptyStore(workload));
      if (workload.opensLog) await fillLog(open, 1);
      const other = workload.tabs ? await openOtherTab() : undefined;
      prepared = {
        workload,
        subject,
        tools: {
          stopwatch: stopwatch(sampleMs),
          logged: log ?? 0,
          open: (which) => openAndRead(logName(which === 'log' ? (log ?? 0) : 1)),
          other: other ?? NO_OTHER_TAB,
        },
        async close() {
          other?.close();
          await subject.close();
        },
      };
    },
    measure(sample) {
      if (!prepared) throw new Error('No workload was prepared.');
      const { subject, workload, tools } = prepared;
      return subject.measure(workload, { ...tools, events: eventMaker(sample), sample });
    },
    async finish() {
      await prepared?.close();
      prepared = undefined;
    },
    async attend(name) {
      await attend(await emptyStore(pageWorkload(name)));
    },

    async held(log) {
      const before = await memoryInUse();
      const subject = await openAndRead(logName(log));
      const bytes = (await memoryInUse()) - before;
      await subject.close();
      return bytes;
    },
    look: async (log) => (await openAndRead(logName(log))).close(),
    estimated: async () => (await navigator.storage.estimate()).usage ?? 0,
  };
};
