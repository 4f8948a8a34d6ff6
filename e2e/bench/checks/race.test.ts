import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { contender } from '../contenders/ours.ts';
import { eventMaker } from '../page/events.ts';
import { judge, race } from './race.ts';

async function raceOfTwo(name: string) {
  const [one, other] = [await contender.open(name, 'relaxed'), await contender.open(name, 'relaxed')];
  const wins = (await Promise.all([race(one, eventMaker(1), 2), race(other, eventMaker(2), 3)])).flat();
  return { store: one, wins, close: () => Promise.all([one.close(), other.close()]) };
}

test('two connections of this store race, and each version has one winner', async () => {
  const { store, wins, close } = await raceOfTwo('race');
  expect(wins.length).toBeGreaterThan(1);
  expect(await judge(store, wins)).toBeUndefined();
  await close();
});

test('a version won twice, an event too many and an append stored otherwise are found out', async () => {
  const { store, wins, close } = await raceOfTwo('judged');
  const [first, ...rest] = wins;
  if (!first) throw new Error('Nobody won.');
  expect(await judge(store, [...wins, first])).toBe(
    `two appends were acknowledged at version ${first.expected}`,
  );
  expect(await judge(store, rest)).toMatch(/events acknowledged, \d+ stored/);
  const other = { ...first, ids: first.ids.map(() => crypto.randomUUID()) };
  expect(await judge(store, [other, ...rest])).toBe(
    `the append at version ${first.expected} is not stored as it was acknowledged`,
  );
  await close();
});
