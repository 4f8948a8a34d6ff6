// The documents' own commands, typed in a terminal, are answered by the store in the browser's tab.
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BrowserContext, Page } from '@playwright/test';
import { curl, type Reply } from './curl.ts';
import { test as base, expect } from './fixtures.ts';

const EVENT_TXT =
  '[{"eventId":"fbf4a1a1-b4a3-4dfe-a01f-ec52c34e16e4","eventType":"event-type","data":{"a":"1"}}]';

const PICTURE_ID = '7d0c6a1e-64a4-4c1c-9b3b-0a1de4a3a001';

const test = base.extend<{
  readonly terminal: (...args: readonly string[]) => Promise<Reply>;
  /** Opens the app in a tab that answers, which is the default store's. */
  readonly openTab: (context?: BrowserContext) => Promise<Page>;
}>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  terminal: async ({}, use, info) => {
    const folder = info.outputPath('terminal');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'event.txt'), EVENT_TXT);
    await writeFile(join(folder, 'myevent.json'), '{"something":"has happened"}');
    await use((...args) => curl(folder, ...args));
  },
  openTab: ({ context, localServer }, use) =>
    use(async (own = context) => {
      const page = await own.newPage();
      const isListening = page.waitForResponse(/\/local-server\/tab$/);
      await page.goto(localServer.url);
      await isListening;
      return page;
    }),
});

test('posting, posting again and reading, as the documents show it', async ({
  terminal,
  openTab,
  baseURL,
}) => {
  await openTab();
  const first = await terminal('-d', '@event.txt', `${baseURL}/streams/newstream`);
  expect(first).toMatchObject({ status: 201, reason: 'Created' });
  expect(first.headers.get('location')).toBe(`${baseURL}/streams/newstream/0`);

  const again = await terminal('-d', '@event.txt', `${baseURL}/streams/newstream`);
  expect(again).toMatchObject({ status: 201, reason: 'Created' });
  expect(again.headers.get('location')).toBe(first.headers.get('location'));

  const feed = await terminal(`${baseURL}/streams/newstream`);
  expect(feed).toMatchObject({ status: 200, reason: 'OK' });
  expect(feed.headers.get('content-length')).toBe(String(feed.bytes.length));
  const { title, id, entries } = JSON.parse(feed.text);
  expect({ title, id }).toEqual({ title: "Event stream 'newstream'", id: `${baseURL}/streams/newstream` });
  expect(entries).toHaveLength(1);
});

test('the command of the first screen works when it is pasted', async ({ openTab }) => {
  const page = await openTab();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy post an event with curl' }).click();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  const { stdout } = await promisify(execFile)('sh', ['-c', command]);
  expect(stdout).toContain('HTTP/1.1 201 Created');
  await expect(page.getByRole('cell', { name: 'newstream' })).toBeVisible();
});

test('the ping and the info that clients begin with', async ({ terminal, openTab, baseURL }) => {
  await openTab();
  const ping = await terminal(`${baseURL}/ping`);
  expect(ping).toMatchObject({ status: 200, reason: 'OK' });
  expect(JSON.parse(ping.text)).toEqual({ text: 'Ping request successfully handled' });
  const info = await terminal('-H', 'Accept: application/json', `${baseURL}/info`);
  expect(JSON.parse(info.text)).toMatchObject({ state: 'leader', projectionsMode: 'System' });
  expect(await terminal('-X', 'POST', '-d', '', `${baseURL}/ping`)).toMatchObject({ status: 405 });
});

test('an event whose id is in a header', async ({ terminal, openTab, baseURL }) => {
  await openTab();
  const command = [
    '-d',
    '@myevent.json',
    `${baseURL}/streams/newstream`,
    '-H',
    'Content-Type:application/json',
    '-H',
    'ES-EventType: SomeEvent',
    '-H',
    'ES-EventId: C322E299-CB73-4B47-97C5-5054F920746E',
  ];
  for (const reply of [await terminal(...command), await terminal(...command)]) {
    expect(reply.status).toBe(201);
    expect(reply.headers.get('location')).toBe(`${baseURL}/streams/newstream/0`);
  }
  const event = await terminal('-H', 'Accept: application/json', `${baseURL}/streams/newstream/0`);
  expect(event.text).toBe('{"something":"has happened"}');
});

