import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StreamSummary } from '../../../lib/index.ts';
import { findStreams, type ListedStream, listed, type Sought, type StreamOrder } from './order.ts';

function summary(stream: string, eventCount = 1, updatedMs = 0): ListedStream {
  const summary: StreamSummary = {
    stream,
    state: 'live',
    version: eventCount - 1,
    eventCount,
    updatedMs,
    hasMetadata: false,
  };
  return listed(summary);
}

const found = (streams: readonly ListedStream[], sought: Partial<Sought>) =>
  findStreams(streams, { text: '', order: 'name', count: 100, ...sought });
const names = ({ shown }: ReturnType<typeof found>) => shown.map(({ stream }) => stream);

test('the most recently written, the fullest, or the first by name comes first', () => {
  const streams = [summary('b', 9, 1), summary('a', 5, 3), summary('c', 7, 2)];
  expect(names(found(streams, { order: 'updated' }))).toEqual(['a', 'c', 'b']);
  expect(names(found(streams, { order: 'events' }))).toEqual(['b', 'c', 'a']);
  expect(names(found(streams, { order: 'name' }))).toEqual(['a', 'b', 'c']);
});

test('the stream that has come furthest comes first, however few of its events can be read', () => {
  const cut = { ...summary('cut', 2), version: 99 };
  expect(names(found([summary('whole', 50), cut], { order: 'version' }))).toEqual(['cut', 'whole']);
});

test('numbers in names are counted, not spelled', () => {
  const streams = [summary('order-10'), summary('order-9')];
  expect(names(found(streams, { order: 'name' }))).toEqual(['order-9', 'order-10']);
});

test('a filter finds the beginning and the middle of names, in either case, the exact name first', () => {
  const streams = [summary('my-order'), summary('orders'), summary('payments'), summary('Order')];
  expect(names(found(streams, { text: ' order ' }))).toEqual(['Order', 'orders', 'my-order']);
});

test('names are sorted whatever their case, and with their accents', () => {
  const streams = ['b', 'zebra', 'A', 'Ärger', 'arm', '007', '7', '12'].map((name) => summary(name));
  expect(names(found(streams, { order: 'name' }))).toEqual([
    '007',
    '7',
    '12',
    'A',
    'arm',
    'Ärger',
    'b',
    'zebra',
  ]);
});

test('the first of many are those that sorting all would give, and all that were found are counted', () => {
  const anOrder = fc.constantFrom<StreamOrder>('updated', 'name', 'events', 'version');
  const aSummary = fc
    .tuple(fc.string({ unit: fc.constantFrom('a', 'B', '1', '0'), maxLength: 4 }), fc.nat(3), fc.nat(3))
    .map((parts) => summary(...parts));
  const streams = fc.uniqueArray(aSummary, { selector: ({ stream }) => stream, maxLength: 60 });
  fc.assert(
    fc.property(
      streams,
      anOrder,
      fc.constantFrom('', 'a', '1b'),
      fc.integer({ min: 1, max: 20 }),
      (all, order, text, count) => {
        const { shown, total } = found(all, { text, order, count: all.length + 1 });
        expect(total).toBe(all.filter(({ stream }) => stream.toLowerCase().includes(text)).length);
        expect(found(all, { text, order, count })).toEqual({ shown: shown.slice(0, count), total });
      },
    ),
  );
});
