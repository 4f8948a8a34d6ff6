// One connection: requests that are sent without waiting for answers, whole addresses as targets, and what is no request.
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localServer } from './local-server.ts';
import { refuseWhatIsNoRequest } from './no-request.ts';
import { createRelay, type Relay } from './relay.ts';

const MAX_BYTES = 20 * 1024 * 1024;

let relay: Relay;
let server: Server;
let port: number;
let sockets: Socket[];

beforeEach(async () => {
  relay = createRelay();
  const serve = localServer(relay, 5_000);
  server = createServer((request, response) =>
    serve(request, response, () => response.end(`not for the store: ${request.url}\n`)),
  );
  refuseWhatIsNoRequest(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port;
  sockets = [];
});

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

interface Offer {
  /** As `POST /streams/s`. */
  readonly asks: string;
  readonly url: string;
  readonly answer: (status: number) => void;
}

/** A tab that is told of requests, and answers each when the test says so; or at once, as the store is then. */
function tab(onOffer: (offer: Offer) => void = ({ answer }) => answer(200)): readonly string[] {
  const asked: string[] = [];
  relay.connect('token', (id) => {
    const taken = relay.take('token', id);
    if (!taken) return;
    const { method, url } = taken.head;
    const asks = `${method} ${new URL(url).pathname}`;
    asked.push(asks);
    const answer = (status: number) =>
      void relay.answer('token', id, {
        head: { status, statusText: '', headers: [] },
        body: new Uint8Array(),
      });
    onOffer({ asks, url, answer });
  });
  return asked;
}

interface Wire {
  readonly socket: Socket;
  /** What came so far. */
  readonly text: () => string;
  readonly statuses: () => readonly number[];
  readonly closed: Promise<void>;
}

function send(text: string | Uint8Array): Wire {
  let got = '';
  const socket = connect(port, '127.0.0.1', () => socket.write(text));
  sockets.push(socket);
  socket.on('data', (part) => {
    got += part;
  });
  socket.on('error', () => {});
  return {
    socket,
    text: () => got,
    statuses: () => [...got.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status)),
    closed: new Promise((resolve) => socket.on('close', () => resolve())),
  };
}

const openConnections = () => new Promise((resolve) => server.getConnections((_, count) => resolve(count)));

const host = () => `127.0.0.1:${port}`;
const ask = (line: string, headers: readonly string[] = [], body = '') =>
  [
    `${line} HTTP/1.1`,
    `Host: ${host()}`,
    ...headers,
    ...(body ? [`Content-Length: ${body.length}`] : []),
    '',
    body,
  ].join('\r\n');
const POST = () => ask('POST /streams/s', [], '{}');
const GET = () => ask('GET /streams/s');

test('a read that is sent right behind writes is asked after they are answered', async () => {
  const answers: (() => void)[] = [];
  const asked = tab(({ asks, answer }) => answers.push(() => answer(asks.startsWith('POST') ? 201 : 200)));
  const wire = send(POST() + POST() + GET() + ask('HEAD /streams/s') + ask('DELETE /streams/s'));
  const order = ['POST', 'POST', 'GET', 'HEAD', 'DELETE'].map((method) => `${method} /streams/s`);
  for (let n = 1; n <= order.length; n++) {
    await expect.poll(() => asked).toEqual(order.slice(0, n));
    answers.at(-1)?.();
    await expect.poll(() => wire.statuses()).toHaveLength(n);
  }
  expect(wire.statuses()).toEqual([201, 201, 200, 200, 200]);
});

test('a connection does not wait for another one', async () => {
  const asked = tab(({ asks, answer }) => asks.startsWith('GET') && answer(200));
  send(POST());
  const other = send(GET());
  await expect.poll(() => other.statuses()).toEqual([200]);
  expect(asked).toContain('POST /streams/s');
});

test('a pipeline longer than what may be under way at once is answered whole', async () => {
  tab();
  const wire = send(GET().repeat(100));
  await expect.poll(() => wire.statuses()).toEqual(Array(100).fill(200));
});

test('a client that goes away leaves undone what was not begun', async () => {
  const answers: (() => void)[] = [];
  const asked = tab(({ answer }) => answers.push(() => answer(201)));
  const wire = send(POST() + POST());
  await expect.poll(() => asked).toHaveLength(1);
  wire.socket.destroy();
  await expect.poll(openConnections).toBe(0);
  const later = send(ask('GET /streams/later'));
  await expect.poll(() => asked).toContain('GET /streams/later');
  for (const answer of answers) answer();
  await expect.poll(() => later.statuses()).toHaveLength(1);
  expect(asked).toEqual(['POST /streams/s', 'GET /streams/later']);
});

test('clients that went away while their requests waited hold no place', async () => {
  let answers: (() => void)[] = [];
  tab(({ answer }) => answers.push(() => answer(200)));
  for (let round = 0; round < 3; round++) {
    const wires = Array.from({ length: 16 }, () => send(POST() + POST()));
    await expect.poll(() => answers).toHaveLength(wires.length);
    for (const { socket } of wires) socket.destroy();
    await expect.poll(openConnections).toBe(0);
    for (const answer of answers) answer();
    answers = [];
  }
  const later = send(GET());
  await expect.poll(() => answers).toHaveLength(1);
  answers[0]?.();
  await expect.poll(() => later.statuses()).toEqual([200]);
});

test('a refusal in the middle comes in its place, and what follows is answered', async () => {
  const asked = tab();
  const foreign = GET().replace(host(), 'evil.example');
  const wire = send(POST() + foreign + ask('TRACE /streams/s') + ask('GET /app') + GET());
  await expect.poll(() => wire.statuses()).toEqual([200, 403, 405, 200, 200]);
  expect(asked).toEqual(['POST /streams/s', 'GET /streams/s']);
});

