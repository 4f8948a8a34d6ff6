// Two tabs that have the same store open.
import { nowUs } from '../page/other-tab.ts';
import { timed } from '../page/stopwatch.ts';
import { type PageWorkload, type Sample, type Tools, WRITES } from './workload.ts';

const STREAM = 'shared';

/** The time of the appends alone, here and there; not that of passing the word. */
function turns(
  { stopwatch, other, sample }: Tools,
  append: (stream: string, version: number) => Promise<unknown>,
) {
  const stream = `${STREAM}-${sample}`;
  let version = -1;
  return stopwatch.add(async () => {
    const here = await timed(() => append(stream, version++));
    return (here + (await other.append(stream, version++))) / 2;
  });
}

const inTurns: PageWorkload = {
  ...WRITES,
  name: 'two-tabs',
  title: 'two tabs appending in turns',
  per: 'append',
  tabs: 2,
  needs: ['several tabs'],
  rawWork: 'get + put in one transaction',
  measure: (store, tools) =>
    turns(tools, (stream, version) => store.append(stream, version, tools.events.make(1))),
  measureRaw: (raw, tools) => turns(tools, () => raw.getAndPut(tools.events.make(1))),
};

const SIGHTINGS = 20;

/** From the acknowledgement here to the listener there; less than nothing when the listener was first. */
async function sightings({ other }: Tools, append: (version: number) => Promise<unknown>): Promise<Sample> {
  let sum = 0;
  for (let version = -1; version < SIGHTINGS - 1; version++) {
    const seen = other.nextSeen();
    await append(version);
    const acknowledged = nowUs();
    sum += (await seen) - acknowledged;
  }
  return { value: sum / SIGHTINGS };
}

const seen: PageWorkload = {
  ...WRITES,
  name: 'seen',
  title: 'a commit is seen by another tab',
  per: 'commit',
  tabs: 2,
  needs: ['several tabs', 'news from other tabs'],
  rawWork: 'a message on a BroadcastChannel',
  compared: 'by itself',
  measure: (store, tools) =>
    sightings(tools, (version) => store.append(`${STREAM}-${tools.sample}`, version, tools.events.make(1))),
  measureRaw: (raw, tools) =>
    sightings(tools, async () => {
      await raw.getAndPut(tools.events.make(1));
      raw.tell();
    }),
};

export const tabs: readonly PageWorkload[] = [inTurns, seen];
