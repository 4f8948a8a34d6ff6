// The bench in the page of one contender, driven from outside through `window.bench`.
import { checkAnswers } from '../checks/answers.ts';
import { judge, race, type Win } from '../checks/race.ts';
import type { Connection, Durability } from '../contenders/contender.ts';
import { pageWorkload } from '../workloads/list.ts';
import type { Sample } from '../workloads/workload.ts';
import { eventMaker } from './events.ts';
import { fillLog, openLog } from './logs.ts';
import { memoryInUse } from './memory.ts';
import { attend } from './other-tab.ts';
import { openEmpty, type Prepared, prepare } from './prepared.ts';
import { type ContenderModule, type Open, openSubject } from './subject.ts';

/** What the page of a contender can be told to do. */
export interface Bench {
  /** What is wrong with its answers, one line each. */
  check(): Promise<readonly string[]>;
  /** This tab's part of a race of two. */
  race(stride: number): Promise<readonly Win[]>;
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
  /** Its name, which goes before those of its stores: others may live in the same origin. */
  readonly contender: string;
  /** Address of the contender's module. */
  readonly module: string;
  readonly durabilities: readonly Durability[];
  /** Events in each append to a log. */
  readonly logBatch: number;
  /** How long the work of a sample takes at least. */
  readonly sampleMs: number;
}

declare global {
  interface Window {
    bench: Bench;
    startBench: (options: BenchOptions) => Promise<void>;
  }
}

window.startBench = async ({ contender, module, durabilities, logBatch, sampleMs }) => {
  const loaded = (await import(/* @vite-ignore */ module)) as ContenderModule;
  let prepared: Prepared | undefined;
  let racing: Connection | undefined;

  const open: Open = (name, wanted = 'relaxed') =>
    openSubject(
      loaded,
      `${contender}, ${name}`,
      durabilities.includes(wanted) ? wanted : (durabilities[0] as Durability),
    );

  async function openStore(name: string): Promise<Connection> {
    const { store } = await open(name);
    if (!store) throw new Error('Raw IndexedDB checks nothing, so there is nothing to check.');
    return store;
  }

  window.bench = {
    async check() {
      const store = await openStore('checks');
      const wrong = await checkAnswers(store, eventMaker(1));
      await store.close();
      return wrong;
    },
    async race(stride) {
      // It stays open: some would fail the other tab when this one goes before it has ended.
      racing = await openStore('race');
      return race(racing, eventMaker(stride), stride);
    },
    async judge(wins) {
      if (!racing) throw new Error('No race was run.');
      return judge(racing, wins);
    },

    fill: (events) => fillLog(contender, events, logBatch, open),
    async prepare(name, log) {
      prepared = await prepare(contender, pageWorkload(name), log ?? 0, open, sampleMs);
    },
    measure(sample) {
      if (!prepared) throw new Error('No workload was prepared.');
      return prepared.measure(sample);
    },
    async finish() {
      await prepared?.close();
      prepared = undefined;
    },
    async attend(name) {
      await attend(contender, await openEmpty(pageWorkload(name), open));
    },

    async held(log) {
      const before = await memoryInUse();
      const subject = await openLog(log, open);
      const bytes = (await memoryInUse()) - before;
      await subject.close();
      return bytes;
    },
    look: async (log) => (await openLog(log, open)).close(),
    estimated: async () => (await navigator.storage.estimate()).usage ?? 0,
  };
};
