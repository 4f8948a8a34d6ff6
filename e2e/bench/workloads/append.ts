// Appends, one after the other or all at once, to streams that only this sample writes to.
import type { BenchEvent, Connection, Durability } from '../contenders/contender.ts';
import type { Tools, Workload } from './workload.ts';

const WRITES = { writes: true, durability: 'relaxed', per: 'append' } as const;

/** Appends that each wait for the one before, with the version that it left. */
async function awaited(
  store: Connection,
  { stopwatch, events, sample }: Tools,
  size: number,
): Promise<number> {
  let version = -1;
  return stopwatch.repeat(
    () => events.make(size),
    async (batch) => {
      await store.append(`stream-${sample}`, version, batch);
      version += size;
    },
  );
}

function one(durability: Durability): Workload {
  return {
    ...WRITES,
    name: durability === 'relaxed' ? 'append-one' : 'append-one-strict',
    title: `one awaited append, ${durability}`,
    durability,
    rawWork: 'get + put in one transaction',
    measure: (store, tools) => awaited(store, tools, 1),
    measureRaw: (raw, { stopwatch, events }) =>
      stopwatch.repeat(
        () => events.make(1),
        (batch) => raw.getAndPut(batch),
      ),
  };
}

const hundreds: Workload = {
  ...WRITES,
  name: 'append-100',
  title: 'awaited appends of 100 events',
  rawWork: 'get + 100 puts in one transaction',
  measure: (store, tools) => awaited(store, tools, 100),
  measureRaw: (raw, { stopwatch, events }) =>
    stopwatch.repeat(
      () => events.make(100),
      (batch) => raw.getAndPut(batch),
    ),
};

function whole(size: number): Workload {
  return {
    ...WRITES,
    name: `append-${size}`,
    title: `one append of ${size.toLocaleString('en')} events`,
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

const WRITERS = 10;
const APPENDS_EACH = 10;

const writers: Workload = {
  ...WRITES,
  name: 'ten-writers',
  title: '10 writers, each awaiting its own',
  rawWork: 'one get + put transaction each',
  measure(store, { stopwatch, events, sample }) {
    let turn = 0;
    return stopwatch.repeat(
      () => sheaves(events.make(WRITERS * APPENDS_EACH)),
      async (each) => {
        const prefix = `stream-${sample}-${turn++}`;
        await Promise.all(
          each.map(async (sheaf, writer) => {
            for (const [index, event] of sheaf.entries()) {
              await store.append(`${prefix}-${writer}`, index - 1, [event]);
            }
          }),
        );
      },
      WRITERS * APPENDS_EACH,
    );
  },
  measureRaw: (raw, { stopwatch, events }) =>
    stopwatch.repeat(
      () => sheaves(events.make(WRITERS * APPENDS_EACH)),
      (each) =>
        Promise.all(
          each.map(async (sheaf) => {
            for (const event of sheaf) await raw.getAndPut([event]);
          }),
        ),
      WRITERS * APPENDS_EACH,
    ),
};

/** The events dealt out to the writers. */
function sheaves(events: readonly BenchEvent[]): readonly (readonly BenchEvent[])[] {
  return Array.from({ length: WRITERS }, (_, writer) =>
    events.slice(writer * APPENDS_EACH, (writer + 1) * APPENDS_EACH),
  );
}

const AT_ONCE = 1000;
const STREAMS = 100;

const atOnce: Workload = {
  ...WRITES,
  name: 'at-once',
  title: '1,000 appends at once, 100 streams',
  rawWork: '1,000 puts in one transaction',
  measure: (store, { stopwatch, events, sample }) =>
    stopwatch.repeat(
      () => events.make(AT_ONCE),
      (all) =>
        Promise.all(
          all.map((event, index) => store.append(`stream-${sample}-${index % STREAMS}`, 'any', [event])),
        ),
      AT_ONCE,
    ),
  measureRaw: (raw, { stopwatch, events }) =>
    stopwatch.repeat(
      () => events.make(AT_ONCE),
      (all) => raw.put(all),
      AT_ONCE,
    ),
};

export const appends: readonly Workload[] = [
  one('relaxed'),
  one('strict'),
  writers,
  atOnce,
  hundreds,
  whole(1000),
  whole(10_000),
];
