// Pages of a log: from its start on, and the last one.
import type { Place } from '../contenders/contender.ts';
import { LOG_STREAM, type Workload } from './workload.ts';

const READS = { writes: false, durability: 'relaxed', per: 'page' } as const;
const FORWARDS_LOG = 10_000;

function forwards(size: number): Workload {
  return {
    ...READS,
    name: `forwards-${size}`,
    title: `read forwards in pages of ${size.toLocaleString('en')}`,
    rawWork: 'getAll of the same',
    log: FORWARDS_LOG,
    async measure(store, { stopwatch, logged, sample }) {
      const pages = pageStarts(logged, size, sample);
      return stopwatch.repeat(pages, (from) => store.readForwards(LOG_STREAM, from, size));
    },
    async measureRaw(raw, { stopwatch, logged, sample }) {
      const pages = pageStarts(logged, size, sample);
      return stopwatch.repeat(pages, (from) => raw.getAll(from, from + size - 1));
    },
  };
}

/** One page after the other, and from the first again after the last. */
function pageStarts(logged: number, size: number, sample: number): () => number {
  const count = Math.floor(logged / size);
  let page = (sample * 7) % count;
  return () => size * (page++ % count);
}

const LAST_PAGE = 20;

function lastPage(log: number): Workload {
  return {
    ...READS,
    name: `last-page-${log}`,
    title: `last page of 20 of ${log.toLocaleString('en')} events`,
    rawWork: 'getAll of 20',
    log,
    measure: (store, { stopwatch }) =>
      stopwatch.repeat(
        () => {},
        () => store.readBackwards(LOG_STREAM, LAST_PAGE),
      ),
    measureRaw: (raw, { stopwatch, logged }) =>
      stopwatch.repeat(
        () => {},
        () => raw.getAll(logged - LAST_PAGE, logged - 1),
      ),
  };
}

const ALL_PAGE = 1000;

const all: Workload = {
  ...READS,
  name: 'all-1000',
  title: '$all in pages of 1,000',
  rawWork: 'getAll of the same',
  log: FORWARDS_LOG,
  measure(store, { stopwatch, logged }) {
    let place: Place = 'start';
    let page = 0;
    return stopwatch.repeat(
      () => (page++ % Math.floor(logged / ALL_PAGE) === 0 ? 'start' : place),
      async (from) => {
        place = (await store.readAll(from, ALL_PAGE)).next;
      },
    );
  },
  measureRaw(raw, { stopwatch, logged, sample }) {
    const pages = pageStarts(logged, ALL_PAGE, sample);
    return stopwatch.repeat(pages, (from) => raw.getAll(from, from + ALL_PAGE - 1));
  },
};

export const reads: readonly Workload[] = [
  forwards(20),
  forwards(100),
  forwards(1000),
  lastPage(1000),
  lastPage(10_000),
  lastPage(100_000),
  lastPage(1_000_000),
  all,
];