test('an event without an id is sent to an idempotent URI, and posting there twice writes it once', async ({
  terminal,
  openTab,
  baseURL,
}) => {
  await openTab();
  const event = [
    '-d',
    '@myevent.json',
    '-H',
    'Content-Type:application/json',
    '-H',
    'ES-EventType: SomeEvent',
  ];
  const redirect = await terminal(...event, `${baseURL}/streams/newstream`);
  expect(redirect).toMatchObject({ status: 307, text: 'Forwarding to idempotent URI' });
  expect(redirect.headers.get('content-length')).toBe('28');
  const uri = redirect.headers.get('location') ?? '';
  expect(uri).toMatch(/\/streams\/newstream\/incoming\/[0-9a-f-]{36}$/);
  expect((await terminal(`${baseURL}/streams/newstream`)).status).toBe(404);

  for (const reply of [await terminal(...event, uri), await terminal(...event, uri)]) {
    expect(reply.status).toBe(201);
    expect(reply.headers.get('location')).toBe(`${baseURL}/streams/newstream/0`);
  }
});

test('what is posted from a terminal appears in the open app', async ({ terminal, openTab, baseURL }) => {
  const page = await openTab();
  await terminal('-d', '@event.txt', `${baseURL}/streams/newstream`);
  await expect(page.getByRole('main').getByRole('link', { name: 'newstream' })).toBeVisible();
});

test('a conflict keeps its reason phrase and the current version', async ({ terminal, openTab, baseURL }) => {
  await openTab();
  const reply = await terminal('-d', '@event.txt', '-H', 'ES-ExpectedVersion: 7', `${baseURL}/streams/s`);
  expect(reply).toMatchObject({ status: 400, reason: 'Wrong expected EventNumber' });
  expect(reply.headers.get('es-currentversion')).toBe('-1');
});

test('HEAD answers like GET, without the body', async ({ terminal, openTab, baseURL }) => {
  await openTab();
  await terminal('-d', '@event.txt', `${baseURL}/streams/newstream`);
  const get = await terminal(`${baseURL}/streams/newstream`);
  const head = await terminal('--head', `${baseURL}/streams/newstream`);
  expect(head).toMatchObject({ status: 200, text: '' });
  expect(head.headers.get('etag')).toBe(get.headers.get('etag'));
  const unchanged = await terminal(
    '-H',
    `If-None-Match: ${get.headers.get('etag')}`,
    `${baseURL}/streams/newstream`,
  );
  expect(unchanged).toMatchObject({ status: 304, text: '' });
});

test('bytes of any value come back as they were', async ({ terminal, openTab, baseURL }, info) => {
  await openTab();
  const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => (at * 31) % 256);
  await writeFile(info.outputPath('terminal', 'picture'), bytes);
  const headers = [
    'Content-Type: application/octet-stream',
    'ES-EventType: Picture',
    `ES-EventId: ${PICTURE_ID}`,
  ];
  const posted = await terminal(
    '--data-binary',
    '@picture',
    ...headers.flatMap((header) => ['-H', header]),
    `${baseURL}/streams/pictures`,
  );
  expect(posted.status).toBe(201);
  const read = await terminal('-H', 'Accept: application/octet-stream', `${baseURL}/streams/pictures/0`);
  expect(Buffer.compare(read.bytes, bytes)).toBe(0);
});

test('the addresses in an answer name the host that the client used', async ({
  terminal,
  openTab,
  baseURL,
}) => {
  await openTab();
  const localhost = String(baseURL).replace('127.0.0.1', 'localhost');
  const reply = await terminal('-4', '-d', '@event.txt', `${localhost}/streams/newstream`);
  expect(reply.headers.get('location')).toBe(`${localhost}/streams/newstream/0`);
});

