import { expect, test } from 'vitest';
import type { StreamSummary } from '../../../lib/index.ts';
import { filterStreams, sortStreams } from './order.ts';

function summary(stream: string, eventCount = 1, updatedMs = 0): StreamSummary {
  return { stream, state: 'live', version: eventCount - 1, eventCount, updatedMs, hasMetadata: false };
}

const names = (streams: readonly StreamSummary[]) => streams.map(({ stream }) => stream);

test('the most recently written, the fullest, or the first by name comes first', () => {
  const streams = [summary('b', 9, 1), summary('a', 5, 3), summary('c', 7, 2)];
  expect(names(sortStreams(streams, 'updated'))).toEqual(['a', 'c', 'b']);
  expect(names(sortStreams(streams, 'events'))).toEqual(['b', 'c', 'a']);
  expect(names(sortStreams(streams, 'name'))).toEqual(['a', 'b', 'c']);
});

test('the stream that has come furthest comes first, however few of its events can be read', () => {
  const cut = { ...summary('cut', 2), version: 99 };
  expect(names(sortStreams([summary('whole', 50), cut], 'version'))).toEqual(['cut', 'whole']);
});

test('numbers in names are counted, not spelled', () => {
  const streams = [summary('order-10'), summary('order-9')];
  expect(names(sortStreams(streams, 'name'))).toEqual(['order-9', 'order-10']);
});

test('a filter finds the beginning and the middle of names, in either case, the exact name first', () => {
  const streams = [summary('my-order'), summary('orders'), summary('payments'), summary('Order')];
  expect(names(filterStreams(streams, ' order '))).toEqual(['Order', 'orders', 'my-order']);
});

test('an empty filter leaves all streams as they are', () => {
  const streams = [summary('b'), summary('a')];
  expect(filterStreams(streams, ' ')).toBe(streams);
});
