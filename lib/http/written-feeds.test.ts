import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { RecordedEvent, type ResolvedEvent } from '../core/events.ts';
import { type EventStore, jsonEvent, openEventStore } from '../index.ts';
import { createTestClient, type TestClient } from './test-client.ts';
import { keepWrittenFeeds } from './written-feeds.ts';

describe('a feed that was written', () => {
  const SAID = { stream: 's', from: 0, headETag: undefined };
  const events = (data = '{}'): ResolvedEvent[] => {
    const event = { id: 'fbf4a1a1-b4a3-4dfe-a01f-ec52c34e16e4', type: 't', data, metadata: null };
    return [{ event: new RecordedEvent({ stream: 's', eventNumber: 0, position: 0, createdMs: 0, event }) }];
  };

  test('is not written again', () => {
    const feeds = keepWrittenFeeds();
    const write = vi.fn(() => 'ä');
    expect(feeds.textOf('/s', SAID, events(), write)).toBe('ä');
    expect(feeds.textOf('/s', { ...SAID }, events(), write)).toBe('ä');
    expect(write).toHaveBeenCalledOnce();
  });

  test.each([
    ['at another address', '/other', SAID, events()],
    ['saying something else', '/s', { ...SAID, from: 1 }, events()],
    ['saying more', '/s', { ...SAID, embed: 'body' }, events()],
    ['saying less', '/s', { stream: 's', from: 0 }, events()],
    ['of another event', '/s', SAID, events('[]')],
    ['of no event', '/s', SAID, []],
  ] as const)('is written again %s', (_, address, said, read) => {
    const feeds = keepWrittenFeeds();
    feeds.textOf('/s', SAID, events(), () => 'old');
    expect(feeds.textOf(address, said, read, () => 'new')).toBe('new');
  });

  test('is written again when others were asked for since then, and those are much', () => {
    const feeds = keepWrittenFeeds();
    const write = vi.fn(() => 'x'.repeat(100_000));
    const ask = (address: string) => feeds.textOf(address, SAID, events(), write);
    ask('/seldom');
    for (let n = 0; n < 20; n++) {
      ask('/often');
      ask(`/${n}`);
    }
    expect(write).toHaveBeenCalledTimes(22);
    ask('/seldom');
    expect(write).toHaveBeenCalledTimes(23);
  });

  test.each([
    ['a page is', events(), 'x'.repeat(200_000)],
    ['its events are', events(`"${'x'.repeat(200_000)}"`), 'x'],
  ])('is not kept where %s large', (_, read, text) => {
    const feeds = keepWrittenFeeds();
    const write = vi.fn(() => text);
    expect(feeds.textOf('/s', SAID, read, write)).toBe(text);
    feeds.textOf('/s', SAID, read, write);
    expect(write).toHaveBeenCalledTimes(2);
  });
});