test('without an open tab the answer is 503 and one line that says to open the app', async ({
  terminal,
  baseURL,
}) => {
  const reply = await terminal('-d', '@event.txt', `${baseURL}/streams/newstream`);
  expect(reply.status).toBe(503);
  expect(reply.text.trimEnd().split('\n')).toHaveLength(1);
  expect(reply.text).toContain(`Open ${baseURL} in a browser`);
});

test('a tab with another store does not answer for the default one', async ({
  terminal,
  openApp,
  baseURL,
}) => {
  await openApp();
  expect((await terminal(`${baseURL}/streams/newstream`)).status).toBe(503);
});

for (const header of ['Origin: http://evil.example', 'Sec-Fetch-Site: cross-site', 'Host: evil.example']) {
  test(`a request with ${header} is refused, and nothing is written`, async ({
    terminal,
    openTab,
    baseURL,
  }) => {
    await openTab();
    const reply = await terminal('-H', header, '-d', '@event.txt', `${baseURL}/streams/newstream`);
    expect(reply.status).toBe(403);
    expect((await terminal(`${baseURL}/streams/newstream`)).status).toBe(404);
  });
}

test('with tabs in two browsers exactly one answers, and one event is written', async ({
  terminal,
  openTab,
  browser,
  baseURL,
}) => {
  const other = await browser.newContext({ serviceWorkers: 'block' });
  const pages = [await openTab(), await openTab(other)];
  expect((await terminal('-d', '@event.txt', `${baseURL}/streams/newstream`)).status).toBe(201);
  const written = await Promise.all(pages.map((page) => page.evaluate(streamsInDefaultStore)));
  expect(written).toEqual([0, 1]);
  await other.close();
});

/** Runs in a page. */
async function streamsInDefaultStore(): Promise<number> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('event-store');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const [name = ''] = database.objectStoreNames;
  const counting = database.transaction(name).objectStore(name).count();
  const count = await new Promise<number>((resolve, reject) => {
    counting.onsuccess = () => resolve(counting.result);
    counting.onerror = () => reject(counting.error);
  });
  database.close();
  return count;
}

test('when the latest tab is closed, an earlier one answers', async ({ terminal, openTab, baseURL }) => {
  const earlier = await openTab();
  const latest = await openTab();
  await terminal('-d', '@event.txt', `${baseURL}/streams/newstream`);
  const isListening = earlier.waitForResponse(/\/local-server\/tab$/);
  await latest.close();
  await isListening;
  expect((await terminal(`${baseURL}/streams/newstream`)).status).toBe(200);
  await earlier.close();
  expect((await terminal(`${baseURL}/streams/newstream`)).status).toBe(503);
});

test('a reload of the tab loses no request', async ({ terminal, openTab, baseURL }) => {
  const page = await openTab();
  await page.reload({ waitUntil: 'commit' });
  expect((await terminal('-d', '@event.txt', `${baseURL}/streams/newstream`)).status).toBe(201);
});

test('eight tabs leave the browser connections enough to load and to answer', async ({
  terminal,
  openTab,
  baseURL,
}) => {
  for (let tabs = 0; tabs < 8; tabs += 1) await openTab();
  expect((await terminal('-d', '@event.txt', `${baseURL}/streams/newstream`)).status).toBe(201);
});

test('a browser that opens the address of a stream gets the app at that stream', async ({
  page,
  baseURL,
}) => {
  await page.goto('/streams/newstream/3/backward/20');
  await expect(page).toHaveURL(`${baseURL}/#/streams/newstream/3/backward/20`);
  await page.goto(`${String(baseURL).replace('127.0.0.1', 'localhost')}/`);
  await expect(page).toHaveURL(`${baseURL}/`);
});
