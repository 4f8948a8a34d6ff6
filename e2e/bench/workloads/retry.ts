// The same events again at the same place: acknowledged, and nothing written.
import type { BenchEvent } from '../contenders/contender.ts';
import { type PageWorkload, READS, type Tools } from './workload.ts';

const COMMITTED = 1000;
const STREAM = 'committed';

function retry(size: number, title: string, rawWork: string): PageWorkload {
  const committedOnce = openCommits();
  return {
    ...READS,
    name: size === 1 ? 'retry-one' : `retry-${size}`,
    title,
    per: 'retry',
    rawWork,
    async measure(store, tools) {
      const committed = await committedOnce(store, tools, (events) => store.append(STREAM, -1, events));
      let turn = 0;
      return tools.stopwatch.repeat(
        () => retried(turn++, committed, size),
        ({ from, batch }) => store.append(STREAM, from - 1, batch),
      );
    },
    async measureRaw(raw, tools) {
      const committed = await committedOnce(raw, tools, (events) => raw.put(events));
      let turn = 0;
      return tools.stopwatch.repeat(
        () => retried(turn++, committed, size).from,
        (from) => (size === 1 ? raw.get(from) : raw.getAll(from, from + size - 1)),
      );
    },
  };
}

/** Commits before the first sample of each store, and never while another is measured. */
function openCommits() {
  const commits = new WeakMap<object, readonly BenchEvent[]>();
  return async (
    store: object,
    { events }: Tools,
    commit: (events: readonly BenchEvent[]) => Promise<unknown>,
  ): Promise<readonly BenchEvent[]> => {
    const committed = commits.get(store) ?? events.make(COMMITTED);
    if (!commits.has(store)) await commit(committed);
    commits.set(store, committed);
    return committed;
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
