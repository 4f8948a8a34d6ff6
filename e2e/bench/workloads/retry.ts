// The same events again at the same place: acknowledged, and nothing written.
import type { BenchEvent } from '../contenders/contender.ts';
import { type PageWorkload, READS } from './workload.ts';

const COMMITTED = 1000;

function retry(size: number, title: string, rawWork: string): PageWorkload {
  return {
    ...READS,
    name: size === 1 ? 'retry-one' : `retry-${size}`,
    title,
    per: 'retry',
    rawWork,
    async measure(store, { stopwatch, events, sample }) {
      const committed = events.make(COMMITTED);
      const stream = `stream-${sample}`;
      await store.append(stream, -1, committed);
      let turn = 0;
      return stopwatch.repeat(
        () => retried(turn++, committed, size),
        ({ from, batch }) => store.append(stream, from - 1, batch),
      );
    },
    async measureRaw(raw, { stopwatch, events, sample }) {
      const committed = events.make(COMMITTED);
      await raw.put(committed);
      const before = sample * COMMITTED;
      let turn = 0;
      return stopwatch.repeat(
        () => before + retried(turn++, committed, size).from,
        (from) => (size === 1 ? raw.get(from) : raw.getAll(from, from + size - 1)),
      );
    },
  };
}

/** Another place each time, so that nobody is asked the same twice in a row. */
function retried(turn: number, committed: readonly BenchEvent[], size: number) {
  const from = size === committed.length ? 0 : (turn * 37) % (committed.length - size);
  return { from, batch: committed.slice(from, from + size) };
}

export const retries: readonly PageWorkload[] = [
  retry(1, 'idempotent retry of one event', 'one get'),
  retry(COMMITTED, 'idempotent retry of a batch of 1,000', 'getAll of 1,000'),
];
