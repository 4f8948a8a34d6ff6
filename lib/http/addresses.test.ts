import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { type EventStore, openEventStore } from '../index.ts';
import { createHandler } from './handler.ts';
import { BASE, createTestClient, ID, type TestClient } from './test-client.ts';

let store: EventStore;
let client: TestClient;
let count = 0;

beforeEach(async () => {
  store = await openEventStore({ name: `addresses-${count++}` });
  client = createTestClient(store);
  return () => store.close();
});

describe('addresses', () => {
  test('what is not under streams/ is not ours', async () => {
    for (const path of ['/', '/streams', '/index.html', '/my/app/streams/s']) {
      expect(await createHandler(store)(new Request(BASE + path))).toBeUndefined();
    }
  });

  test('under a base path, addresses and links keep it', async () => {
    client = createTestClient(store, { base: '/my/app/' });
    const posted = await client.postJson('/my/app/streams/s', '{}');
    expect(posted.headers.get('Location')).toBe(`${BASE}/my/app/streams/s/0`);
    const feed = JSON.parse((await client.get('/my/app/streams/s')).text);
    expect(feed.links[1].uri).toBe(`${BASE}/my/app/streams/s/head/backward/20`);
    const handle = createHandler(store, { base: '/my/app/' });
    expect(await handle(new Request(`${BASE}/streams/s`))).toBeUndefined();
  });

  test('through a proxy, addresses are those that the client sees', async () => {
    const forwarded = {
      'X-Forwarded-Proto': 'https',
      'X-Forwarded-Host': 'example.org:8443, inner',
      'X-Forwarded-Prefix': '/es"</',
    };
    const { headers } = await client.postJson('/streams/s', '{}', forwarded);
    expect(headers.get('Location')).toBe('https://example.org:8443/es%22%3C/streams/s/0');
  });

  test('the prefix of a proxy names no other host', async () => {
    const description = 'application/vnd.eventstore.streamdesc+json';
    const { text } = await client.get('/streams/s', description, { 'X-Forwarded-Prefix': '//evil.example/' });
    expect(JSON.parse(text)._links.stream.href).toBe('/evil.example/streams/s');
  });

  test.each([
    '😀 ü/ä'.repeat(50),
    'a/b',
    '100%',
    'what?',
    'a#b',
    'a@b',
    '$system',
    '$$meta',
    '..%2f',
    "it's (fine)!*",
    '%zz',
    'tab\tnew\nline\0',
    ' ',
    '+',
    'metadata',
    'incoming',
  ])('stream %j can be written, read and linked to', async (name) => {
    const path = `/streams/${encodeURIComponent(name)}`;
    expect((await client.postJson(path, '{"a":1}')).status).toBe(201);
    const head = await client.get(path);
    expect(JSON.parse(head.text)).toMatchObject({ streamId: name, entries: [{ title: `0@${name}` }] });
    const { id } = JSON.parse(head.text).entries[0];
    expect((await client.get(id.replace(BASE, ''))).text).toBe('{"a":1}');
  });

  test.each(['/streams/%', '/streams/%zz', '/streams/s/%e0%a4', '/streams/%ff/0'])(
    '%s is refused, as it names nothing',
    async (path) => {
      for (const method of ['GET', 'DELETE', 'PUT'])
        expect((await client.send(method, path)).status).toBe(400);
      expect((await client.postJson(path, '{}')).status).toBe(400);
    },
  );

  test('an empty stream name, $$ and $all cannot be written to', async () => {
    const none = ['/streams/', '/streams/$$', '/streams/%24%24', '/streams/$all', '/streams/%24all'];
    for (const path of [...none, '/streams/$$$all', '/streams/%24%24%24all']) {
      expect(await client.postJson(path, '{}')).toMatchObject({ status: 400 });
      expect(await client.send('DELETE', path)).toMatchObject({ status: 400 });
    }
    expect(await store.headPosition()).toBe(0);
  });

  test('the whole log has an empty document for metadata, and takes none', async () => {
    expect(await client.get('/streams/$all/metadata')).toMatchObject({ status: 200, text: '{}' });
    for (const path of ['/streams/$all/metadata', '/streams/$$/metadata', '/streams/$$$all/metadata']) {
      expect(await client.postJson(path, '{}', { 'ES-EventType': '$metadata' })).toMatchObject({
        status: 400,
      });
    }
    for (const path of [
      '/streams/$$$all',
      '/streams/$$$all/0',
      '/streams/$$/0/forward/20',
      '/streams/$$/metadata',
    ]) {
      expect((await client.get(path)).status, path).toBe(400);
    }
    expect(await store.headPosition()).toBe(0);
  });

  test('half of a surrogate pair is refused, in UTF-8 that never was and in a list of events', async () => {
    for (const path of ['/streams/%ED%A0%80', '/streams/a%ED%B0%80b/0', '/streams/%ED%A0%80/metadata']) {
      const { status, text } = await client.get(path);
      expect({ status, text }).toMatchObject({
        status: 400,
        text: expect.stringContaining('no UTF-8') as string,
      });
    }
    expect((await client.postJson('/streams/%ED%A0%80', '{}')).status).toBe(400);
    expect((await client.send('DELETE', '/streams/%ED%A0%80')).status).toBe(400);
    const event = `{"eventId":"${ID}","eventType":"half \\ud800","data":{}}`;
    const { status, text } = await client.postList('/streams/s', `[${event}]`);
    expect(status).toBe(400);
    expect(text).toContain('Event 1: type has half of a surrogate pair');
    expect(await store.headPosition()).toBe(0);
  });

  test.each(['/streams/s/0/1/2/3', '/streams/s/0/sideways/2', '/streams/$all/head'])(
    '%s is not found',
    async (path) => {
      expect(await client.get(path)).toMatchObject({ status: 404, reason: 'Not Found' });
    },
  );

  test('a slash too much is redirected, the query kept', async () => {
    const { status, headers } = await client.get('/streams/s/?embed=body');
    expect(status).toBe(307);
    expect(headers.get('Location')).toBe(`${BASE}/streams/s?embed=body`);
  });
});
