import { expect, test } from 'vitest';
import { hashRouteOf } from './stream-address.ts';

test.each([
  ['streams/s', '#/streams/s'],
  ['streams/s/', '#/streams/s'],
  ['streams/s/3', '#/streams/s/3'],
  ['streams/s/3/backward/20', '#/streams/s/3/backward/20'],
  ['streams/s/head/backward/20', '#/streams/s/head/backward/20'],
  ['streams/s/0/forward/20', '#/streams/s/0/forward/20'],
  ['streams', '#/streams'],
  ['streams/', '#/streams'],
])('the address %s opens the screen %s', (path, screen) => {
  expect(hashRouteOf(path)).toBe(screen);
});

test('a page without a direction is a backward page, as over HTTP', () => {
  expect(hashRouteOf('streams/s/3/20')).toBe('#/streams/s/3/backward/20');
});

test('a name keeps its encoding, so that a slash in it stays in it', () => {
  expect(hashRouteOf('streams/a%2Fb%23%3F/0')).toBe('#/streams/a%2Fb%23%3F/0');
  expect(hashRouteOf('streams/%24all')).toBe('#/streams/%24all');
});

test('what has no screen of its own opens its stream', () => {
  expect(hashRouteOf('streams/s/head')).toBe('#/streams/s');
  expect(hashRouteOf('streams/s/metadata')).toBe('#/streams/s');
  expect(hashRouteOf('streams/s/incoming/0a61c093-2fe5-4f9f-8c4e-8589099e917c')).toBe('#/streams/s');
});
