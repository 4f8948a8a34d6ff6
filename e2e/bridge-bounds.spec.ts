// The bridge of npm start has bounds, and says which one was met and whether anything was written.
import { writeFile } from 'node:fs/promises';
import { postOf, test } from './bridge/owner.ts';
import { expect } from './fixtures.ts';

const ID = '7d0c6a1e-64a4-4c1c-9b3b-0a1de4a3a001';

for (const header of [
  'Host: evil.test',
  'Host: 127.0.0.1',
  'Host: localhost:1',
  'Origin: null',
  'Origin: https://127.0.0.1',
  'Sec-Fetch-Site: cross-site',
  'Sec-Fetch-Site: same-site',
]) {
  test(`whoever says "${header}" is refused`, async ({ owner, terminal, localServer: { url } }) => {
    for (const args of [postOf({}, ID), ['-X', 'DELETE'], []]) {
      const reply = await terminal('-H', header, ...args, `${url}/streams/secret`);
      expect(reply.status).toBe(403);
    }
    await owner.expectNothingWritten();
  });
}

test('a program that is no page of the app cannot act as its tab', async ({
  owner,
  terminal,
  localServer,
}) => {
  for (const [method, path] of [
    ['GET', 'tab'],
    ['POST', 'take'],
    ['POST', 'answer'],
  ] as const) {
    const reply = await terminal(
      '-X',
      method,
      '-H',
      'Tab-Token: x',
      `${localServer.url}/local-server/${path}`,
    );
    expect(reply).toMatchObject({ status: 403, text: expect.stringContaining('Only a page of this app') });
  }
  await owner.expectNothingWritten();
});

test('a body past 20 MiB is refused, whether it says its length or not', async ({
  owner,
  terminal,
  localServer: { url },
}, info) => {
  await writeFile(info.outputPath('huge'), new Uint8Array(20 * 1024 * 1024 + 1));
  const huge = ['--data-binary', '@huge'];
  const saying = ['-H', 'Content-Length: 999999999999', '-d', '[]'];
  for (const body of [huge, ['-H', 'Transfer-Encoding: chunked', ...huge], saying]) {
    const reply = await terminal('-H', 'Expect:', ...body, `${url}/streams/forged`);
    expect(reply).toMatchObject({ status: 413, text: expect.stringContaining('Nothing was written.') });
  }
  await owner.expectNothingWritten();
});

test('an address or a header of absurd length is refused', async ({
  owner,
  terminal,
  localServer: { url },
}) => {
  const long = 'a'.repeat(100_000);
  expect((await terminal(`${url}/streams/${long}`)).status).toBe(431);
  expect((await terminal('-H', `X-Long: ${long}`, `${url}/streams/secret`)).status).toBe(431);
  await owner.expectNothingWritten();
});

test('of a hundred requests at once each is written or told to try again, and then it is written', async ({
  owner: _,
  localServer: { url },
}) => {
  const numbers = Array.from({ length: 100 }, (_, number) => number);
  const post = async (number: number): Promise<number> => {
    const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
    const headers = { 'Content-Type': 'application/json', 'ES-EventType': 'Asked', 'ES-EventId': id };
    const reply = await fetch(`${url}/streams/asked`, { method: 'POST', headers, body: '{}' });
    if (reply.status !== 201)
      expect(await reply.text()).toBe('Too many requests at once. Nothing was written; try again.\n');
    return reply.status;
  };
  let left: readonly number[] = numbers;
  await expect(async () => {
    const statuses = await Promise.all(left.map(post));
    left = left.filter((_, at) => statuses[at] !== 201);
    expect(left).toEqual([]);
  }).toPass();
  const feed = await fetch(`${url}/streams/asked?format=json`);
  expect((await feed.json()).eTag).toMatch(/^99;/);
});

test('a tab that takes a request and keeps silent leaves 504 after ten seconds, and a retry is safe', async ({
  owner: { tab },
  terminal,
  localServer: { url },
}) => {
  await tab.route('**/local-server/answer', () => {}); // The answer never leaves the page.
  const post = [...postOf({}, ID), `${url}/streams/silent`];
  const reply = await terminal(...post);
  expect(reply.status).toBe(504);
  expect(reply.text).toContain('it may or may not have been written. Retry with the same event id');
  await tab.unroute('**/local-server/answer');
  const retried = await terminal(...post);
  expect(retried.status).toBe(201);
  expect(retried.headers.get('store-outcome')).toBe('already_committed');
});

test('a tab that is stuck does not take the request, which is then told and surely not written', async ({
  owner: { tab },
  terminal,
  localServer: { url },
}) => {
  await tab.route('**/local-server/take', () => {}); // The page gets as far as asking for it.
  const reply = await terminal(...postOf({}, ID), `${url}/streams/stuck`);
  expect(reply.status).toBe(503);
  expect(reply.text).toBe(
    `No tab took the request: bring the one at ${url} to the front. Nothing was written.\n`,
  );
  await tab.unroute('**/local-server/take');
  expect((await terminal(`${url}/streams/stuck`)).status).toBe(404);
});
