// However large an input is, the time for it grows with its length and not faster: otherwise none of these would end.
import 'fake-indexeddb/auto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createTestClient, ID, listOf } from '../../lib/http/test-client.ts';
import type { EventStore } from '../../lib/index.ts';
import { withStore } from './stores.ts';

const TIMEOUT_MS = 120_000;
const LIST = { 'Content-Type': 'application/vnd.eventstore.events+json' };
const XML = { 'Content-Type': 'application/vnd.eventstore.events+xml' };

const numbered = (count: number, text: (n: number) => string, between = '') =>
  Array.from({ length: count }, (_, n) => text(n)).join(between);

describe('a request is refused in time', () => {
  test.each([
    ['a tag of 150,000 attributes', XML, `<a ${numbered(150_000, (n) => `a${n}="1"`, ' ')}>`],
    ['a tag of 150,000 attributes that never ends', XML, `<a ${numbered(150_000, (n) => `a${n}="1"`, ' ')}`],
    ['a million tags that are never closed', XML, '<a>'.repeat(1_000_000)],
    ['a million "<"', XML, '<'.repeat(1_000_000)],
    ['300,000 references that are none', XML, `<a>${'&a'.repeat(300_000)}</a>`],
    ['a million spaces in a tag', XML, `<a${' '.repeat(1_000_000)}`],
    ['a million brackets', LIST, '['.repeat(1_000_000)],
    ['300,000 members of one event', LIST, `[{${numbered(300_000, (n) => `"a${n}":1`, ',')}}]`],
    ['a million events without an id', LIST, `[${'{},'.repeat(1_000_000)}{}]`],
    ['a string of a million escapes that never ends', LIST, `["${'\\"'.repeat(1_000_000)}`],
    ['an id of two megabytes', LIST, `[{"eventId":"${'a'.repeat(2_000_000)}"}]`],
  ])('%s', { timeout: TIMEOUT_MS }, (_what, headers, body) =>
    withStore(async (store) => {
      const answer = await createTestClient(store).send('POST', '/streams/s', headers, body);
      expect(answer.status).toBe(400);
      expect(answer.text.length).toBeLessThan(10_000);
      expect(await store.headPosition()).toBe(0);
    }),
  );

  test('an Accept of 20,000 media types', { timeout: TIMEOUT_MS }, () =>
    withStore(async (store) => {
      const accept = numbered(20_000, (n) => `a/b${n};q=0`, ',');
      expect((await createTestClient(store).get('/streams/s', accept)).status).toBe(406);
    }),
  );

  test('a proxy prefix of 200,000 slashes', { timeout: TIMEOUT_MS }, () =>
    withStore(async (store) => {
      const prefix = { 'X-Forwarded-Prefix': `${'/'.repeat(200_000)}x` };
      expect((await createTestClient(store).get('/streams/s', '*/*', prefix)).status).toBe(404);
    }),
  );
});

/** Appends one event with this data, and reads it in every way that writes it anew. */
async function readable(store: EventStore, data: string): Promise<void> {
  const client = createTestClient(store);
  expect((await client.postJson('/streams/s', data)).status).toBe(201);
  const pages = ['pretty', 'tryharder', 'body', 'content'].map((level) => `/streams/s?embed=${level}`);
  for (const path of [...pages, '/streams/s/0']) {
    for (const accept of ['application/vnd.eventstore.atom+json', 'application/atom+xml', 'text/xml']) {
      const answer = await client.get(path, accept);
      expect(answer.status, `${path} as ${accept}`).toBe(200);
      expect(answer.text.length).toBeLessThan(10 * data.length + 2_000_000);
    }
  }
}

