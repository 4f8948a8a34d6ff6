// One connection to the bridge of npm start: order, whole addresses as targets, and methods that no page can be asked with.
import { connect, type Socket } from 'node:net';
import { expect, test } from './fixtures.ts';
import { openListening } from './sample.ts';

const sockets: Socket[] = [];

test.afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

/** Sends this, and gives the statuses of what was answered so far. */
function send(site: string, text: string): () => readonly number[] {
  let got = '';
  const { port, hostname } = new URL(site);
  const socket = connect(Number(port), hostname, () => socket.write(text));
  sockets.push(socket);
  socket.on('data', (part) => {
    got += part;
  });
  return () => [...got.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));
}

const ask = (site: string, line: string, headers: readonly string[] = [], body = '') =>
  [
    `${line} HTTP/1.1`,
    `Host: ${new URL(site).host}`,
    'Accept: application/json',
    ...headers,
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');

const post = (site: string, stream: string, expected: number) =>
  ask(
    site,
    `POST /streams/${stream}`,
    [
      'Content-Type: application/json',
      'ES-EventType: T',
      `ES-EventId: ${crypto.randomUUID()}`,
      `ES-ExpectedVersion: ${expected}`,
    ],
    '{}',
  );

test('what is sent over one connection takes effect in its order', async ({ page, localServer: { url } }) => {
  await openListening(page, '#/streams');
  const writes = Array.from({ length: 20 }, (_, n) => post(url, 'piped', n - 1));
  const reads = Array.from({ length: 20 }, (_, n) => ask(url, `GET /streams/piped/${n}`));
  const all = writes.flatMap((write, n) => [write, reads[n] ?? '']).join('');
  const statuses = send(url, all + ask(url, 'DELETE /streams/piped') + ask(url, 'GET /streams/piped'));
  await expect.poll(statuses).toEqual([...writes.flatMap(() => [201, 200]), 204, 404]);
});

test('a whole address is taken as a target, by the store and by the app', async ({
  page,
  localServer: { url },
}) => {
  await openListening(page, '#/streams');
  const targets = [
    ask(url, `GET ${url}/streams/whole/0`),
    ask(url, `GET ${url}/icon.svg`),
    ask(url, `GET ${url}`).replace('application/json', 'text/html'),
  ];
  const foreign = ask(url, 'GET http://evil.test/streams/whole');
  const statuses = send(url, [post(url, 'whole', -1), ...targets, foreign].join(''));
  await expect.poll(statuses).toEqual([201, 200, 200, 200, 403]);
});

for (const line of ['TRACE /streams/s', 'TRACE /', 'TRACE /no-such-file', 'CONNECT evil.test:443'])
  test(`${line} gets 405 at once`, async ({ page, localServer: { url } }) => {
    await openListening(page, '#/streams');
    await expect.poll(send(url, ask(url, line))).toEqual([405]);
    await expect.poll(send(url, ask(url, line, [], 'with a body'))).toEqual([405]);
    const upgrade = ['Connection: Upgrade', 'Upgrade: websocket'];
    await expect.poll(send(url, ask(url, line, upgrade))).toEqual([405]);
  });

test('what is no HTTP is refused behind the answers that are due', async ({ page, localServer: { url } }) => {
  await openListening(page, '#/streams');
  await expect.poll(send(url, `${post(url, 'torn', -1)}no HTTP\r\n\r\n`)).toEqual([201, 400]);
});
