import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { type EventStore, jsonEvent, openEventStore } from '../../../lib/index.ts';
import { loseRecords } from '../../../lib/test-holes.ts';
import { ALL } from './all.ts';
import { feedOf, readFeedPage } from './feed.ts';

let opened = 0;

/** A store with one stream, `a-1`, that has the events 0 to 9 and 40 to 49. */
async function openWithHole(): Promise<EventStore> {
  const name = `feed-with-a-hole-${opened++}`;
  const before = await openEventStore({ name });
  for (let n = 0; n < 50; n++) await before.appendToStream('a-1', jsonEvent({ type: 'T', data: n }));
  await before.close();
  await loseRecords(name, ({ first }) => first >= 10 && first < 40);
  return openEventStore({ name });
}

test.each([
  ['a-1', false],
  ['a-1', true],
  [ALL, false],
  ['$ce-a', true],
])(
  'a page of %s that stands in a hole shows the next events in its direction (links followed: %s)',
  async (stream, follow) => {
    const store = await openWithHole();
    const feed = feedOf(store, stream, follow);
    const numbers = async (from: number | 'head', direction: 'forward' | 'backward', count = 5) =>
      (await readFeedPage(feed, { from, direction, count }, null)).rows.map(({ number }) => number);
    expect(await numbers('head', 'backward')).toEqual([49, 48, 47, 46, 45]);
    expect(await numbers(39, 'backward')).toEqual([9, 8, 7, 6, 5]);
    expect(await numbers(20, 'backward', 10)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect(await numbers(10, 'forward')).toEqual([44, 43, 42, 41, 40]);
    expect(await numbers(42, 'backward')).toEqual([42, 41, 40]);
    expect(await numbers(100, 'forward')).toEqual([]);
    // A walk goes by windows: what a page shows twice is found twice.
    expect(await feed.rows(39, 'backward', 5)).toEqual([]);
    await expect(feed.event(20)).rejects.toMatchObject({ name: 'EventNotFoundError' });
    await store.close();
  },
);
