// Pages of a log: from its start on, and the last one.
import type { Place } from '../contenders/contender.ts';
import { LOG_STREAM, type PageWorkload, READS } from './workload.ts';

const FORWARDS_LOG = 10_000;

function forwards(size: number, log = FORWARDS_LOG): PageWorkload {
  return {
    ...READS,
    name: `forwards-${size}`,
    title: `read forwards in pages of ${size.toLocaleString('en')}`,
    per: 'page',
    rawWork: 'getAll of the same',
    log,
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

/** A page of 20 events in a log of any size. */
export function forwardsPage(log: number): PageWorkload {
  return forwards(20, log);
}

/** One page after the other from somewhere, and from the first again after the last. */
function pageStarts(logged: number, size: number, sample: number): () => number {
  const count = Math.floor(logged / size);
  let page = (sample * 7919) % count;
  return () => size * (page++ % count);
}

const LAST_PAGE = 20;

export function lastPage(log: number): PageWorkload {
  return {
    ...READS,
    name: `last-page-${log}`,
    title: `last page of 20 of ${log.toLocaleString('en')} events`,
    per: 'page',
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

const all: PageWorkload = {
  ...READS,
  name: 'all-1000',
  title: '$all in pages of 1,000',
  per: 'page',
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

export const reads: readonly PageWorkload[] = [
  forwards(20),
  forwards(100),
  forwards(1000),
  lastPage(1000),
  lastPage(10_000),
  lastPage(100_000),
  lastPage(1_000_000),
  all,
];
