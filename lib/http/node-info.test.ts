import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { openEventStore } from '../index.ts';
import { createHandler } from './handler.ts';
import { BASE, createTestClient, type TestClient } from './test-client.ts';

let client: TestClient;
let handle: ReturnType<typeof createHandler>;
let count = 0;

beforeEach(async () => {
  const store = await openEventStore({ name: `node-info-${count++}` });
  client = createTestClient(store);
  handle = createHandler(store, { base: '/app/' });
  return () => store.close();
});

const PONG = 'Ping request successfully handled';
const XML = `<?xml version="1.0" encoding="utf-8"?><TextMessage xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><Text>${PONG}</Text></TextMessage>`;

describe('/ping', () => {
  test.each([
    [{}, '', 'application/json', `{\n  "text": "${PONG}"\n}`],
    [{ Accept: '*/*' }, '', 'application/json', `{\n  "text": "${PONG}"\n}`],
    [{ Accept: 'text/html, */*;q=0.5' }, '', 'application/json', `{\n  "text": "${PONG}"\n}`],
    [{ Accept: 'text/xml' }, '', 'text/xml', XML],
    [{ Accept: 'application/xml' }, '', 'application/xml', XML],
    [{ Accept: 'text/plain, application/json;q=0.5' }, '', 'text/plain', `Text: ${PONG}`],
    [{ Accept: 'application/json' }, '?format=text', 'text/plain', `Text: ${PONG}`],
    [{ Accept: 'text/plain' }, '?format=xml', 'text/xml', XML],
  ])('with %o and "%s" is answered as %s', async (headers, query, type, text) => {
    const answer = await client.send('GET', `/ping${query}`, headers);
    expect(answer).toMatchObject({ status: 200, reason: 'OK', text });
    expect(answer.headers.get('Content-Type')).toBe(`${type}; charset=utf-8`);
    expect(answer.headers.get('Cache-Control')).toBe('max-age=0, no-cache, must-revalidate');
  });
});

describe('/info', () => {
  test.each([
    ['application/json', 'application/json'],
    ['text/xml', 'text/xml'],
    ['text/plain', 'text/plain'],
    ['*/*', 'application/json'],
  ])('for %s says in JSON what the store is, and calls it %s', async (accept, type) => {
    const { status, headers, text } = await client.get('/info', accept);
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toBe(`${type}; charset=utf-8`);
    expect(JSON.parse(text)).toMatchObject({
      esVersion: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
      state: 'leader',
      projectionsMode: 'System',
      features: { atomPub: true },
      authentication: { type: 'insecure' },
    });
  });
});

describe.each(['/ping', '/info'])('%s', (path) => {
  test('is there to be read only', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const { status, headers } = await client.send(method, path);
      expect(status).toBe(405);
      expect(headers.get('Allow')).toBe('GET, HEAD, OPTIONS');
    }
    const options = await client.send('OPTIONS', path);
    expect(options).toMatchObject({ status: 200, text: '' });
    expect(options.headers.get('Access-Control-Allow-Methods')).toBe('GET, OPTIONS');
    const [head, got] = [await client.send('HEAD', path), await client.get(path)];
    expect(head).toMatchObject({ status: 200, text: '' });
    expect([...head.headers]).toEqual([...got.headers]);
  });

  test('is not to be had in a type that is not offered', async () => {
    for (const [query, accept] of [
      ['', 'text/html'],
      ['', 'application/atom+xml'],
      ['?format=atom', 'application/json'],
    ] as const) {
      expect((await client.get(path + query, accept)).status).toBe(406);
    }
  });

  test('is found below the path of the app, and nothing else there is taken', async () => {
    const ask = (url: string) => handle(new Request(BASE + url));
    expect((await ask(`/app${path}`))?.status).toBe(200);
    for (const other of [
      path,
      `/app${path}/`,
      `/app${path}x`,
      `/app/streams${path.slice(1)}`,
      '/app/',
      '/app/gossip',
    ])
      expect(await ask(other)).toBeUndefined();
  });
});
