import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { binaryEvent, type EventStore, jsonEvent, openEventStore } from '../index.ts';
import { createTestClient, type TestClient } from './test-client.ts';

let store: EventStore;
let client: TestClient;
let nowMs: number;
let count = 0;

const START = Date.UTC(2030, 0, 1);

beforeEach(async () => {
  nowMs = START;
  store = await openEventStore({ name: `etag-${count++}`, now: () => nowMs });
  client = createTestClient(store);
  for (let n = 0; n < 5; n++) {
    nowMs += 10_000;
    await store.appendToStream('order-1', jsonEvent({ type: 'Placed', data: { n } }));
  }
  const link = (data: string) => binaryEvent({ type: '$>', data: new TextEncoder().encode(data) });
  await store.appendToStream('links', [link('0@order-1'), link('4@order-1')]);
  return () => store.close();
});

const PATHS = [
  '/streams/order-1',
  '/streams/order-1/head/backward/2',
  '/streams/order-1/4/backward/3',
  '/streams/order-1/0/forward/2',
  '/streams/order-1/0/forward/20',
  '/streams/order-1/5/forward/20',
  '/streams/order-1?embed=body',
  '/streams/order-1?embed=content',
  '/streams/order-1/head',
  '/streams/order-1/metadata',
  '/streams/order-1/metadata/head',
  '/streams/order-1/metadata/0/backward/20',
  '/streams/links',
  '/streams/links/head',
  '/streams/links/0/forward/1',
  '/streams/$ce-order',
  '/streams/$ce-order/0/forward/20',
  '/streams/$et-Placed/head/backward/3',
  '/streams/$streams',
  '/streams/$all',
  '/streams/$all/head/backward/3',
  '/streams/$all/00000000000000000000000000000000/forward/3',
  '/streams/$all/filtered?context=streamid&type=prefix&data=order',
];
const TYPES = ['application/vnd.eventstore.atom+json', 'application/atom+xml'];

interface Seen {
  readonly path: string;
  readonly accept: string;
  readonly more: Readonly<Record<string, string>>;
  readonly status: number;
  readonly text: string;
  /** Also of a page that is sent without one: a client may have it from when the page could grow. */
  readonly eTag: string | null;
}

const without = (text: string) => text.replace(/"eTag": "[^"]*"/, '');

async function look(): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const path of PATHS) {
    for (const accept of TYPES) {
      for (const resolve of ['True', 'False']) {
        const more = { 'ES-ResolveLinkTos': resolve };
        const { status, text, headers } = await client.get(path, accept, more);
        seen.push({ path, accept, more, status, text, eTag: headers.get('ETag') });
      }
    }
  }
  return seen;
}

/** What each address shows after it has changed is sent as a whole; what has not changed need not be. */
async function expectHonest(before: readonly Seen[], change: string): Promise<void> {
  const changed = new Set<string>();
  for (const { path, accept, more, status, text, eTag } of before) {
    if (status !== 200 || eTag === null) continue;
    const what = `${change}: ${path} as ${accept} ${more['ES-ResolveLinkTos']}`;
    const now = await client.get(path, accept, more);
    const again = await client.get(path, accept, { ...more, 'If-None-Match': eTag });
    const isSame = now.status === 200 && without(now.text) === without(text);
    if (!isSame) changed.add(path);
    expect([what, again.status]).toEqual([
      what,
      isSame && now.headers.get('ETag') === eTag ? 304 : now.status,
    ]);
    if (!isSame) expect([what, now.headers.get('ETag')]).not.toEqual([what, eTag]);
    expect([what, eTag]).toEqual([what, expect.stringMatching(/^"-?\d+;-?\d+"$/)]);
  }
  expect([change, changed.size]).not.toEqual([change, 0]);
}

const metadata = (json: string) => () => store.setStreamMetadata('order-1', json);

const CHANGES: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['an append', () => store.appendToStream('order-1', jsonEvent({ type: 'Placed', data: 5 }))],
  ['$maxCount', metadata('{"$maxCount":4}')],
  ['a smaller $maxCount', metadata('{"$maxCount":2}')],
  ['$tb', metadata('{"$tb":1}')],
  ['$tb past the end', metadata('{"$tb":99}')],
  ['$maxAge', metadata('{"$maxAge":35}')],
  ['the passing of time', async () => (nowMs += 15_000)],
  ['more time', async () => (nowMs += 1_000_000)],
  ['no metadata', metadata('{}')],
  ['a soft delete', () => store.deleteStream('order-1')],
  ['a re-creation', () => store.appendToStream('order-1', jsonEvent({ type: 'Placed', data: 6 }))],
  ['a view of what was deleted', metadata('{"by":"hand"}')],
  ['$maxCount before a scavenge', metadata('{"$maxCount":1}')],
  ['a scavenge', () => store.scavenge()],
  ['a soft delete of the category', () => store.deleteStream('$ce-order')],
  ['a new link', () => store.appendToStream('order-2', jsonEvent({ type: 'Placed', data: 7 }))],
  ['$maxCount of a type', () => store.setStreamMetadata('$et-Placed', '{"$maxCount":2}')],
  ['a tombstone', () => store.tombstoneStream('order-1')],
];

test('the ETag of every page changes with what it shows, whatever changes it', async () => {
  for (const [name, change] of CHANGES) {
    const before = await look();
    await change();
    await expectHonest(before, name);
  }
});

test('the number of the ETag is that of the reference: of the last event, or of the log', async () => {
  await store.setStreamMetadata('order-1', '{"$maxCount":1}');
  const numberOf = async (path: string) =>
    (await client.get(path)).headers.get('ETag')?.replace(/^"(.*);.*$/, '$1');
  expect(await numberOf('/streams/order-1')).toBe('4');
  expect(await numberOf('/streams/order-1/head')).toBe('4');
  expect(await numberOf('/streams/order-1/metadata')).toBe('0');
  expect(await numberOf('/streams/$all')).toBe('7');
});

test('an ETag tells pages from each other, and where they are seen from', async () => {
  const tags = new Set<string | null>();
  const asks: readonly [string, string, Readonly<Record<string, string>>][] = [
    ['/streams/order-1', 'application/json', {}],
    ['/streams/order-1', 'text/xml', {}],
    ['/streams/order-1?embed=body', 'application/json', {}],
    ['/streams/order-1/head/backward/3', 'application/json', {}],
    ['/streams/order-1', 'application/json', { 'X-Forwarded-Host': 'example.org' }],
    ['/streams/order-1', 'application/json', { 'X-Forwarded-Prefix': '/es' }],
    ['/streams/links', 'application/json', {}],
    ['/streams/links', 'application/json', { 'ES-ResolveLinkTos': 'False' }],
  ];
  for (const [path, accept, more] of asks)
    tags.add((await client.get(path, accept, more)).headers.get('ETag'));
  expect(tags.size).toBe(asks.length);
});

test('the same is shown with the same ETag, so that it need not be sent again', async () => {
  const before = await look();
  nowMs += 60_000;
  const again = createTestClient(store);
  for (const { path, accept, more, status, eTag } of before) {
    if (status !== 200 || eTag === null) continue;
    expect((await again.get(path, accept, { ...more, 'If-None-Match': eTag })).status).toBe(304);
  }
});
