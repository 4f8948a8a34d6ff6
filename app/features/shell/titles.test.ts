import { expect, test } from 'vitest';
import { routeOf } from '../../router.ts';
import { screenKey, titleOf } from './titles.ts';

test.each([
  ['/streams', 'Streams · Event store'],
  ['/streams/order-1042', 'order-1042 · Event store'],
  ['/streams/order-1042/42', 'Event 42 · order-1042 · Event store'],
  ['/post/order-1042', 'Post event · Event store'],
  ['/play', 'State · Event store'],
  ['/play/order-1042/42', 'State · order-1042 · Event store'],
  ['/settings', 'Settings · Event store'],
])('%s names the window "%s"', (path, title) => {
  expect(titleOf(routeOf(path))).toBe(title);
});

test('a name that runs to the left moves nothing in the title', () => {
  expect(titleOf(routeOf('/streams/שלום-1/42'))).toBe('Event 42 · \u2068שלום-1\u2069 · Event store');
  expect(titleOf(routeOf('/streams/a%E2%80%AEb'))).toBe('a[right-to-left override]b · Event store');
});

test('paging, and stepping from event to event, is no new screen', () => {
  const key = (path: string) => screenKey(routeOf(path));
  expect(key('/streams/s/77/backward/20')).toBe(key('/streams/s'));
  expect(key('/streams/s/4')).toBe(key('/streams/s/5'));
  expect(key('/streams/s/4')).not.toBe(key('/streams/s'));
  expect(key('/play/s/4')).toBe(key('/play/s/5/Y2'));
  expect(key('/play/s')).not.toBe(key('/play'));
  expect(key('/streams/t')).not.toBe(key('/streams/s'));
});
