import { expect, test } from 'vitest';
import { MAX_PAGE_SIZE, paths, routeOf, type Search } from './router.ts';

const path = (href: string) => href.replace(/^#/, '');

test.each([
  ['/', { kind: 'streams' }],
  ['/streams', { kind: 'streams' }],
  ['/streams/order-1042', { kind: 'stream', stream: 'order-1042', page: null }],
  ['/streams/$all', { kind: 'stream', stream: '$all', page: null }],
  ['/streams/order-1042/42', { kind: 'event', stream: 'order-1042', eventNumber: 42 }],
  [
    '/streams/order-1042/head/backward/50',
    { kind: 'stream', stream: 'order-1042', page: { from: 'head', direction: 'backward', count: 50 } },
  ],
  [
    '/streams/order-1042/0/forward/20',
    { kind: 'stream', stream: 'order-1042', page: { from: 0, direction: 'forward', count: 20 } },
  ],
  ['/streams/order-1042/metadata', { kind: 'metadata', stream: 'order-1042' }],
  ['/post', { kind: 'post', stream: null }],
  ['/post/a%2Fb', { kind: 'post', stream: 'a/b' }],
  ['/requests', { kind: 'requests' }],
  ['/requests/7f3a', { kind: 'request', id: '7f3a' }],
  ['/play', { kind: 'play', stream: null, at: 'head', fold: null }],
  ['/play/order-1042', { kind: 'play', stream: 'order-1042', at: 'head', fold: null }],
  ['/play/$all/113', { kind: 'play', stream: '$all', at: 113, fold: null }],
  ['/play/a%2Fb/head/Y29uc3Q', { kind: 'play', stream: 'a/b', at: 'head', fold: 'Y29uc3Q' }],
  ['/settings', { kind: 'settings' }],
])('%s is a screen', (address, route) => {
  expect(routeOf(address)).toEqual(route);
});

test.each([
  '/nowhere',
  '/streams/s/sideways',
  '/streams/s/1/backward/x',
  '/streams/s/1/upward/20',
  '/streams/s/metadata/1',
  '/play/s/x',
  '/streams/$$',
  '/streams/$$/0',
  '/streams/$$$all',
  '/streams/$all/metadata',
  '/play/$$',
])('%s leads nowhere, and says which address it was', (address) => {
  expect(routeOf(address)).toEqual({ kind: 'unknown', path: address });
});

test.each(['a/b', 'a b', 'ä', '100%', '#?&', '$ce-order', 'x'.repeat(300), '42', 'head', 'find', 'metadata'])(
  'a stream may have the name %s',
  (stream) => {
    expect(routeOf(path(paths.stream(stream)))).toEqual({ kind: 'stream', stream, page: null });
    expect(routeOf(path(paths.event(stream, 7)))).toEqual({ kind: 'event', stream, eventNumber: 7 });
    expect(routeOf(path(paths.post(stream)))).toEqual({ kind: 'post', stream });
    for (const [at, fold] of [
      ['head', null],
      [7, null],
      ['head', 'Y2'],
      [7, 'Y2'],
    ] as const) {
      expect(routeOf(path(paths.play(stream, at, fold)))).toEqual({ kind: 'play', stream, at, fold });
    }
  },
);

test('half of a surrogate pair has no address, and does not break the page', () => {
  expect(paths.stream('a\ud800b')).toBe(paths.stream('a\ufffdb'));
});

test('a lone percent sign typed by hand is taken as it stands', () => {
  expect(routeOf('/streams/100%')).toEqual({ kind: 'stream', stream: '100%', page: null });
});

test('a page is never longer than the longest', () => {
  const route = routeOf('/streams/s/head/backward/99999');
  expect(route).toMatchObject({ page: { count: MAX_PAGE_SIZE } });
});

const ANYTHING: Search = { type: null, text: null, inStream: null, hideSystem: false };

test.each<Partial<Search>>([
  {},
  { type: 'OrderPaid' },
  { text: 'a/b %20 "ü" $?#' },
  { inStream: 'order-*', type: 'Order*', text: '*', hideSystem: true },
])('a search for %j is its address', (search) => {
  expect(routeOf(path(paths.find('a/b', search)))).toEqual({
    kind: 'find',
    stream: 'a/b',
    search: { ...ANYTHING, ...search },
  });
});

test('an address of any length is read, and of a name that is there twice the first value counts', () => {
  const { search } = routeOf(`/streams/s/find/type/a${'/type/b'.repeat(100_000)}`) as { search?: unknown };
  expect(search).toMatchObject({ type: 'a', text: null });
});