describe('an event is read in every format', () => {
  const half = 60_000;
  test.each([
    ['nested 60,000 deep', '['.repeat(half) + ']'.repeat(half)],
    ['nested 20,000 objects deep', `${'{"a":'.repeat(half / 3)}1${'}'.repeat(half / 3)}`],
    ['with a long name for a long array', `{"${'n'.repeat(half)}":[${'1,'.repeat(half)}1]}`],
    ['wide and deep', `${'['.repeat(200)}${'1,'.repeat(half)}1${']'.repeat(200)}`],
    ['of characters that are all escaped', JSON.stringify('<&>"\\\u0000\r'.repeat(half / 5))],
    [
      'of many members with names that no element can have',
      `{${numbered(half / 5, (n) => `"<${n}>":${n}`, ',')}}`,
    ],
  ])('%s', { timeout: TIMEOUT_MS }, (_what, data) => withStore((store) => readable(store, data)));
});

test('metadata with a number of a million digits is kept and read', { timeout: TIMEOUT_MS }, () =>
  withStore(async (store) => {
    const client = createTestClient(store);
    await client.postJson('/streams/s', '{}');
    const headers = { 'ES-EventType': '$metadata' };
    const posted = await client.postJson(
      '/streams/s/metadata',
      `{"$maxAge":${'9'.repeat(1_000_000)}}`,
      headers,
    );
    expect(posted.status).toBe(201);
    expect((await client.get('/streams/s')).status).toBe(200);
  }),
);

test('an append of 5,000 events, and a page that is too long to be one', { timeout: TIMEOUT_MS }, () =>
  withStore(async (store) => {
    const client = createTestClient(store);
    const ids = Array.from(
      { length: 5_000 },
      (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    );
    expect((await client.postList('/streams/s', listOf(...ids))).status).toBe(201);
    // A member with a long name grows eightfold as XML, many times over.
    const data = `{"${'n'.repeat(400)}":[${'1,'.repeat(1_200)}1]}`;
    const many = ids
      .slice(0, 200)
      .map((eventId) => `{"eventId":"${eventId}","eventType":"t","data":${data}}`);
    for (const stream of ['a', 'b']) {
      expect((await client.postList(`/streams/${stream}`, `[${many.join(',')}]`)).status).toBe(201);
    }
    const page = await client.get('/streams/$all/head/backward/400?embed=content', 'application/atom+xml');
    expect(page).toMatchObject({ status: 400, text: expect.stringContaining('ask for fewer events') });
    const one = await client.get('/streams/a/head/backward/1?embed=content', 'application/atom+xml');
    expect(one.status).toBe(200);
  }),
);

describe('a file is read to its first bad line, and no further', () => {
  const event = `{"eventId":"${ID}","eventType":"t","data":1,"stream":"s","eventNumber":0,"created":"2026-01-31T09:30:00Z"}`;
  const zip = (text: string) => new Blob([gzipSync(text)]);
  test.each([
    [
      'a line with 300,000 names',
      new Blob([`{${numbered(300_000, (n) => `"a${n}":1`, ',')},"a299999":1}`]),
      'twice',
    ],
    ['a gzip bomb of one line', zip(' '.repeat(50_000_000)), 'longer than'],
    ['a gzip bomb of empty lines', zip('\n'.repeat(50_000_000)), 'empty lines'],
    ['a gzip bomb of brackets', zip('['.repeat(17_000_000)), 'longer than'],
    [
      'a line with a number of a million digits',
      new Blob([event.replace(':0', `:${'9'.repeat(1_000_000)}`)]),
      'whole number',
    ],
    [
      'a time with a million digits',
      new Blob([event.replace('00Z', `00.${'9'.repeat(1_000_000)}x`)]),
      'is not a time',
    ],
  ])('%s', { timeout: TIMEOUT_MS }, (_what, file, reason) =>
    withStore(async (store) => {
      const { problems, newEvents } = await store.importEvents(file);
      expect(problems).toEqual([{ line: expect.any(Number), reason: expect.stringContaining(reason) }]);
      expect(newEvents).toBe(0);
      expect(await store.headPosition()).toBe(0);
    }),
  );

  test('a gzip bomb of one event over and over writes it once', { timeout: TIMEOUT_MS }, () =>
    withStore(async (store) => {
      const { newEvents, alreadyThere } = await store.importEvents(zip(`${event}\n`.repeat(20_000)));
      expect({ newEvents, alreadyThere }).toEqual({ newEvents: 1, alreadyThere: 19_999 });
    }),
  );
});
