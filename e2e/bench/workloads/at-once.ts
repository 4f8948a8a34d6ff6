// Appends that do not wait for each other.
import type { BenchEvent } from '../contenders/contender.ts';
import { type PageWorkload, WRITES } from './workload.ts';

const WRITERS = 10;
const APPENDS_EACH = 10;

const writers: PageWorkload = {
  ...WRITES,
  name: 'ten-writers',
  title: '10 writers, each awaiting its own',
  per: 'append',
  needs: ['a hundred appends'],
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

const atOnce: PageWorkload = {
  ...WRITES,
  name: 'at-once',
  title: '1,000 appends at once, 100 streams',
  per: 'append',
  needs: ['a hundred appends'],
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

export const atOnceAppends: readonly PageWorkload[] = [writers, atOnce];
