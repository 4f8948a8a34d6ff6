// The list of streams, beside what it reads: a page of as many events.
import type { BenchEvent, Connection } from '../contenders/contender.ts';
import { type PageWorkload, WRITES } from './workload.ts';

const STREAMS = 1_000;

async function fill(store: Connection, events: readonly BenchEvent[]): Promise<void> {
  await Promise.all(events.map((event, n) => store.append(`stream-${n}`, 'any', [event])));
}

const list: PageWorkload = {
  ...WRITES,
  name: 'list-streams',
  title: `the list of ${STREAMS.toLocaleString('en')} streams of one event`,
  per: 'list',
  only: ['ours-relaxed'],
  rawWork: 'does not take part',
  compared: 'ratio to beside',
  beside: 'as many events in one page of $all',
  async measure(store, { stopwatch, events }) {
    const listed = async () => (await store.listStreams?.()) ?? 0;
    if ((await listed()) < STREAMS) await fill(store, events.make(STREAMS));
    const { value: beside } = await stopwatch.repeat(
      () => {},
      () => store.readAll('start', STREAMS),
    );
    const { value } = await stopwatch.repeat(
      () => {},
      async () => {
        if ((await listed()) < STREAMS) throw new Error('The list is not whole.');
      },
    );
    return { value, beside };
  },
};

export const lists: readonly PageWorkload[] = [list];
