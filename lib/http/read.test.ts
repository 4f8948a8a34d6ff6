import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { deleteEventStore, type EventStore, openEventStore } from '../index.ts';
import { createHandler } from './handler.ts';
import { BASE, createTestClient, ID, idOf, listOf, type TestClient } from './test-client.ts';

let store: EventStore;
let client: TestClient;
let count = 0;

beforeEach(async () => {
  store = await openEventStore({ name: `read-${count++}` });
  client = createTestClient(store);
  return () => store.close();
});

describe('data comes back as it was sent', () => {
  test.each(['{ "n":9007199254740993, "x":1.0,"x":2 }', '17', 'null', 'true', '"text"', '[1,\n2]'])(
    '%s',
    async (data) => {
      await client.postJson('/streams/one', data);
      await client.postList(
        '/streams/list',
        `[{"eventId":"${ID}","eventType":"t","metadata": ${data}, "data":[ ${data} ]}]`,
      );
      expect((await client.get('/streams/one/0')).text).toBe(data);
      expect((await client.get('/streams/list/0')).text).toBe(`[ ${data} ]`);
      const event = (await client.get('/streams/list/0', 'application/vnd.eventstore.event+json')).text;
      expect(event).toContain(`"data": [ ${data} ]`);
      const feed = (await client.get('/streams/one?embed=content', 'application/vnd.eventstore.atom+json'))
        .text;
      expect(feed).toContain(`"data": ${data}`);
      const embedded = JSON.parse((await client.get('/streams/one?embed=body')).text);
      expect(embedded.entries[0].data).toBe(data);
    },
  );

  test('bytes stay bytes', async () => {
    const bytes = new Uint8Array([0, 255, 13, 10, 128]);
    await client.send(
      'POST',
      '/streams/s',
      { 'Content-Type': 'application/octet-stream', 'ES-EventType': 't', 'ES-EventId': ID },
      bytes,
    );
    const request = new Request(`${BASE}/streams/s/0`, { headers: { Accept: 'application/octet-stream' } });
    const response = await createHandler(store)(request);
    expect(new Uint8Array((await response?.arrayBuffer()) ?? [])).toEqual(bytes);
    expect(response?.headers.get('Content-Type')).toBe('application/octet-stream');
  });
});

describe('a read', () => {
  test.each(['x', '-1', '1.5', '+1', '', '9223372036854775808'])(
    'of event "%s" is refused',
    async (number) => {
      const path = number === '' ? '/streams/s/%20' : `/streams/s/${number}`;
      expect(await client.get(path)).toMatchObject({ status: 400 });
    },
  );

  test('far past the end finds nothing, and fails at nothing', async () => {
    await client.postJson('/streams/s', '{}');
    expect((await client.get('/streams/s/9223372036854775807')).status).toBe(404);
    for (const path of ['9223372036854775807/backward/20', '9223372036854775807/forward/4096']) {
      expect(JSON.parse((await client.get(`/streams/s/${path}`)).text)).toMatchObject({ entries: [] });
    }
  });

  test('of the head can be repeated without its body until an event is added', async () => {
    await client.postJson('/streams/s', '{}');
    const first = await client.get('/streams/s');
    const eTag = first.headers.get('ETag') ?? '';
    expect(eTag).toMatch(/^"0;-?\d+"$/);
    const same = await client.get('/streams/s', 'application/json', { 'If-None-Match': `W/${eTag}, "x"` });
    expect(same).toMatchObject({ status: 304, text: '' });
    expect((await client.get('/streams/s', 'text/xml', { 'If-None-Match': eTag })).status).toBe(200);
    await client.send('DELETE', '/streams/s');
    expect((await client.get('/streams/s', 'application/json', { 'If-None-Match': eTag })).status).toBe(404);
  });

  test('of the same numbers of another log is answered whole, and its ETag is another one', async () => {
    const paths = ['/streams/s', '/streams/s/head', '/streams/s/0/forward/5', '/streams/$all'];
    const eTags = async () => {
      await client.postJson('/streams/s', '{}');
      const answers = await Promise.all(paths.map((path) => client.get(path)));
      return answers.map(({ headers }) => headers.get('ETag') ?? '');
    };
    const old = await eTags();
    await deleteEventStore(store.name);
    const current = await eTags();
    for (const [place, path] of paths.entries()) {
      const ofOld = { 'If-None-Match': old[place] ?? '' };
      expect(await client.get(path, 'application/json', ofOld)).toMatchObject({ status: 200 });
      const ofCurrent = { 'If-None-Match': current[place] ?? '' };
      expect(await client.get(path, 'application/json', ofCurrent)).toMatchObject({ status: 304 });
    }
  });

  test('of a page that cannot change may be kept, of one that can may not', async () => {
    await client.postList('/streams/s', listOf(...[1, 2, 3].map(idOf)));
    const cacheOf = async (path: string) => (await client.get(path)).headers.get('Cache-Control');
    const forEver = 'max-age=31536000, private';
    expect(await cacheOf('/streams/s/0/forward/3')).toBe(forEver);
    expect(await cacheOf('/streams/s/2/backward/2')).toBe(forEver);
    expect(await cacheOf('/streams/s/1')).toBe(forEver);
    for (const path of [
      '/streams/s/0/forward/4',
      '/streams/s/3/backward/2',
      '/streams/s/head',
      '/streams/s',
    ]) {
      expect(await cacheOf(path)).toBe('max-age=0, no-cache, must-revalidate');
    }
  });

  test('of a link gives its target, or the link itself when that is asked for', async () => {
    await client.postJson('/streams/s', '{"a":1}');
    const link = { 'Content-Type': 'application/octet-stream', 'ES-EventType': '$>', 'ES-EventId': idOf(1) };
    await client.send('POST', '/streams/links', link, '0@s');
    expect((await client.get('/streams/links/0')).text).toBe('{"a":1}');
    const unresolved = { 'ES-ResolveLinkTos': 'False' };
    expect((await client.get('/streams/links/0', 'application/json', unresolved)).text).toBe('"0@s"');
    const feed = await client.get('/streams/links?embed=rich');
    expect(JSON.parse(feed.text).entries[0]).toMatchObject({
      title: '0@s',
      streamId: 's',
      positionStreamId: 'links',
    });
    expect(
      (await client.get('/streams/links', 'application/json', { 'ES-ResolveLinkTos': 'maybe' })).status,
    ).toBe(400);
  });

  test('of metadata gives what was set last, and an empty document where none was', async () => {
    await client.postJson('/streams/s', '{}');
    expect((await client.get('/streams/s/metadata')).text).toBe('{}');
    expect((await client.get('/streams/s/metadata', 'text/xml')).text).toBe('');
    const metadata = { 'ES-EventType': '$metadata', 'ES-EventId': idOf(7) };
    const set = await client.postJson('/streams/s/metadata', '{"$maxCount": 1}', metadata);
    expect(set.headers.get('Location')).toBe(`${BASE}/streams/%24%24s/0`);
    expect((await client.get('/streams/s/metadata')).text).toBe('{"$maxCount": 1}');
    expect((await client.get('/streams/s/metadata/0')).text).toBe('{"$maxCount": 1}');
    expect(JSON.parse((await client.get('/streams/s/metadata/0/backward/5')).text).entries).toHaveLength(1);
    expect((await client.postJson('/streams/s/metadata', '{}', { 'ES-EventType': 'other' })).status).toBe(
      400,
    );
  });
});
