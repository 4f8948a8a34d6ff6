import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { jsonEvent } from '../event-data.ts';
import { type EventStore, openEventStore } from '../event-store.ts';
import { createHandler } from './handler.ts';

const BASE = 'http://127.0.0.1:2113';
const ID = 'fbf4a1a1-b4a3-4dfe-a01f-ec52c34e16e4';
const NEW_ID = '0a61c093-2fe5-4f9f-8c4e-8589099e917c';

let store: EventStore;
let handle: ReturnType<typeof createHandler>;
let count = 0;

beforeEach(async () => {
  store = await openEventStore({ name: `handler-${count++}` });
  handle = createHandler(store, { newId: () => NEW_ID });
  return () => store.close();
});

async function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string | Uint8Array<ArrayBuffer>,
) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const request = new Request(BASE + path, { method, headers, ...(bytes && { body: bytes }) });
  const response = await handle(request);
  if (!response) throw new Error(`${path} was not taken.`);
  return {
    status: response.status,
    reason: response.statusText,
    headers: response.headers,
    text: await response.text(),
  };
}

const get = (path: string, accept = 'application/json', more: Record<string, string> = {}) =>
  send('GET', path, { Accept: accept, ...more });

const postJson = (path: string, body: string, headers: Record<string, string> = {}) =>
  send(
    'POST',
    path,
    { 'Content-Type': 'application/json', 'ES-EventType': 't', 'ES-EventId': ID, ...headers },
    body,
  );

const postList = (path: string, body: string, headers: Record<string, string> = {}) =>
  send('POST', path, { 'Content-Type': 'application/vnd.eventstore.events+json', ...headers }, body);

const listOf = (...ids: readonly string[]) =>
  JSON.stringify(ids.map((eventId) => ({ eventId, eventType: 't', data: {} })));
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

describe('addresses', () => {
  test('what is not under streams/ is not ours', async () => {
    for (const path of ['/', '/streams', '/index.html', '/my/app/streams/s']) {
      expect(await handle(new Request(BASE + path))).toBeUndefined();
    }
  });

  test('under a base path, addresses and links keep it', async () => {
    handle = createHandler(store, { base: '/my/app/' });
    const posted = await postJson('/my/app/streams/s', '{}');
    expect(posted.headers.get('Location')).toBe(`${BASE}/my/app/streams/s/0`);
    const feed = JSON.parse((await get('/my/app/streams/s')).text);
    expect(feed.links[1].uri).toBe(`${BASE}/my/app/streams/s/head/backward/20`);
    expect(await handle(new Request(`${BASE}/streams/s`))).toBeUndefined();
  });

  test('through a proxy, addresses are those that the client sees', async () => {
    const forwarded = {
      'X-Forwarded-Proto': 'https',
      'X-Forwarded-Host': 'example.org:8443, inner',
      'X-Forwarded-Prefix': '/es"</',
    };
    const { headers } = await postJson('/streams/s', '{}', forwarded);
    expect(headers.get('Location')).toBe('https://example.org:8443/es%22%3C/streams/s/0');
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
    expect((await postJson(path, '{"a":1}')).status).toBe(201);
    const head = await get(path);
    expect(JSON.parse(head.text)).toMatchObject({ streamId: name, entries: [{ title: `0@${name}` }] });
    const { id } = JSON.parse(head.text).entries[0];
    expect((await get(id.replace(BASE, ''))).text).toBe('{"a":1}');
  });

  test.each(['/streams/%', '/streams/%zz', '/streams/s/%e0%a4', '/streams/%ff/0'])(
    '%s is refused, as it names nothing',
    async (path) => {
      for (const method of ['GET', 'DELETE', 'PUT']) expect((await send(method, path)).status).toBe(400);
      expect((await postJson(path, '{}')).status).toBe(400);
    },
  );

  test('an empty stream name, $$ and $all cannot be written to', async () => {
    for (const path of ['/streams/', '/streams/$$', '/streams/%24%24', '/streams/$all', '/streams/%24all']) {
      expect(await postJson(path, '{}')).toMatchObject({ status: 400 });
      expect(await send('DELETE', path)).toMatchObject({ status: 400 });
    }
    expect(await store.headPosition()).toBe(0);
  });

  test.each(['/streams/s/0/1/2/3', '/streams/s/0/sideways/2', '/streams/$all/head'])(
    '%s is not found',
    async (path) => {
      expect(await get(path)).toMatchObject({ status: 404, reason: 'Not Found' });
    },
  );

  test('a slash too much is redirected, the query kept', async () => {
    const { status, headers } = await get('/streams/s/?embed=body');
    expect(status).toBe(307);
    expect(headers.get('Location')).toBe(`${BASE}/streams/s?embed=body`);
  });
});

