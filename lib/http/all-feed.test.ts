import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { jsonEvent } from '../event-data.ts';
import { type EventStore, openEventStore } from '../index.ts';
import { createHandler } from './handler.ts';

const BASE = 'http://127.0.0.1:2113';

let store: EventStore;
let count = 0;

beforeEach(async () => {
  store = await openEventStore({ name: `all-feed-${count++}` });
  return () => store.close();
});

interface FeedJson {
  readonly links: readonly { readonly relation: string; readonly uri: string }[];
  readonly entries: readonly { readonly title: string }[];
}

async function get(address: string, headers: Record<string, string> = {}) {
  const request = new Request(address.startsWith('/') ? BASE + address : address, {
    headers: { Accept: 'application/json', ...headers },
  });
  const response = (await createHandler(store)(request)) as Response;
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function feed(address: string) {
  const { links, entries } = JSON.parse((await get(address)).text) as FeedJson;
  return {
    titles: entries.map(({ title }) => title),
    link: (relation: string) => links.find((link) => link.relation === relation)?.uri,
  };
}

const append = (stream: string, type = 't') => store.appendToStream(stream, jsonEvent({ type, data: {} }));

describe('the log', () => {
  test('is read from newest to oldest by following next', async () => {
    for (const stream of ['a', 'b', 'a', 'c', 'b']) await append(stream);
    const titles: string[] = [];
    let address: string | undefined = '/streams/$all/head/backward/2';
    while (address !== undefined) {
      const page = await feed(address);
      titles.push(...page.titles);
      address = page.link('next');
    }
    expect(titles).toEqual(['1@b', '0@c', '1@a', '0@b', '0@a']);
  });

  test('is read from oldest to newest by following previous, and waits where nothing is newer', async () => {
    for (const stream of ['a', 'b', 'a']) await append(stream);
    const last = (await feed('/streams/%24all/head/backward/2')).link('last') ?? '';
    expect(last).toBe(`${BASE}/streams/%24all/${'0'.repeat(32)}/forward/2`);
    const first = await feed(last);
    expect(first.titles).toEqual(['0@b', '0@a']);
    const second = await feed(first.link('previous') ?? '');
    expect(second.titles).toEqual(['1@a']);
    const end = second.link('previous') ?? '';
    expect((await feed(end)).link('previous')).toBeUndefined();
    await append('c');
    expect((await feed(end)).titles).toEqual(['0@c']);
  });

  test('shows deletions, a tombstone with the largest number of 64 bits', async () => {
    await append('a');
    await store.tombstoneStream('a');
    const page = await feed('/streams/$all');
    expect(page.titles[0]).toBe('9223372036854775807@a');
  });

  test('from past its end still leads to what comes next, and may not be kept', async () => {
    await append('a');
    const address = `/streams/$all/${'F'.repeat(32)}/backward/2`;
    expect((await get(address)).headers.get('Cache-Control')).toContain('no-cache');
    const page = await feed(address);
    expect(page.titles).toEqual(['0@a']);
    await append('b');
    expect((await feed(page.link('previous') ?? '')).titles).toEqual(['0@b']);
  });

  test('of no events is an empty feed', async () => {
    expect((await feed('/streams/$all')).titles).toEqual([]);
  });

  test.each(['/streams/$all/x/backward/2', '/streams/$all/head/forward/2', '/streams/$all/head/backward/0'])(
    'refuses %s',
    async (path) => {
      expect((await get(path)).status).toBe(400);
    },
  );

  test('is not sent again while nothing was added', async () => {
    await append('a');
    const { headers } = await get('/streams/$all');
    const again = { 'If-None-Match': headers.get('ETag') ?? '' };
    expect((await get('/streams/$all', again)).status).toBe(304);
    await append('b');
    expect((await get('/streams/$all', again)).status).toBe(200);
  });
});

describe('a filter', () => {
  test('by regular expression takes what it matches, and its links stay inside it', async () => {
    for (const n of [1, 2, 3, 4, 5, 6]) await append(`s${n}`, n % 2 ? 'odd' : 'even');
    const query = 'context=eventtype&type=regex&data=^o';
    const page = await feed(`/streams/$all/filtered/head/backward/2?${query}`);
    expect(page.titles).toEqual(['0@s5', '0@s3']);
    const next = await feed(page.link('next') ?? '');
    expect(next.titles).toEqual(['0@s1']);
    expect(next.link('next')).toBeUndefined();
    const forwards = await feed(`/streams/$all/filtered/${'0'.repeat(32)}/forward/2?${query}`);
    expect(forwards.titles).toEqual(['0@s3', '0@s1']);
    expect((await feed(forwards.link('previous') ?? '')).titles).toEqual(['0@s5']);
  });

  test('that hits nothing gives an empty page', async () => {
    await append('a');
    expect((await feed('/streams/$all/filtered?context=streamid&type=prefix&data=x,y')).titles).toEqual([]);
  });

  test.each([
    '',
    '?context=eventtype&type=regex&data=(',
    '?context=eventtype&type=prefix',
    `?context=eventtype&type=prefix&data=${'a,'.repeat(3_000)}`,
    `?context=eventtype&type=regex&data=${encodeURIComponent('(?=a)')}`,
  ])('that is none is refused: "%s"', async (query) => {
    expect((await get(`/streams/$all/filtered${query}`)).status).toBe(400);
  });

  const LONG = `${'a'.repeat(20_000)}!`;

  test('that an engine would try for ever is answered, in pages that each are a bounded amount of work', async () => {
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) await append(`s${n}`, n % 4 ? LONG : 'a'.repeat(20));
    const query = `?context=eventtype&type=regex&data=${encodeURIComponent('^((a+)+){9}$')}`;
    const titles: string[] = [];
    let pages = 0;
    for (let address = `/streams/$all/filtered/head/backward/20${query}`; address; pages++) {
      const page = await feed(address);
      titles.push(...page.titles);
      address = page.link('next') ?? '';
    }
    expect(titles).toEqual(['0@s8', '0@s4']);
    expect(pages).toBeGreaterThan(1);
  });

  test('whose work for one event is too much is refused, and names the event', async () => {
    await append('s', LONG);
    const query = `?context=eventtype&type=regex&data=${encodeURIComponent('(a{500})')}`;
    const answer = await get(`/streams/$all/filtered${query}`);
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('too long, at position 0') });
  });
});
