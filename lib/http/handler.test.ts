import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { jsonEvent } from '../event-data.ts';
import { type EventStore, openEventStore } from '../index.ts';
import { createHandler } from './handler.ts';
import { BASE, createTestClient, ID, type TestClient } from './test-client.ts';

let store: EventStore;
let client: TestClient;
let count = 0;

beforeEach(async () => {
  store = await openEventStore({ name: `handler-${count++}` });
  client = createTestClient(store);
  return () => store.close();
});

describe('every answer', () => {
  test('may be read by any page, and opened as one runs and loads nothing', async () => {
    for (const [method, path] of [
      ['GET', '/streams/none'],
      ['OPTIONS', '/streams/s'],
      ['PUT', '/streams/s'],
    ] as const) {
      const { headers } = await client.send(method, path);
      expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(headers.get('Access-Control-Allow-Headers')).toContain('Kurrent-ExpectedVersion');
      expect(headers.get('Access-Control-Expose-Headers')).toContain('Store-Committed-At');
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Content-Security-Policy')).toBe(
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox",
      );
    }
  });

  test('of bytes is saved and not shown, whatever type they had', async () => {
    const html = { 'Content-Type': 'text/xml', 'ES-EventType': 't', 'ES-EventId': ID };
    await client.send(
      'POST',
      '/streams/s',
      html,
      '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
    );
    const { headers, text } = await client.get('/streams/s/0', 'application/octet-stream');
    expect(headers.get('Content-Type')).toBe('application/octet-stream');
    expect(headers.get('Content-Disposition')).toBe('attachment');
    expect(text).toContain('<script');
    const shown = await client.get('/streams/s/0', 'text/xml');
    expect(shown.text).toContain('<data>&lt;script');
    expect(shown.headers.has('Content-Disposition')).toBe(false);
  });

  test('that quotes what was sent quotes the beginning of it', async () => {
    const { status, text } = await client.send('POST', '/streams/s', { 'Content-Type': 'x'.repeat(100_000) });
    expect(status).toBe(415);
    expect(text.length).toBeLessThan(3_000);
  });

  test('to a body that breaks off says that nothing was written', async () => {
    const headers = { 'Content-Type': 'application/json', 'ES-EventType': 't', 'ES-EventId': ID };
    const request = new Request(`${BASE}/streams/s`, { method: 'POST', headers, body: '{}' });
    vi.spyOn(request, 'arrayBuffer').mockRejectedValue(new TypeError('The connection was reset.'));
    const response = await createHandler(store)(request);
    expect(response?.status).toBe(400);
    expect(await response?.text()).toBe(
      'Write request body invalid. The body could not be read to its end. Nothing was written.',
    );
    expect(await store.headPosition()).toBe(0);
  });

  test('to HEAD has the headers of GET and no body', async () => {
    await client.postJson('/streams/s', '{}');
    const [head, got] = [await client.send('HEAD', '/streams/s'), await client.get('/streams/s', '*/*')];
    expect(head).toMatchObject({ status: 200, text: '' });
    expect([...head.headers]).toEqual([...got.headers]);
  });

  test('to a method that is not there names those that are', async () => {
    const { status, headers } = await client.send('PATCH', '/streams/s/0');
    expect(status).toBe(405);
    expect(headers.get('Allow')).toBe('GET, HEAD, OPTIONS');
  });
});

describe('a store that cannot answer', () => {
  test('is unavailable once it is closed, and says that nothing was written', async () => {
    await store.close();
    expect(await client.get('/streams/s')).toMatchObject({ status: 503 });
    const { status, text, headers } = await client.postJson('/streams/s', '{}');
    expect(status).toBe(503);
    expect(text).toContain('Nothing was written.');
    expect(headers.get('Store-Outcome')).toBe('rejected');
  });

  test('by a mistake of its own shows nothing of it, and leaves open what was written', async () => {
    client = createTestClient({
      ...store,
      appendToStream: () => Promise.reject(new Error('at secret.ts:1')),
    });
    const { status, text, headers } = await client.postJson('/streams/s', '{}');
    expect(status).toBe(500);
    expect(text).not.toContain('secret');
    expect(headers.has('Store-Outcome')).toBe(false);
  });
});

test('an event that was appended in the program is there over HTTP', async () => {
  await store.appendToStream('s', jsonEvent({ type: 'SomeEvent', data: { a: 1 }, metadata: { by: 'me' } }));
  const event = await client.get('/streams/s/0', 'application/vnd.eventstore.event+xml');
  expect(event.text).toContain('<data><a>1</a></data><metadata><by>me</by></metadata></event>');
});