describe('every answer', () => {
  test('may be read by any page, and is taken for what it says it is', async () => {
    for (const [method, path] of [
      ['GET', '/streams/none'],
      ['OPTIONS', '/streams/s'],
      ['PUT', '/streams/s'],
    ] as const) {
      const { headers } = await send(method, path);
      expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(headers.get('Access-Control-Allow-Headers')).toContain('Kurrent-ExpectedVersion');
      expect(headers.get('Access-Control-Expose-Headers')).toContain('Store-Committed-At');
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    }
  });

  test('to HEAD has the headers of GET and no body', async () => {
    await postJson('/streams/s', '{}');
    const [head, got] = [await send('HEAD', '/streams/s'), await get('/streams/s', '*/*')];
    expect(head).toMatchObject({ status: 200, text: '' });
    expect([...head.headers]).toEqual([...got.headers]);
  });

  test('to a method that is not there names those that are', async () => {
    const { status, headers } = await send('PATCH', '/streams/s/0');
    expect(status).toBe(405);
    expect(headers.get('Allow')).toBe('GET, HEAD, OPTIONS');
  });
});

describe('an append', () => {
  test('says what came of it, so that nobody has to guess', async () => {
    const first = await postList('/streams/s', listOf(idOf(1), idOf(2)), {
      'ES-ExpectedVersion': 'NoStream',
    });
    expect(first).toMatchObject({ status: 201, reason: 'Created', text: '' });
    expect(Object.fromEntries(first.headers)).toMatchObject({
      location: `${BASE}/streams/s/0`,
      'store-outcome': 'committed',
      'store-events': '0-1',
      'store-position': '1',
      'store-guarantee': 'full',
    });
    expect(first.headers.has('Store-Data-Differs')).toBe(false);
    const again = await postList('/streams/s', listOf(idOf(1), idOf(2)), {
      'ES-ExpectedVersion': 'nostream',
    });
    expect(again.headers.get('Store-Outcome')).toBe('already_committed');
    expect(again.headers.get('Location')).toBe(first.headers.get('Location'));
  });

  test('that is retried with other data is told so', async () => {
    await postJson('/streams/s', '{"a":1}');
    const { status, headers } = await postJson('/streams/s', '{"a":2}');
    expect(status).toBe(201);
    expect(headers.get('Store-Data-Differs')).toBe('true');
  });

  test('that conflicts says why, and where its events are', async () => {
    await postList('/streams/s', listOf(idOf(1), idOf(2)));
    const partial = await postList('/streams/s', listOf(idOf(3), idOf(2)));
    expect(partial).toMatchObject({ status: 400, reason: 'Wrong expected EventNumber' });
    expect(partial.text).toMatch(/^Wrong expected EventNumber\. .*Nothing was written\.$/);
    expect(Object.fromEntries(partial.headers)).toMatchObject({
      'store-outcome': 'conflict',
      'store-reason': 'partial',
      'store-committed-at': '-,1',
      'es-currentversion': '1',
    });
    const ahead = await postList('/streams/s', listOf(idOf(4)), { 'Kurrent-ExpectedVersion': '7' });
    expect(ahead.headers.get('Store-Reason')).toBe('ahead');
    const behind = await postList('/streams/s', listOf(idOf(4)), { 'ES-ExpectedVersion': '-1' });
    expect(behind.headers.get('Store-Reason')).toBe('behind');
  });

  test('without an id is sent to the address of a new one, where it can be repeated', async () => {
    const headers = { 'Content-Type': 'application/json', 'ES-EventType': 'SomeEvent' };
    const redirect = await send('POST', '/streams/new%20stream', headers, '{"a":1}');
    expect(redirect).toMatchObject({ status: 307, text: 'Forwarding to idempotent URI' });
    const location = `${BASE}/streams/new%20stream/incoming/${NEW_ID}`;
    expect(redirect.headers.get('Location')).toBe(location);
    for (const outcome of ['committed', 'already_committed']) {
      const posted = await send('POST', location.replace(BASE, ''), headers, '{"a":1}');
      expect(posted.headers.get('Store-Outcome')).toBe(outcome);
    }
  });

  test.each([
    ['Any', 201],
    ['-2', 201],
    ['streamEXISTS', 400],
    ['-4', 400],
    ['EmptyStream', 400],
    ['0', 400],
    ['9223372036854775807', 400],
  ])('at expected version %s of a new stream is answered %d', async (version, status) => {
    expect((await postJson('/streams/s', '{}', { 'ES-ExpectedVersion': version })).status).toBe(status);
  });

  test.each(['-3', '-5', '1.5', 'x', '', '9223372036854775808', '1e3'])(
    'at expected version "%s", which is none, is refused',
    async (version) => {
      const { status, text, headers } = await postJson('/streams/s', '{}', { 'ES-ExpectedVersion': version });
      expect(status).toBe(400);
      expect(text).toMatch(/^ES-ExpectedVersion header in wrong format\./);
      expect(headers.get('Store-Outcome')).toBe('rejected');
    },
  );

  test('looks at the newer family of headers first', async () => {
    const headers = { 'Kurrent-EventType': 'new', 'ES-EventType': 'old' };
    await postJson('/streams/s', '{}', headers);
    expect((await store.readEvent('s', 0)).event?.type).toBe('new');
  });

  test('takes an event type in UTF-8 as curl sends it', async () => {
    const type = String.fromCharCode(...new TextEncoder().encode('Grüße'));
    await postJson('/streams/s', '{}', { 'ES-EventType': type });
    await postJson('/streams/s', '{}', { 'ES-EventType': 'Grüße', 'ES-EventId': idOf(2) });
    expect((await store.readEvent('s', 0)).event?.type).toBe('Grüße');
    expect((await store.readEvent('s', 1)).event?.type).toBe('Grüße');
  });

  test.each([
    ['{"a":', 'Write request body invalid. The body is not valid JSON'],
    ['', 'Write request body invalid. The body is not valid JSON: it is empty'],
    [new Uint8Array([0x22, 0xff, 0x22]), 'Write request body invalid. The body is not valid UTF-8'],
  ])('of %j, which is no JSON, is refused and nothing is written', async (body, sentence) => {
    const headers = { 'Content-Type': 'application/json', 'ES-EventType': 't', 'ES-EventId': ID };
    const { status, text } = await send('POST', '/streams/s', headers, body);
    expect(status).toBe(400);
    expect(text).toContain(sentence);
    expect(text).toContain('Nothing was written.');
    expect(await store.headPosition()).toBe(0);
  });

  test.each([
    ['text/plain', 415],
    ['application/json; charset=latin1', 415],
    ['application/json; charset=UTF-8', 201],
    ['Application/JSON', 201],
    ['application/octet-stream', 201],
  ])('with Content-Type %s is answered %d', async (type, status) => {
    expect((await postJson('/streams/s', '{}', { 'Content-Type': type })).status).toBe(status);
  });

  test('that curl sends as a form is taken when it is JSON', async () => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect((await send('POST', '/streams/s', form, listOf(idOf(1), idOf(2)))).status).toBe(201);
    const one = { ...form, 'ES-EventType': 't', 'ES-EventId': idOf(3) };
    expect((await send('POST', '/streams/s', one, '{"a":1}')).status).toBe(201);
    expect(await send('POST', '/streams/s', form, 'a=1&b=2')).toMatchObject({
      status: 415,
      reason: 'Invalid or missing Content-Type',
    });
    expect((await store.describeStream('s')).version).toBe(2);
  });

  test('past a limit is refused, and nothing is written', async () => {
    const big = `"${'x'.repeat(4 * 1024 * 1024)}"`;
    const { status, text, headers } = await postJson('/streams/s', big);
    expect(status).toBe(413);
    expect(text).toMatch(/^Too large events received\. Limit is 4194304 bytes\. .*Nothing was written\.$/);
    expect(headers.get('Store-Outcome')).toBe('rejected');
    const five = [1, 2, 3, 4, 5].map(
      (n) => `{"eventId":"${idOf(n)}","eventType":"t","data":[${big.slice(0, -9)}"]}`,
    );
    expect((await postList('/streams/s', `[${five.join(',')}]`)).status).toBe(413);
    expect(await store.headPosition()).toBe(0);
  });
});

