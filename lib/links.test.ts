import { expect, test } from 'vitest';
import { SIZES } from './core/sizes.ts';
import { withLinks } from './links.ts';
import type { UnlinkedRecord } from './records.ts';

/** Records that were written together, of so many events each, which are so long each, and so are their types. */
function records(counts: readonly number[], length = 2, type = 'T'): UnlinkedRecord[] {
  let position = 0;
  return counts.map((count, n) => {
    const each = Array.from({ length: count });
    const record = {
      position,
      stream: `order-${n}`,
      first: 0,
      count,
      createdMs: 0,
      ids: each.map((_, place) => `id ${place}`),
      types: each.map(() => type),
      data: each.map(() => 'x'.repeat(length)),
      metadata: each.map(() => null),
      idKeys: [],
    };
    position += count;
    return record;
  });
}

const nextLinks = () =>
  new Map([
    ['$streams', 0],
    ['$ce-order', 10],
    ['$et-T', 20],
  ]);

test('the first of the records speaks for all, as long as they have no more than 200 events', () => {
  const next = nextLinks();
  const linked = withLinks(records([100, 99, 1, 1, 250, 3]), next, SIZES);
  expect(linked.map(({ linkedCount, count, links }) => (links ? (linkedCount ?? count) : 0))).toEqual([
    200, 0, 0, 1, 250, 3,
  ]);
  expect(linked.flatMap(({ links }) => links?.find(([name]) => name === '$ce-order')?.[1] ?? [])).toEqual([
    10, 210, 211, 461,
  ]);
  expect([...next]).toEqual([
    ['$streams', 6],
    ['$ce-order', 10 + 454],
    ['$et-T', 20 + 454],
  ]);
});

test('long ones are spoken for by themselves, since who reads a link reads all that share its entry', () => {
  const linked = withLinks(records([1, 1, 1, 1], 100 * 1024), nextLinks(), SIZES);
  expect(linked.map(({ linkedCount }) => linkedCount)).toEqual([2, undefined, 2, undefined]);
});

test('names count as well: a list of long ones would be more than what Chromium takes as one record', () => {
  const type = 't'.repeat(100 * 1024);
  const ofTypes = withLinks(records([1, 1, 1, 1], 2, type), nextLinks(), SIZES);
  expect(ofTypes.map(({ linkedCount }) => linkedCount)).toEqual([2, undefined, 2, undefined]);
  const ofStreams = records([1, 1, 1, 1]).map((record) => ({
    ...record,
    stream: `${type}-${record.stream}`,
  }));
  expect(withLinks(ofStreams, nextLinks(), SIZES).map(({ linkedCount }) => linkedCount)).toEqual([
    2,
    undefined,
    2,
    undefined,
  ]);
});
