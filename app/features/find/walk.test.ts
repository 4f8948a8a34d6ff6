import { expect, test } from 'vitest';
import type { RecordedEvent } from '../../../lib/index.ts';
import type { Feed } from '../stream/feed.ts';
import { type WalkStep, walk } from './walk.ts';

/** A feed of the numbers from `first` to `last`. */
function feed(first: number, last: number): Pick<Feed, 'facts' | 'rows'> {
  const event = (number: number) => ({ eventNumber: number }) as RecordedEvent;
  return {
    facts: async () => ({ state: 'live', eventCount: last - first + 1, first, last, updatedMs: null }),
    rows: async (from, _direction, count) =>
      Array.from({ length: count }, (_, place) => ({ number: from - place, event: event(from - place) })),
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

test('a feed without events is a walk without steps', async () => {
  expect(await stepsOf(walk(feed(0, -1), () => true))).toEqual([{ looked: 0, total: 0, found: [] }]);
});

test('only what matches is found', async () => {
  const steps = await stepsOf(walk(feed(0, 1000), ({ eventNumber }) => eventNumber % 400 === 0));
  expect(steps.flatMap(({ found }) => found.map(({ number }) => number))).toEqual([800, 400, 0]);
});
