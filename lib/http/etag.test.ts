import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { RecordedEvent } from '../core/events.ts';
import { binaryEvent, type EventStore, jsonEvent, openEventStore } from '../index.ts';
import { eTagOf } from './etag.ts';
import { createTestClient, type TestClient } from './test-client.ts';

let store: EventStore;
let client: TestClient;
let nowMs: number;
let count = 0;

const START = Date.UTC(2030, 0, 1);

const link = (data: string) => binaryEvent({ type: '$>', data: new TextEncoder().encode(data) });

beforeEach(async () => {
  nowMs = START;
  store = await openEventStore({ name: `etag-${count++}`, now: () => nowMs });
  client = createTestClient(store);
  for (let n = 0; n < 5; n++) {
    nowMs += 10_000;
    await store.appendToStream('order-1', jsonEvent({ type: 'Placed', data: { n } }));
  }
  await store.appendToStream('links', [link('0@order-1'), link('4@order-1')]);
  return () => store.close();
});

/** What is shown at each address as each type; links are followed, and shown as they are. */
const JSON_FEED = 'application/vnd.eventstore.atom+json';
const XML_FEED = 'application/atom+xml';
const AS_THEY_ARE = { 'ES-ResolveLinkTos': 'False' };

interface Ask {
  readonly path: string;
  readonly accept: string;
  readonly more: Readonly<Record<string, string>>;
}

const LINKS = [
  '/streams/links',
  '/streams/links/head',
  '/streams/links/0/forward/1',
  '/streams/$ce-order',
  '/streams/$ce-order/0/forward/20',
  '/streams/$et-Placed/head/backward/3',
  '/streams/$ce-order?embed=body',
  '/streams/$ce-order/head',
];
const PATHS = [
  ...LINKS,
  '/streams/order-1',
  '/streams/order-1/head/backward/2',
  '/streams/order-1/4/backward/3',
  '/streams/order-1/0/forward/2',
  '/streams/order-1/0/forward/20',
  '/streams/order-1/5/forward/20',
  '/streams/order-1?embed=body',
  '/streams/order-1/head',
  '/streams/order-1/metadata',
  '/streams/order-1/metadata/0/backward/20',
  '/streams/$streams',
  '/streams/$all',
  '/streams/$all/00000000000000000000000000000000/forward/3',
  '/streams/$all/filtered?context=streamid&type=prefix&data=order',
];
const ASKS: readonly Ask[] = [
  ...PATHS.map((path) => ({ path, accept: JSON_FEED, more: {} })),
  ...LINKS.map((path) => ({ path, accept: JSON_FEED, more: AS_THEY_ARE })),
  ...['/streams/order-1', '/streams/order-1/head', '/streams/$ce-order', '/streams/$all'].map((path) => ({
    path,
    accept: XML_FEED,
    more: {},
  })),
];

interface Seen {
  readonly ask: Ask;
  readonly status: number;
  readonly text: string;
  /** Absent where nothing more can be added. */
  readonly eTag: string | null;
}

const without = (text: string) => text.replace(/"eTag": "[^"]*"/, '');

async function see(ask: Ask, known: string | null): Promise<Seen> {
  const more = known === null ? ask.more : { ...ask.more, 'If-None-Match': known };
  const { status, text, headers } = await client.get(ask.path, ask.accept, more);
  return { ask, status, text, eTag: headers.get('ETag') };
}

async function look(): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const ask of ASKS) seen.push(await see(ask, null));
  return seen;
}

/** What has changed since it was seen before is sent as a whole; what has not need not be. */
async function lookAgain(before: readonly Seen[], change: string): Promise<Seen[]> {
  const seen: Seen[] = [];
  let changed = 0;
  for (const { ask, status, text, eTag } of before) {
    const known = status === 200 ? eTag : null;
    const what = `${change}: ${JSON.stringify(ask)}`;
    const again = await see(ask, known);
    // Nothing but the page itself tells whether it is the same.
    const now = again.status === 304 ? await see(ask, null) : again;
    const isSame = now.status === 200 && without(now.text) === without(text);
    seen.push(now);
    if (known === null) continue;
    if (!isSame) changed += 1;
    expect([what, again.status]).toEqual([what, isSame && now.eTag === known ? 304 : now.status]);
    if (!isSame) expect([what, now.eTag]).not.toEqual([what, known]);
    expect([what, known]).toEqual([what, expect.stringMatching(/^"-?\d+;-?\d+"$/)]);
  }
  expect([change, changed]).not.toEqual([change, 0]);
  return seen;
}

