import { request as ask, createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localServer } from './local-server.ts';
import { refuseWhatIsNoRequest } from './no-request.ts';
import { createRelay, LIMITS, type Limits, type Relay } from './relay.ts';
import type { AnswerHead, Envelope, RequestHead } from './wire.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

const BODY_MS = 50;

let relay: Relay;
let port: number;
let stop: () => void;

beforeEach(() => start({ tabMs: 0, takeMs: 50, answerMs: 50 }));
afterEach(() => stop());

async function start(limits: Limits): Promise<void> {
  relay = createRelay(limits);
  const serve = localServer(relay, BODY_MS);
  const server = createServer((request, response) =>
    serve(request, response, () => response.writeHead(404).end('not for the store')),
  );
  refuseWhatIsNoRequest(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port;
  stop = () => void server.close();
}

interface Reply {
  readonly status: number | undefined;
  readonly reason: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawNames: readonly string[];
  readonly body: string;
}

/** Sends exactly these headers, as `fetch` would not. */
function send(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = new Uint8Array(),
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = ask({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const { statusCode: status, statusMessage: reason } = response;
        const rawNames = response.rawHeaders.filter((_, at) => at % 2 === 0);
        const body = Buffer.concat(parts).toString();
        resolve({ status, reason, headers: response.headers, rawNames, body });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Sends these bytes, which may be no whole request, and waits for what the server says before it hangs up. */
function answerTo(head: readonly string[], body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(`${head.join('\r\n')}\r\n\r\n${body}`));
    socket.on('data', (part: Buffer) => parts.push(part));
    socket.on('close', () => resolve(Buffer.concat(parts).toString()));
    socket.on('error', reject);
  });
}

/** A tab that answers everything with `answer`, and the requests that it got. */
function tabThatAnswers(head: AnswerHead, body = '') {
  const got: Envelope<RequestHead>[] = [];
  relay.connect('token', (id) => {
    const taken = relay.take('token', id);
    if (taken) got.push(taken);
    relay.answer('token', id, { head, body: bytes(body) });
  });
  return got;
}

test('a request reaches the tab as it was sent, under the host that the client used', async () => {
  const got = tabThatAnswers({ status: 200, statusText: 'OK', headers: [] });
  const body = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  await send('POST', '/streams/a%2Fb?x=1', { host: `localhost:${port}`, 'ES-EventType': 'T' }, body);
  expect(got).toHaveLength(1);
  expect(got[0]?.head.url).toBe(`http://localhost:${port}/streams/a%2Fb?x=1`);
  expect(got[0]?.head.headers).toContainEqual(['ES-EventType', 'T']);
  expect(got[0]?.body).toEqual(body);
});

test.each(['/ping', '/info?format=json'])('%s is for the tab, too, whoever asks', async (path) => {
  const got = tabThatAnswers({ status: 200, statusText: 'OK', headers: [] }, 'here');
  for (const method of ['GET', 'POST', 'OPTIONS'])
    expect(await send(method, path)).toMatchObject({ status: 200, body: 'here' });
  // Opened in a browser it shows its answer: no screen exists for it.
  expect(await send('GET', path, { accept: 'text/html' })).toMatchObject({ status: 200, body: 'here' });
  expect(got.map(({ head }) => head.method)).toEqual(['GET', 'POST', 'OPTIONS', 'GET']);
  for (const other of ['/ping/', '/pings', '/info.txt', '/'])
    expect(await send('GET', other)).toMatchObject({ status: 404, body: 'not for the store' });
});

test('status, reason, headers and body come back as the store gave them', async () => {
  const headers = [['location', 'http://127.0.0.1/streams/s/0']] as const;
  tabThatAnswers({ status: 400, statusText: 'Wrong expected EventNumber', headers }, 'Gr\u00fc\u00dfe');
  const reply = await send('POST', '/streams/s');
  expect(reply).toMatchObject({ status: 400, reason: 'Wrong expected EventNumber', body: 'Gr\u00fc\u00dfe' });
  expect(reply.headers).toMatchObject({ location: headers[0][1], 'content-length': '7' });
});

test('headers are spelled as the documents spell them', async () => {
  const names = ['location', 'etag', 'es-currentversion', 'access-control-allow-origin'];
  tabThatAnswers({ status: 200, statusText: 'OK', headers: names.map((name) => [name, '1'] as const) });
  const { rawNames } = await send('GET', '/streams/s');
  expect(rawNames.slice(0, 4)).toEqual([
    'Location',
    'ETag',
    'ES-CurrentVersion',
    'Access-Control-Allow-Origin',
  ]);
});

test.each([
  ['HEAD', 200],
  ['GET', 204],
  ['GET', 304],
])('the answer to %s with status %i has no body', async (method, status) => {
  tabThatAnswers({ status, statusText: '', headers: [] });
  const reply = await send(method, '/streams/s');
  expect(reply).toMatchObject({ status, body: '' });
  expect(reply.headers['transfer-encoding']).toBeUndefined();
});

test('without a tab the answer is 503 and one line that says what to open', async () => {
  const reply = await send('GET', '/streams/s');
  expect(reply.status).toBe(503);
  expect(reply.body).toMatch(new RegExp(`^Open http://127\\.0\\.0\\.1:${port} .*\\n$`));
});

test('a tab that takes a request and does not answer leaves 504, and that a retry is safe', async () => {
  relay.connect('token', (id) => void relay.take('token', id));
  const reply = await send('POST', '/streams/s');
  expect(reply.status).toBe(504);
  expect(reply.body).toContain('Retry with the same event id');
});

test('a body over the limit is refused and reaches no tab', async () => {
  const got = tabThatAnswers({ status: 201, statusText: 'Created', headers: [] });
  const reply = await send('POST', '/streams/s', {}, new Uint8Array(20 * 1024 * 1024 + 1));
  expect(reply).toMatchObject({ status: 413, body: expect.stringContaining('Nothing was written') });
  expect(got).toEqual([]);
});

test('a body that says it is over the limit is refused before it is sent', async () => {
  const got = tabThatAnswers({ status: 201, statusText: 'Created', headers: [] });
  const head = ['POST /streams/s HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Content-Length: 9007199254740993'];
  expect(await answerTo(head, '[')).toMatch(/^HTTP\/1\.1 413 /);
  expect(got).toEqual([]);
});

test('a body that stops on the way is not waited for, and reaches no tab', async () => {
  const got = tabThatAnswers({ status: 201, statusText: 'Created', headers: [] });
  const head = ['POST /streams/s HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Content-Length: 2'];
  const answer = await answerTo(head, '[');
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(answer).toContain('Nothing was written');
  expect(got).toEqual([]);
});

test('tabs that sleep are told apart from no tab at all', async () => {
  relay.connect('token', () => {});
  const reply = await send('POST', '/streams/s');
  expect(reply).toMatchObject({ status: 503, body: expect.stringContaining('No tab took the request') });
  expect(reply.body).toContain('Nothing was written');
});

test('past 32 requests at once the next one is told to try again, and the others are answered', async () => {
  stop();
  await start(LIMITS);
  let goOn = () => {};
  const isRefused = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  relay.connect('token', (id) => {
    void isRefused.then(() => {
      relay.take('token', id);
      relay.answer('token', id, { head: { status: 200, statusText: 'OK', headers: [] }, body: bytes('') });
    });
  });
  const all = Array.from({ length: 33 }, () => send('GET', '/streams/s'));
  expect(await Promise.race(all)).toMatchObject({
    status: 503,
    body: expect.stringMatching(/^Too many requests at once\. Nothing was written/),
  });
  goOn();
  const replies = await Promise.all(all);
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(32);
});

test.each([
  [{ host: 'evil.example' }],
  [{ origin: 'http://evil.example' }],
  [{ 'sec-fetch-site': 'cross-site' }],
])('a request with %o is refused and reaches no tab', async (headers) => {
  const got = tabThatAnswers({ status: 200, statusText: 'OK', headers: [] });
  expect((await send('GET', '/streams/s', headers)).status).toBe(403);
  expect(got).toEqual([]);
});

test('a program other than the app cannot take requests, and a page cannot without the token', async () => {
  const page = { 'sec-fetch-site': 'same-origin' };
  expect((await send('GET', '/local-server/tab')).status).toBe(403);
  expect(
    (await send('POST', '/local-server/take', { ...page, 'tab-token': 'guess', 'request-id': '1' })).status,
  ).toBe(410);
});

test('a browser that opens a stream, and what is no stream, are left to the next handler', async () => {
  const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  expect((await send('GET', '/streams/s', { accept })).body).toBe('not for the store');
  expect((await send('GET', '/streamsnot')).body).toBe('not for the store');
});

test('a link of another site opens the app at a stream, and reaches no tab', async () => {
  const got = tabThatAnswers({ status: 200, statusText: 'OK', headers: [] });
  const link = { accept: 'text/html', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
  expect((await send('GET', '/streams/s', link)).body).toBe('not for the store');
  expect((await send('GET', '/streams/s?format=json', link)).status).toBe(403);
  expect((await send('GET', '/streams/s', { ...link, 'sec-fetch-mode': 'no-cors' })).status).toBe(403);
  expect(got).toEqual([]);
});

test('a browser at another name of this machine is sent to the one whose store all tabs share', async () => {
  const reply = await send('GET', '/?x=1', { host: `localhost:${port}`, 'sec-fetch-mode': 'navigate' });
  expect(reply).toMatchObject({ status: 302, headers: { location: `http://127.0.0.1:${port}/?x=1` } });
});
