// The same events again at the same place: acknowledged, and nothing written.
import type { BenchEvent } from '../contenders/contender.ts';
import type { Workload } from './workload.ts';

function retry(name: string, size: number, title: string, rawWork: string): Workload {
  return {
    name,
    title,
    per: 'retry',
    rawWork,
    durability: 'relaxed',
    writes: false,
    async measure(store, { stopwatch, events, sample }) {
      const all = events.make(Math.max(size, 1000));
      const stream = `stream-${sample}`;
      await store.append(stream, -1, all);
      let turn = 0;
      return stopwatch.repeat(
        () => placeOf(turn++, all, size),
        ({ from, batch }) => store.append(stream, from - 1, batch),
      );
    },
    async measureRaw(raw, { stopwatch, events, sample }) {
      const all = events.make(Math.max(size, 1000));
      await raw.put(all);
      let turn = 0;
      const before = sample * all.length;
      return stopwatch.repeat(
        () => before + placeOf(turn++, all, size).from,
        (from) => (size === 1 ? raw.get(from) : raw.getAll(from, from + size - 1)),
      );
    },
  };
}

/** Another place each time, so that nobody is asked the same twice in a row. */
function placeOf(turn: number, all: readonly BenchEvent[], size: number) {
  const from = size === all.length ? 0 : (turn * 37) % (all.length - size);
  return { from, batch: all.slice(from, from + size) };
}

export const retries: readonly Workload[] = [
  retry('retry-one', 1, 'idempotent retry of one event', 'one get'),
  retry('retry-1000', 1000, 'idempotent retry of a batch of 1,000', 'getAll of 1,000'),
];