describe('data comes back as it was sent', () => {
  test.each(['{ "n":9007199254740993, "x":1.0,"x":2 }', '17', 'null', 'true', '"text"', '[1,\n2]'])(
    '%s',
    async (data) => {
      await postJson('/streams/one', data);
      await postList(
        '/streams/list',
        `[{"eventId":"${ID}","eventType":"t","metadata": ${data}, "data":[ ${data} ]}]`,
      );
      expect((await get('/streams/one/0')).text).toBe(data);
      expect((await get('/streams/list/0')).text).toBe(`[ ${data} ]`);
      const event = (await get('/streams/list/0', 'application/vnd.eventstore.event+json')).text;
      expect(event).toContain(`"data": [ ${data} ]`);
      const feed = (await get('/streams/one?embed=content', 'application/vnd.eventstore.atom+json')).text;
      expect(feed).toContain(`"data": ${data}`);
      const embedded = JSON.parse((await get('/streams/one?embed=body')).text);
      expect(embedded.entries[0].data).toBe(data);
    },
  );

  test('bytes stay bytes', async () => {
    const bytes = new Uint8Array([0, 255, 13, 10, 128]);
    await send(
      'POST',
      '/streams/s',
      { 'Content-Type': 'application/octet-stream', 'ES-EventType': 't', 'ES-EventId': ID },
      bytes,
    );
    const request = new Request(`${BASE}/streams/s/0`, { headers: { Accept: 'application/octet-stream' } });
    const response = await handle(request);
    expect(new Uint8Array((await response?.arrayBuffer()) ?? [])).toEqual(bytes);
    expect(response?.headers.get('Content-Type')).toBe('application/octet-stream');
  });
});