const metadata = (json: string) => () => store.setStreamMetadata('order-1', json);

type Change = readonly [string, () => Promise<unknown>];

const APPENDS_AND_METADATA: readonly Change[] = [
  ['an append', () => store.appendToStream('order-1', jsonEvent({ type: 'Placed', data: 5 }))],
  ['$maxCount', metadata('{"$maxCount":4}')],
  ['a smaller $maxCount', metadata('{"$maxCount":2}')],
  ['$tb', metadata('{"$tb":1}')],
  ['$tb past the end', metadata('{"$tb":99}')],
  ['$maxAge', metadata('{"$maxAge":35}')],
  ['the passing of time', async () => (nowMs += 15_000)],
  ['more time', async () => (nowMs += 1_000_000)],
  ['no metadata', metadata('{}')],
];

const DELETIONS: readonly Change[] = [
  ['a soft delete', () => store.deleteStream('order-1')],
  ['a re-creation', () => store.appendToStream('order-1', jsonEvent({ type: 'Placed', data: 6 }))],
  ['a view of what was deleted', metadata('{"by":"hand"}')],
  ['$maxCount before a scavenge', metadata('{"$maxCount":1}')],
  ['a scavenge', () => store.scavenge()],
];

const LINKED: readonly Change[] = [
  ['a soft delete of the category', () => store.deleteStream('$ce-order')],
  ['a new link', () => store.appendToStream('order-2', jsonEvent({ type: 'Placed', data: 7 }))],
  ['a link to nothing in the category', () => store.appendToStream('order-3', link('9@nothing'))],
  ['$tb behind that link', () => store.setStreamMetadata('order-3', '{"$tb":1}')],
  ['a scavenge of what that link says', () => store.scavenge()],
  ['$maxCount of a type', () => store.setStreamMetadata('$et-Placed', '{"$maxCount":2}')],
  ['a tombstone', () => store.tombstoneStream('order-1')],
];

test.each([
  ['appends and metadata', APPENDS_AND_METADATA],
  ['deletions', DELETIONS],
  ['what is linked to', LINKED],
])(
  'the ETag of every page changes with what it shows: %s',
  async (_, changes) => {
    let seen = await look();
    for (const [name, change] of changes) {
      await change();
      seen = await lookAgain(seen, name);
    }
  },
  60_000,
);

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
  for (const { ask, status, eTag } of before) {
    if (status !== 200 || eTag === null) continue;
    const { path, accept, more } = ask;
    expect((await again.get(path, accept, { ...more, 'If-None-Match': eTag })).status).toBe(304);
  }
});

test('an event, a link to it, and a link to nothing are told from each other, and from those of another log', () => {
  const place = { stream: 's', eventNumber: 0, position: 0, createdMs: 0 };
  const event = { id: 'fbf4a1a1-b4a3-4dfe-a01f-ec52c34e16e4', type: 't', data: '{}', metadata: null };
  const one = new RecordedEvent({ ...place, event });
  const others = [
    new RecordedEvent({ ...place, position: 1, event }),
    new RecordedEvent({ ...place, createdMs: 1, event }),
    new RecordedEvent({ ...place, event: { ...event, id: '0a61c093-2fe5-4f9f-8c4e-8589099e917c' } }),
  ];
  const shown = [one, ...others].flatMap((link) => [[{ event: link }], [{ link }], [{ event: one, link }]]);
  const tags = new Set([[], ...shown].map((events) => eTagOf(0, {}, events)));
  expect(tags.size).toBe(shown.length + 1);
});
