// Hints of another tab that arrive while a group of appends is decided neither fail it nor mislead it.
import { expect, test } from 'vitest';
import { deleteEventStore, type EventStore, jsonEvent, openEventStore } from './index.ts';

const event = (data: unknown = 0) => jsonEvent({ type: 'T', data });

async function withTwo(work: (one: EventStore, other: EventStore) => Promise<void>): Promise<void> {
  const name = `late hints ${crypto.randomUUID()}`;
  const [one, other] = [await openEventStore({ name }), await openEventStore({ name })];
  await work(one, other);
  await Promise.all([one.close(), other.close()]);
  await deleteEventStore(name);
}

/** Runs `work` again and again until `until` has ended. */
async function beside(until: Promise<unknown>, work: (round: number) => Promise<unknown>): Promise<void> {
  let isOver = false;
  const ended = until.finally(() => {
    isOver = true;
  });
  for (let round = 0; !isOver; round++) await work(round);
  await ended;
}

async function positionsOf(store: EventStore): Promise<number[]> {
  const positions: number[] = [];
  for await (const { event: read } of store.readAll()) if (read) positions.push(read.position);
  return positions;
}

const ROUNDS = 60;
const twentyStreams = Array.from({ length: 20 }, (_, n) => `stream-${n}`);

test('beside a tab that sets metadata again and again, appends to twenty streams at a time are all written', async () => {
  await withTwo(async (one, other) => {
    const appends = (async () => {
      for (let round = 0; round < ROUNDS; round++) {
        await Promise.all(twentyStreams.map((stream) => one.appendToStream(stream, event(round))));
      }
    })();
    let set = 0;
    await beside(appends, async (round) => {
      await other.setStreamMetadata(`stream-${round % 30}`, `{"$maxCount":${round + 1}}`);
      set++;
    });
    expect(await positionsOf(one)).toEqual(Array.from({ length: ROUNDS * 20 + set }, (_, n) => n));
  });
});

test('bursts of two tabs, beside a scavenge and deletes, are all written', async () => {
  await withTwo(async (one, other) => {
    const bursts = Promise.all(
      [one, other].map(async (store) => {
        for (let round = 0; round < 20; round++) {
          await Promise.all(twentyStreams.map((stream) => store.appendToStream(stream, event(round))));
        }
      }),
    );
    let deleted = 0;
    await beside(bursts, async (round) => {
      await other.appendToStream(`gone-${round}`, event());
      await one.deleteStream(`gone-${round}`);
      await other.scavenge();
      deleted++;
    });
    expect(await other.headPosition()).toBe(2 * 20 * 20 + 2 * deleted);
    for (const stream of twentyStreams) expect((await one.describeStream(stream)).version).toBe(39);
  });
});
