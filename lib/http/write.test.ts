import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { type EventStore, jsonEvent, openEventStore } from '../index.ts';
import { BASE, createTestClient, ID, idOf, listOf, NEW_ID, type TestClient } from './test-client.ts';

let store: EventStore;
let client: TestClient;
let count = 0;

beforeEach(async () => {
  store = await openEventStore({ name: `write-${count++}` });
  client = createTestClient(store);
  return () => store.close();
});

describe('a body that is coded in another way is refused, and nothing is written', () => {
  const json = { 'Content-Type': 'application/json', 'ES-EventType': '$metadata', 'ES-EventId': ID };
  test.each(['gzip', 'GZIP', 'br', 'deflate, identity', 'identity, gzip', ' x-gzip ', 'aes128gcm', 'utf-8'])(
    'as %s',
    async (coding) => {
      await store.appendToStream('there', jsonEvent({ type: 't', data: {} }));
      const head = await store.headPosition();
      for (const [method, path] of [
        ['POST', '/streams/s'],
        ['POST', `/streams/s/incoming/${ID}`],
        ['POST', '/streams/s/metadata'],
        ['POST', '/streams/$ce-x/metadata'],
        ['DELETE', '/streams/there'],
      ] as const) {
        const { status, text, headers } = await client.send(
          method,
          path,
          { ...json, 'Content-Encoding': coding },
          '{"a":1}',
        );
        expect([path, status]).toEqual([path, 415]);
        expect(text).toMatch(/Content-Encoding .*Nothing was written\.$/);
        expect(headers.get('Accept-Encoding')).toBe('identity');
        expect(headers.get('Store-Outcome')).toBe('rejected');
      }
      expect(await store.headPosition()).toBe(head);
    },
  );

  test.each(['identity', 'Identity', '', 'identity, identity', ',', ' '])(
    'but not as "%s"',
    async (coding) => {
      const answer = await client.postJson('/streams/s', '{"a":1}', { 'Content-Encoding': coding });
      expect(answer.status).toBe(201);
      expect((await client.get('/streams/s/0')).text).toBe('{"a":1}');
    },
  );
});