test('a body that is too large is refused in its place, and ends the connection', async () => {
  const asked = tab();
  const wire = send(POST() + ask('POST /streams/s', [`Content-Length: ${MAX_BYTES + 1}`]));
  await wire.closed;
  expect(wire.statuses()).toEqual([200, 413]);
  expect(asked).toHaveLength(1);
});

test.each(['no HTTP\r\n\r\n', '\u0000\u0001\u0002', 'GET /streams/s HTTP/1.1\r\nbad header\r\n\r\n'])(
  'behind a request, %j is told only after its answer, and ends the connection',
  async (nonsense) => {
    const answers: (() => void)[] = [];
    const asked = tab(({ answer }) => answers.push(() => answer(201)));
    const wire = send(POST() + nonsense);
    await expect.poll(() => asked).toHaveLength(1);
    wire.socket.write('more of it');
    answers[0]?.();
    await wire.closed;
    expect(wire.statuses()).toEqual([201, 400]);
  },
);

test('a body whose chunks are no chunks is refused at once, and reaches no tab', async () => {
  const asked = tab();
  const wire = send(`${ask('POST /streams/s', ['Transfer-Encoding: chunked'])}this is no chunk\r\n`);
  await wire.closed;
  expect(wire.statuses()).toEqual([400]);
  expect(asked).toEqual([]);
});

test('what follows a request that closes the connection is not done, and the request is answered', async () => {
  const answers: (() => void)[] = [];
  const asked = tab(({ answer }) => answers.push(() => answer(201)));
  const wire = send(ask('POST /streams/s', ['Connection: close'], '{}') + POST());
  await expect.poll(() => asked).toHaveLength(1);
  answers[0]?.();
  await wire.closed;
  expect(wire.statuses()[0]).toBe(201);
  expect(asked).toHaveLength(1);
});

test('a client that waits to be told to go on is told so in its turn', async () => {
  const answers: (() => void)[] = [];
  tab(({ answer }) => answers.push(() => answer(201)));
  const wire = send(POST() + ask('POST /streams/s', ['Expect: 100-continue', 'Content-Length: 2']));
  await expect.poll(() => answers).toHaveLength(1);
  expect(wire.statuses()).toEqual([]);
  answers[0]?.();
  await expect.poll(() => wire.statuses()).toEqual([201, 100]);
  wire.socket.write(`{}${GET()}`);
  await expect.poll(() => answers).toHaveLength(2);
  answers[1]?.();
  await expect.poll(() => answers).toHaveLength(3);
  answers[2]?.();
  await expect.poll(() => wire.statuses()).toEqual([201, 100, 201, 201]);
});

test.each([
  (at: string) => `http://${at}/streams/a%2Fb?x=1`,
  (at: string) => `HTTP://${at.replace('127.0.0.1', 'LOCALHOST')}/streams/a%2Fb?x=1`,
])('a target that is a whole address reaches the tab: %#', async (addressOf) => {
  const urls: string[] = [];
  tab(({ url, answer }) => {
    urls.push(url);
    answer(200);
  });
  // The host of the target counts, whatever the header says.
  const wire = send(ask(`GET ${addressOf(host())}`).replace(`Host: ${host()}`, 'Host: evil.example'));
  await expect.poll(() => wire.statuses()).toEqual([200]);
  expect(new URL(urls[0] ?? '').href).toBe(new URL(addressOf(host())).href);
});

test('a target that is a whole address without a path opens the app', async () => {
  const wire = send(ask(`GET http://${host()}`) + ask(`GET http://${host()}?x=1`));
  await expect.poll(() => wire.text()).toMatch(/store: \/\n.*store: \/\?x=1\n/s);
});

test.each([
  'http://evil.example/streams/s',
  'http://127.0.0.1/streams/s',
  'http://127.0.0.1:1/streams/s',
  'http:///streams/s',
  'https://{}/streams/s',
  'ws://{}/streams/s',
  'http://a@{}/streams/s',
  'http://{}.evil.example/streams/s',
])('a target %s of another server is refused, whatever the header Host says', async (target) => {
  const asked = tab();
  const wire = send(ask(`GET ${target.replace('{}', host())}`, ['Connection: close']));
  await wire.closed;
  expect(wire.statuses()).toEqual([expect.toSatisfy((status: number) => status === 403 || status === 400)]);
  expect(asked).toEqual([]);
});

test.each([
  ['TRACE /streams/s', [], ''],
  ['TRACE /streams/s', [], 'with a body'],
  ['TRACE /', ['Upgrade: websocket', 'Connection: Upgrade'], ''],
  ['CONNECT evil.example:443', [], ''],
  ['CONNECT {}', [], ''],
  ['CONNECT {}', ['Upgrade: websocket', 'Connection: Upgrade'], ''],
] as const)('%s gets 405 at once, in its place: %#', async (line, headers, body) => {
  const asked = tab();
  const wire = send(GET() + ask(line.replace('{}', host()), headers, body));
  await expect.poll(() => wire.statuses()).toEqual([200, 405]);
  expect(wire.text()).toMatch(/^Allow: GET, HEAD, POST/m);
  expect(asked).toEqual(['GET /streams/s']);
});

test.each(['TRACE /streams/s', 'CONNECT evil.example:443'])(
  '%s under another name is refused',
  async (line) => {
    const wire = send(ask(line).replace(host(), 'evil.example'));
    await expect.poll(() => wire.statuses()).toEqual([403]);
  },
);
