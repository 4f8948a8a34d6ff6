// All or nothing in a real browser, where somebody else wrote first: one refused record takes the others with it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NO_IDS_IN_USE } from './core/id-keys.ts';
import { SIZES } from './core/sizes.ts';
import { type Database, openDatabase } from './database.ts';
import { deleteEventStore, jsonEvent, openEventStore } from './index.ts';
import { readHead } from './log.ts';
import { recordsOf } from './records.ts';
import { isKeyTaken } from './transaction.ts';

const NAME = 'all-or-nothing-in-a-browser';
let db: Database;

beforeEach(async () => {
  await deleteEventStore(NAME);
  db = await openDatabase(NAME, 'relaxed');
});

afterEach(() => db.close());

const record = (position: number, stream: string, id = crypto.randomUUID()) => {
  const events = [{ id, type: 'T', data: '{}', metadata: null }];
  const added = { stream, position, first: 0, createdMs: 0, events, ids: NO_IDS_IN_USE };
  return recordsOf(added, new Set(), SIZES);
};
const add = (...records: readonly ReturnType<typeof record>[]) => db.add(records.flat(), () => true);

test('of records that are added together none is written when one of them is refused, whichever it is', async () => {
  const id = crypto.randomUUID();
  await add(record(0, 'first', id));
  const refused = [record(1, 'first'), record(1, 'second', id).map((each) => ({ ...each, position: 0 }))];
  for (const [place, bad] of [...refused, ...refused].entries()) {
    const good = record(10 + place, `good-${place}`);
    const better = record(20 + place, `better-${place}`);
    for (const together of [[bad], [bad, good], [good, bad], [bad, good, better], [good, bad, better]]) {
      const error = await add(...together).catch((reason: unknown) => reason);
      expect(isKeyTaken(error), String(error)).toBe(true);
      expect(await db.transact('readonly', readHead)).toEqual({ next: 1, lastKey: 0 });
    }
  }
});

test('work that goes on inside the error event of a refused record commits nothing of what it adds there', async () => {
  await add(record(0, 'first'));
  const work = db.transact('readwrite', async ({ raw }) => {
    const commits = raw.objectStore('commits');
    const [good] = record(10, 'good');
    const [bad] = record(0, 'bad');
    const [late] = record(20, 'late');
    commits.add(good);
    const refused = commits.add(bad);
    await new Promise((resolve) => {
      refused.onerror = resolve;
    });
    commits.add(late);
  });
  expect(isKeyTaken(await work.catch((reason: unknown) => reason))).toBe(true);
  expect(await db.transact('readonly', readHead)).toEqual({ next: 1, lastKey: 0 });
});

test('two connections that append to several streams at once leave no gap and nothing twice', async () => {
  const stores = await Promise.all([openEventStore({ name: NAME }), openEventStore({ name: NAME })]);
  const ROUNDS = 40;
  const streams = ['a', 'b', 'c'];
  await Promise.all(
    stores.map(async (store) => {
      for (let round = 0; round < ROUNDS; round++) {
        const one = () => jsonEvent({ type: 'T', data: round });
        await Promise.all(streams.map((stream) => store.appendToStream(stream, one())));
      }
    }),
  );
  const positions: number[] = [];
  const numbers = new Map(streams.map((stream) => [stream, [] as number[]]));
  for await (const { event } of stores[0].readAll()) {
    if (!event) continue;
    positions.push(event.position);
    numbers.get(event.stream)?.push(event.eventNumber);
  }
  expect(positions).toEqual(Array.from({ length: 2 * ROUNDS * streams.length }, (_, n) => n));
  for (const each of numbers.values()) expect(each).toEqual(Array.from({ length: 2 * ROUNDS }, (_, n) => n));
  await Promise.all(stores.map((store) => store.close()));
});