describe('an append', () => {
  test('says what came of it, so that nobody has to guess', async () => {
    const first = await client.postList('/streams/s', listOf(idOf(1), idOf(2)), {
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
    const again = await client.postList('/streams/s', listOf(idOf(1), idOf(2)), {
      'ES-ExpectedVersion': 'nostream',
    });
    expect(again.headers.get('Store-Outcome')).toBe('already_committed');
    expect(again.headers.get('Location')).toBe(first.headers.get('Location'));
  });

  test('that is retried with other data is told so', async () => {
    await client.postJson('/streams/s', '{"a":1}');
    const { status, headers } = await client.postJson('/streams/s', '{"a":2}');
    expect(status).toBe(201);
    expect(headers.get('Store-Data-Differs')).toBe('true');
  });

  test('that conflicts says why, and where its events are', async () => {
    await client.postList('/streams/s', listOf(idOf(1), idOf(2)));
    const partial = await client.postList('/streams/s', listOf(idOf(3), idOf(2)));
    expect(partial).toMatchObject({ status: 400, reason: 'Wrong expected EventNumber' });
    expect(partial.text).toMatch(/^Wrong expected EventNumber\. .*Nothing was written\.$/);
    expect(Object.fromEntries(partial.headers)).toMatchObject({
      'store-outcome': 'conflict',
      'store-reason': 'partial',
      'store-committed-at': '-,1',
      'es-currentversion': '1',
    });
    const ahead = await client.postList('/streams/s', listOf(idOf(4)), { 'Kurrent-ExpectedVersion': '7' });
    expect(ahead.headers.get('Store-Reason')).toBe('ahead');
    const behind = await client.postList('/streams/s', listOf(idOf(4)), { 'ES-ExpectedVersion': '-1' });
    expect(behind.headers.get('Store-Reason')).toBe('behind');
  });

  test('of very many events that conflicts does not list their places in a header nobody could read', async () => {
    await client.postList('/streams/s', listOf(idOf(0)));
    const ids = Array.from({ length: 1001 }, (_, n) => idOf(n));
    const { headers } = await client.postList('/streams/s', listOf(...ids));
    expect(headers.get('Store-Reason')).toBe('partial');
    expect(headers.has('Store-Committed-At')).toBe(false);
  });

  test('without an id is sent to the address of a new one, where it can be repeated', async () => {
    const headers = { 'Content-Type': 'application/json', 'ES-EventType': 'SomeEvent' };
    const redirect = await client.send('POST', '/streams/new%20stream', headers, '{"a":1}');
    expect(redirect).toMatchObject({ status: 307, text: 'Forwarding to idempotent URI' });
    const location = `${BASE}/streams/new%20stream/incoming/${NEW_ID}`;
    expect(redirect.headers.get('Location')).toBe(location);
    for (const outcome of ['committed', 'already_committed']) {
      const posted = await client.send('POST', location.replace(BASE, ''), headers, '{"a":1}');
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
    expect((await client.postJson('/streams/s', '{}', { 'ES-ExpectedVersion': version })).status).toBe(
      status,
    );
  });

  test.each(['-3', '-5', '1.5', 'x', '', '9223372036854775808', '1e3'])(
    'at expected version "%s", which is none, is refused',
    async (version) => {
      const { status, text, headers } = await client.postJson('/streams/s', '{}', {
        'ES-ExpectedVersion': version,
      });
      expect(status).toBe(400);
      expect(text).toMatch(/^ES-ExpectedVersion header in wrong format\./);
      expect(headers.get('Store-Outcome')).toBe('rejected');
    },
  );

  test('looks at the newer family of headers first', async () => {
    const headers = { 'Kurrent-EventType': 'new', 'ES-EventType': 'old' };
    await client.postJson('/streams/s', '{}', headers);
    expect((await store.readEvent('s', 0)).event?.type).toBe('new');
  });

  test('takes an event type in UTF-8 as curl sends it', async () => {
    const type = String.fromCharCode(...new TextEncoder().encode('Grüße'));
    await client.postJson('/streams/s', '{}', { 'ES-EventType': type });
    await client.postJson('/streams/s', '{}', { 'ES-EventType': 'Grüße', 'ES-EventId': idOf(2) });
    expect((await store.readEvent('s', 0)).event?.type).toBe('Grüße');
    expect((await store.readEvent('s', 1)).event?.type).toBe('Grüße');
  });

  test.each([
    ['{"a":', 'Write request body invalid. The body is not valid JSON'],
    ['', 'Write request body invalid. The body is not valid JSON: it is empty'],
    [new Uint8Array([0x22, 0xff, 0x22]), 'Write request body invalid. The body is not valid UTF-8'],
  ])('of %j, which is no JSON, is refused and nothing is written', async (body, sentence) => {
    const headers = { 'Content-Type': 'application/json', 'ES-EventType': 't', 'ES-EventId': ID };
    const { status, text } = await client.send('POST', '/streams/s', headers, body);
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
    expect((await client.postJson('/streams/s', '{}', { 'Content-Type': type })).status).toBe(status);
  });

  test('that curl sends as a form is taken when it is JSON', async () => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect((await client.send('POST', '/streams/s', form, listOf(idOf(1), idOf(2)))).status).toBe(201);
    const one = { ...form, 'ES-EventType': 't', 'ES-EventId': idOf(3) };
    expect((await client.send('POST', '/streams/s', one, '{"a":1}')).status).toBe(201);
    expect(await client.send('POST', '/streams/s', form, 'a=1&b=2')).toMatchObject({
      status: 415,
      reason: 'Invalid or missing Content-Type',
    });
    expect((await store.describeStream('s')).version).toBe(2);
  });

  test('past a limit is refused, and nothing is written', async () => {
    const big = `"${'x'.repeat(4 * 1024 * 1024)}"`;
    const { status, text, headers } = await client.postJson('/streams/s', big);
    expect(status).toBe(413);
    expect(text).toMatch(/^Too large events received\. Limit is 4194304 bytes\. .*Nothing was written\.$/);
    expect(headers.get('Store-Outcome')).toBe('rejected');
    const five = [1, 2, 3, 4, 5].map(
      (n) => `{"eventId":"${idOf(n)}","eventType":"t","data":[${big.slice(0, -9)}"]}`,
    );
    expect((await client.postList('/streams/s', `[${five.join(',')}]`)).status).toBe(413);
    expect(await store.headPosition()).toBe(0);
  });
});