describe('a read', () => {
  test.each(['x', '-1', '1.5', '+1', '', '9223372036854775808'])(
    'of event "%s" is refused',
    async (number) => {
      const path = number === '' ? '/streams/s/%20' : `/streams/s/${number}`;
      expect(await get(path)).toMatchObject({ status: 400 });
    },
  );

  test('far past the end finds nothing, and fails at nothing', async () => {
    await postJson('/streams/s', '{}');
    expect((await get('/streams/s/9223372036854775807')).status).toBe(404);
    for (const path of ['9223372036854775807/backward/20', '9223372036854775807/forward/4096']) {
      expect(JSON.parse((await get(`/streams/s/${path}`)).text)).toMatchObject({ entries: [] });
    }
  });

  test('of the head can be repeated without its body until an event is added', async () => {
    await postJson('/streams/s', '{}');
    const first = await get('/streams/s');
    const eTag = first.headers.get('ETag') ?? '';
    expect(eTag).toMatch(/^"0;-?\d+"$/);
    const same = await get('/streams/s', 'application/json', { 'If-None-Match': `W/${eTag}, "x"` });
    expect(same).toMatchObject({ status: 304, text: '' });
    expect((await get('/streams/s', 'text/xml', { 'If-None-Match': eTag })).status).toBe(200);
    await send('DELETE', '/streams/s');
    expect((await get('/streams/s', 'application/json', { 'If-None-Match': eTag })).status).toBe(404);
  });

  test('of a page that cannot change may be kept, of one that can may not', async () => {
    await postList('/streams/s', listOf(...[1, 2, 3].map(idOf)));
    const cacheOf = async (path: string) => (await get(path)).headers.get('Cache-Control');
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
    await postJson('/streams/s', '{"a":1}');
    const link = { 'Content-Type': 'application/octet-stream', 'ES-EventType': '$>', 'ES-EventId': idOf(1) };
    await send('POST', '/streams/links', link, '0@s');
    expect((await get('/streams/links/0')).text).toBe('{"a":1}');
    const unresolved = { 'ES-ResolveLinkTos': 'False' };
    expect((await get('/streams/links/0', 'application/json', unresolved)).text).toBe('"0@s"');
    const feed = await get('/streams/links?embed=rich');
    expect(JSON.parse(feed.text).entries[0]).toMatchObject({
      title: '0@s',
      streamId: 's',
      positionStreamId: 'links',
    });
    expect((await get('/streams/links', 'application/json', { 'ES-ResolveLinkTos': 'maybe' })).status).toBe(
      400,
    );
  });

  test('of metadata gives what was set last, and an empty document where none was', async () => {
    await postJson('/streams/s', '{}');
    expect((await get('/streams/s/metadata')).text).toBe('{}');
    expect((await get('/streams/s/metadata', 'text/xml')).text).toBe('');
    const metadata = { 'ES-EventType': '$metadata', 'ES-EventId': idOf(7) };
    const set = await postJson('/streams/s/metadata', '{"$maxCount": 1}', metadata);
    expect(set.headers.get('Location')).toBe(`${BASE}/streams/%24%24s/0`);
    expect((await get('/streams/s/metadata')).text).toBe('{"$maxCount": 1}');
    expect((await get('/streams/s/metadata/0')).text).toBe('{"$maxCount": 1}');
    expect(JSON.parse((await get('/streams/s/metadata/0/backward/5')).text).entries).toHaveLength(1);
    expect((await postJson('/streams/s/metadata', '{}', { 'ES-EventType': 'other' })).status).toBe(400);
  });
});

describe('a store that cannot answer', () => {
  test('is unavailable once it is closed, and says that nothing was written', async () => {
    await store.close();
    expect(await get('/streams/s')).toMatchObject({ status: 503 });
    const { status, text, headers } = await postJson('/streams/s', '{}');
    expect(status).toBe(503);
    expect(text).toContain('Nothing was written.');
    expect(headers.get('Store-Outcome')).toBe('rejected');
  });

  test('by a mistake of its own shows nothing of it, and leaves open what was written', async () => {
    handle = createHandler({ ...store, appendToStream: () => Promise.reject(new Error('at secret.ts:1')) });
    const { status, text, headers } = await postJson('/streams/s', '{}');
    expect(status).toBe(500);
    expect(text).not.toContain('secret');
    expect(headers.has('Store-Outcome')).toBe(false);
  });
});

test('an event that was appended in the program is there over HTTP', async () => {
  await store.appendToStream('s', jsonEvent({ type: 'SomeEvent', data: { a: 1 }, metadata: { by: 'me' } }));
  const event = await get('/streams/s/0', 'application/vnd.eventstore.event+xml');
  expect(event.text).toContain('<data><a>1</a></data><metadata><by>me</by></metadata></event>');
});