describe('a page is written as if it was never written before', () => {
  let store: EventStore;
  let client: TestClient;
  let now: number;
  let count = 0;

  beforeEach(async () => {
    now = 1_000_000_000;
    store = await openEventStore({ name: `written-${count++}`, now: () => now });
    client = createTestClient(store);
    await store.appendToStream('s', [made(1), made(2), made(3)]);
    await store.appendToStream('links', [linkTo('1@s'), linkTo('7@s')]);
    return () => store.close();
  });

  const made = (n: number) => jsonEvent({ type: 't', data: { n } });
  const linkTo = (place: string) => jsonEvent({ type: '$>', data: place });
  const BODY = '?embed=body';
  const json = 'application/vnd.eventstore.atom+json';
  type Asked = readonly [path: string, accept: string, more?: Readonly<Record<string, string>>];

  async function expectFresh(before: Asked, change: () => Promise<unknown>, after: Asked): Promise<void> {
    const old = await client.get(...before);
    expect(old.status).toBe(200);
    await change();
    const answer = await client.get(...after);
    expect(answer.text).not.toBe(old.text);
    expect(answer).toEqual(await createTestClient(store).get(...after));
  }

  const anHourLater = async () => {
    now += 3_600_000;
  };
  const metadata = (json: string) => store.setStreamMetadata('s', json);

  test.each<readonly [string, string, () => Promise<unknown>]>([
    ['an append, the newest', '/streams/s', () => store.appendToStream('s', made(4))],
    ['an append, an older one', '/streams/s/1/forward/5', () => store.appendToStream('s', made(4))],
    ['an append, one of the log', '/streams/$all', () => store.appendToStream('other', made(4))],
    ['an append, one that links show', '/streams/$ce-x', () => store.appendToStream('x-2', made(4))],
    [
      'an append to where its link leads',
      '/streams/links',
      async () => {
        for (let n = 4; n < 9; n++) await store.appendToStream('s', made(n));
      },
    ],
    ['metadata that hide events', '/streams/s/0/forward/20', () => metadata('{"$maxCount":1}')],
    ['metadata that hide what a link points at', '/streams/links', () => metadata('{"$tb":2}')],
    [
      'the events became too old',
      '/streams/s/0/forward/2',
      async () => {
        await metadata('{"$maxAge":60}');
        await anHourLater();
        await store.appendToStream('s', made(4));
      },
    ],
    [
      'a scavenge, one of the log',
      '/streams/$all/00000000000000000000000000000000/forward/20',
      async () => {
        await metadata('{"$tb":2}');
        await store.scavenge();
      },
    ],
    [
      'a soft delete and an event after it',
      '/streams/s/0/forward/9',
      async () => {
        await store.deleteStream('s');
        await store.appendToStream('s', made(4));
      },
    ],
    ['what it links to was deleted', '/streams/links', () => store.deleteStream('s')],
  ])('after %s', async (_, path, change) => {
    await store.appendToStream('x-1', made(1));
    await expectFresh([path + BODY, json], change, [path + BODY, json]);
  });

  test('after an append before which it was empty', async () => {
    const path = '/streams/s/3/forward/5';
    await expectFresh([path, json], () => store.appendToStream('s', made(4)), [path, json]);
  });

  const stays = async () => {};

  test.each<readonly [string, Asked, Asked]>([
    ['in another format', ['/streams/s/1/2', json], ['/streams/s/1/2', 'application/atom+xml']],
    ['with more of each event', ['/streams/s?embed=rich', json], ['/streams/s?embed=pretty', json]],
    ['in the other direction', ['/streams/s/2/backward/3', json], ['/streams/s/0/forward/3', json]],
    [
      'with links as they are',
      ['/streams/links', json],
      ['/streams/links', json, { 'ES-ResolveLinkTos': 'false' }],
    ],
    ...['/streams/s', '/streams/$all'].flatMap((path): (readonly [string, Asked, Asked])[] => [
      ['through another host', [path, json], [path, json, { 'X-Forwarded-Host': 'example.org' }]],
      ['through another port', [path, json], [path, json, { 'X-Forwarded-Port': '81' }]],
      ['through TLS', [path, json], [path, json, { 'X-Forwarded-Proto': 'https' }]],
      ['under a prefix', [path, json], [path, json, { 'X-Forwarded-Prefix': '/es' }]],
    ]),
    [
      'of another filter',
      ['/streams/$all/filtered?context=streamid&type=prefix&data=s', json],
      ['/streams/$all/filtered?context=streamid&type=prefix&data=s,t', json],
    ],
  ])('%s', (_, before, after) => expectFresh(before, stays, after));

  test('when it is asked for again in the format and through the host of before', async () => {
    const first = await client.get('/streams/s', json);
    await client.get('/streams/s', 'text/xml');
    await client.get('/streams/s', json, { 'X-Forwarded-Host': 'example.org' });
    expect(await client.get('/streams/s', json)).toEqual(first);
  });
});
