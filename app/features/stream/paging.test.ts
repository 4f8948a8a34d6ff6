import { expect, test } from 'vitest';
import type { RecordedEvent } from '../../../lib/index.ts';
import type { PageAddress } from '../../router.ts';
import type { FeedFacts, FeedRow } from './feed.ts';
import { HEAD_PAGE, lengthFor, pageLinks, pageOf } from './paging.ts';

const order: FeedFacts = { state: 'live', eventCount: 118, first: 0, last: 117, updatedMs: 0 };

function rows(newest: number, oldest: number): readonly FeedRow[] {
  return Array.from({ length: newest - oldest + 1 }, (_, index) => ({
    number: newest - index,
    event: {} as RecordedEvent,
  }));
}

const backward = (from: number, count = 20): PageAddress => ({ from, direction: 'backward', count });
const forward = (from: number, count = 20): PageAddress => ({ from, direction: 'forward', count });

test('the newest page leads to older ones only', () => {
  expect(pageLinks(HEAD_PAGE, rows(117, 98), order)).toEqual({
    newest: null,
    newer: null,
    older: backward(97),
    oldest: forward(0),
  });
});

test('a page in the middle leads both ways', () => {
  expect(pageLinks(backward(77), rows(77, 58), order)).toEqual({
    newest: HEAD_PAGE,
    newer: forward(78),
    older: backward(57),
    oldest: forward(0),
  });
});

test('the page with event 0 leads to newer ones only', () => {
  expect(pageLinks(backward(17), rows(17, 0), order)).toMatchObject({ older: null, oldest: null });
});

test('a page with a number that holds the last event still leads to the newest, which follows the stream', () => {
  expect(pageLinks(forward(98), rows(117, 98), order)).toMatchObject({ newest: HEAD_PAGE, newer: null });
});

test('the oldest page begins where the stream was truncated', () => {
  const truncated = { ...order, eventCount: 18, first: 100 };
  expect(pageLinks(HEAD_PAGE, rows(117, 110), truncated)).toMatchObject({ oldest: forward(100) });
  expect(pageLinks(backward(107), rows(107, 100), truncated)).toMatchObject({ older: null, oldest: null });
});

test('from a page past the end one gets back to the last events', () => {
  expect(pageLinks(forward(500), [], order)).toEqual({
    newest: HEAD_PAGE,
    newer: null,
    older: backward(117),
    oldest: forward(0),
  });
});

test('from a page before a truncated beginning one gets to the first events', () => {
  const truncated = { ...order, eventCount: 18, first: 100 };
  expect(pageLinks(backward(50), [], truncated)).toMatchObject({ newer: forward(51), older: null });
});

test.each([
  [117, HEAD_PAGE],
  [98, HEAD_PAGE],
  [97, backward(97)],
  [42, backward(57)],
  [0, backward(17)],
])('event %i is on a page in steps from the newest', (number, page) => {
  expect(pageOf(number, 20, order)).toEqual(page);
});

test('a page grows as far as a burst needs, in the usual steps, and never past the longest', () => {
  expect(lengthFor(3, 20)).toBe(20);
  expect(lengthFor(21, 20)).toBe(50);
  expect(lengthFor(100, 20)).toBe(100);
  expect(lengthFor(9_999, 20)).toBe(500);
  expect(lengthFor(7, 33)).toBe(33);
});
