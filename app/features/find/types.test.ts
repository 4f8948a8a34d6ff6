import { expect, test } from 'vitest';
import type { RecordedEvent } from '../../../lib/index.ts';
import type { Feed, FeedFacts } from '../stream/feed.ts';
import { LOOKED_AT, typesReader } from './types.ts';

/** A feed of events of these types, which can grow; `asked` has how many rows each read wanted. */
function feedWith(types: string[], first = 0) {
  const asked: number[] = [];
  const feed: Pick<Feed, 'facts' | 'rows'> = {
    async facts() {
      return { state: 'live', first, last: types.length - 1 } as FeedFacts;
    },
    async rows(from, _direction, count) {
      asked.push(count);
      const rows = types.map((type, number) => ({ number, event: { type } as RecordedEvent }));
      return rows.slice(Math.max(first, from + 1 - count), from + 1).toReversed();
    },
  };
  return { feed, asked };
}

test('types are sorted, and new ones are added by reading only what is new', async () => {
  const types = ['Paid', 'Placed', 'Paid'];
  const { feed, asked } = feedWith(types);
  const read = typesReader(feed);
  expect(await read()).toEqual({ types: ['Paid', 'Placed'], newestOnly: false });
  types.push('Lost', 'Paid');
  expect(await read()).toEqual({ types: ['Lost', 'Paid', 'Placed'], newestOnly: false });
  await read();
  expect(asked).toEqual([3, 2]);
});

test('of a long stream the newest events are read, and that is said', async () => {
  const types = ['Needle', ...Array.from({ length: LOOKED_AT }, () => 'Hay')];
  expect(await typesReader(feedWith(types).feed)()).toEqual({ types: ['Hay'], newestOnly: true });
  expect(await typesReader(feedWith(types, 1).feed)()).toEqual({ types: ['Hay'], newestOnly: false });
});

test('what came while nobody looked may be too much, too', async () => {
  const types = ['First'];
  const { feed } = feedWith(types);
  const read = typesReader(feed);
  await read();
  types.push('Needle', ...Array.from({ length: LOOKED_AT }, () => 'Hay'));
  expect(await read()).toEqual({ types: ['First', 'Hay'], newestOnly: true });
});

test('a stream without events has no types', async () => {
  expect(await typesReader(feedWith([]).feed)()).toEqual({ types: [], newestOnly: false });
});
