// Appends that each wait for the one before, to streams that only this sample writes to.
import type { Connection, Durability } from '../contenders/contender.ts';
import type { Raw } from '../contenders/raw.ts';
import { LOG_STREAM, type PageWorkload, type Sample, type Tools, WRITES } from './workload.ts';

/** Appends that each wait for the one before, at the version that it left. */
function awaited(
  store: Connection,
  { stopwatch, events }: Tools,
  size: number,
  stream: string,
  from = -1,
): Promise<Sample> {
  let version = from;
  return stopwatch.repeat(
    () => events.make(size),
    async (batch) => {
      await store.append(stream, version, batch);
      version += size;
    },
  );
}

function awaitedRaw(raw: Raw, { stopwatch, events }: Tools, size: number): Promise<Sample> {
  return stopwatch.repeat(
    () => events.make(size),
    (batch) => raw.getAndPut(batch),
  );
}

function one(durability: Durability): PageWorkload {
  return {
    ...WRITES,
    name: durability === 'relaxed' ? 'append-one' : 'append-one-strict',
    title: `one awaited append, ${durability}`,
    per: 'append',
    durability,
    rawWork: 'get + put in one transaction',
    measure: (store, tools) => awaited(store, tools, 1, `stream-${tools.sample}`),
    measureRaw: (raw, tools) => awaitedRaw(raw, tools, 1),
  };
}

/** As `one`, where there is much already. */
export function appendToLog(log: number): PageWorkload {
  return {
    ...WRITES,
    name: 'append-to-log',
    title: `one awaited append to a log of ${log.toLocaleString('en')}`,
    per: 'append',
    rawWork: 'get + put in one transaction',
    log,
    rare: true,
    async measure(store, tools) {
      const [last] = await store.readBackwards(LOG_STREAM, 1);
      return awaited(store, tools, 1, LOG_STREAM, last?.eventNumber);
    },
    measureRaw: (raw, tools) => awaitedRaw(raw, tools, 1),
  };
}

const hundreds: PageWorkload = {
  ...WRITES,
  name: 'append-100',
  title: 'awaited appends of 100 events',
  per: 'append',
  rawWork: 'get + 100 puts in one transaction',
  measure: (store, tools) => awaited(store, tools, 100, `stream-${tools.sample}`),
  measureRaw: (raw, tools) => awaitedRaw(raw, tools, 100),
};

function whole(size: number): PageWorkload {
  return {
    ...WRITES,
    name: `append-${size}`,
    title: `one append of ${size.toLocaleString('en')} events`,
    per: 'append',
    rawWork: 'as many puts in one transaction',
    measure(store, { stopwatch, events, sample }) {
      let stream = 0;
      return stopwatch.repeat(
        () => events.make(size),
        (batch) => store.append(`stream-${sample}-${stream++}`, -1, batch),
      );
    },
    measureRaw: (raw, { stopwatch, events }) =>
      stopwatch.repeat(
        () => events.make(size),
        (batch) => raw.put(batch),
      ),
  };
}

export const appends: readonly PageWorkload[] = [
  one('relaxed'),
  one('strict'),
  hundreds,
  whole(1000),
  whole(10_000),
];
