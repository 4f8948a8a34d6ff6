import { expect, test } from 'vitest';
import type { RecordedEvent } from '../../../lib/index.ts';
import type { Feed } from '../stream/feed.ts';
import { type WalkStep, walk } from './walk.ts';

/** A feed of the numbers from `first` to `last`. */
function feed(first: number, last: number): Pick<Feed, 'facts' | 'page'> {
  const event = (number: number) => ({ eventNumber: number }) as RecordedEvent;
  return {
    facts: async () => ({ state: 'live', eventCount: last - first + 1, first, last, updatedMs: null }),
    page: async (from, _direction, count) => ({
      rows: Array.from({ length: count }, (_, place) => ({
        number: from - place,
        event: event(from - place),
      })),
      next: from - count < first ? null : from - count,
    }),
  };
}

async function stepsOf(steps: AsyncIterable<WalkStep>): Promise<readonly WalkStep[]> {
  const all: WalkStep[] = [];
  for await (const step of steps) all.push(step);
  return all;
}

test('every event is looked at once, newest first, also those on no whole batch', async () => {
  const steps = await stepsOf(walk(feed(7, 1206), () => true));
  expect(steps.map(({ looked, total }) => [looked, total])).toEqual([
    [0, 1200],
    [500, 1200],
    [1000, 1200],
    [1200, 1200],
  ]);
  const numbers = steps.flatMap(({ found }) => found.map(({ number }) => number));
  expect(numbers).toEqual(Array.from({ length: 1200 }, (_, place) => 1206 - place));
});

test('numbers that are missing are passed at once, however many they are', async () => {
  const there = [2 ** 51, 2 ** 51 - 1, 1, 0].map((number) => ({ number, event: {} as RecordedEvent }));
  const steps = await stepsOf(
    walk(
      {
        facts: async () => ({
          state: 'live',
          eventCount: 2 ** 51 + 1,
          first: 0,
          last: 2 ** 51,
          updatedMs: null,
        }),
        page: async (from, _direction, count) => {
          const rows = there.filter(({ number }) => number <= from && number > from - count);
          return { rows, next: there.find(({ number }) => number <= from - count)?.number ?? null };
        },
      },
      () => true,
    ),
  );
  expect(steps.flatMap(({ found }) => found)).toEqual(there);
  expect(steps.map(({ looked }) => looked)).toEqual([0, 2 ** 51 - 1, 2 ** 51 + 1]);
});

test('a feed without events is a walk without steps', async () => {
  expect(await stepsOf(walk(feed(0, -1), () => true))).toEqual([{ looked: 0, total: 0, found: [] }]);
});

test('only what matches is found', async () => {
  const steps = await stepsOf(walk(feed(0, 1000), ({ eventNumber }) => eventNumber % 400 === 0));
  expect(steps.flatMap(({ found }) => found.map(({ number }) => number))).toEqual([800, 400, 0]);
});
