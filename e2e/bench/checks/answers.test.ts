import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Connection } from '../contenders/contender.ts';
import { contender } from '../contenders/ours.ts';
import { eventMaker } from '../page/events.ts';
import { checkAnswers } from './answers.ts';

/** This store, with a part of it broken. */
async function wrongIn(name: string, broken: (store: Connection) => Partial<Connection>) {
  const store = await contender.open(name, 'relaxed');
  const wrong = await checkAnswers({ ...store, ...broken(store) }, eventMaker(1));
  await store.close();
  return wrong;
}

test('this store answers right', async () => {
  expect(await wrongIn('right', () => ({}))).toEqual([]);
});

test('a store that ignores the expected version is found out', async () => {
  const wrong = await wrongIn('any', (store) => ({
    append: (stream, _expected, events) => store.append(stream, 'any', events),
  }));
  expect(wrong).toEqual(['a wrong expected version is a conflict: answered committed and committed']);
});

test('a store that writes a retry again is found out', async () => {
  const wrong = await wrongIn('twice', (store) => ({
    append: (stream, expected, events) =>
      store.append(
        stream,
        expected,
        events.map((event) => ({ ...event, id: crypto.randomUUID() })),
      ),
  }));
  expect(wrong.some((line) => line.startsWith('a retry is acknowledged and not written'))).toBe(true);
});

test('a store that loses an event, or gives another order, is found out', async () => {
  const wrong = await wrongIn('lossy', (store) => ({
    readForwards: async (...place) => (await store.readForwards(...place)).slice(1),
    readBackwards: async (...place) => [...(await store.readBackwards(...place))].reverse(),
    readAll: async (from, count) => {
      const { events, next } = await store.readAll(from, count);
      return { events: [...events].reverse(), next };
    },
  }));
  expect(wrong).toHaveLength(6);
});

test('a store that throws is told, and the other questions are asked all the same', async () => {
  const wrong = await wrongIn('throwing', () => ({ readAll: () => Promise.reject(new Error('not today')) }));
  expect(wrong).toEqual(['all events in the order of their commits: Error: not today']);
});
