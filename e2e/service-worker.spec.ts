// Under any path of any static host, /streams/… is answered by the browser itself.
import type { Page } from '@playwright/test';
import { startDevServer } from './dev-server.ts';
import { expect, test } from './fixtures.ts';

test.use({ serviceWorkers: 'allow' });

async function openControlled(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.getByText('Works offline')).toBeVisible();
}

interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
}

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

function ask(page: Page, path: string, init: Asked = {}): Promise<Answer> {
  return page.evaluate(
    async ([url, options]) => {
      const response = await fetch(url, options);
      return {
        status: response.status,
        location: response.headers.get('location'),
        text: await response.text(),
      };
    },
    [path, init] as const,
  );
}

/** Relative to the page, which is at the scope of the app. */
function post(page: Page, stream: string, id: string): Promise<Answer> {
  return ask(page, `streams/${stream}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'ES-EventType': 'Placed', 'ES-EventId': id },
    body: '{"a":1}',
  });
}

const ID = '0a61c093-2fe5-4f9f-8c4e-8589099e917c';

test('a script of the page posts and reads at streams/… from the first visit on', async ({
  page,
  staticHost: host,
}) => {
  await openControlled(page, host.url);
  const posted = await post(page, 'newstream', ID);
  expect(posted).toMatchObject({ status: 201, location: `${host.url}streams/newstream/0` });
  const feed = await ask(page, `${host.url}streams/newstream`);
  expect(feed.status).toBe(200);
  expect(JSON.parse(feed.text)).toMatchObject({
    id: `${host.url}streams/newstream`,
    entries: [{ summary: 'Placed' }],
  });
  const head = await ask(page, 'streams/newstream', { method: 'HEAD' });
  expect(head).toMatchObject({ status: 200, text: '' });
});

test('what a script posts appears in the open app', async ({ page, staticHost: host }) => {
  await openControlled(page, host.url);
  await post(page, 'newstream', ID);
  await expect(page.getByRole('main').getByRole('link', { name: 'newstream' })).toBeVisible();
});

test('the address bar opens the app at the stream, the page or the event that it names', async ({
  page,
  staticHost: host,
}) => {
  await openControlled(page, host.url);
  await post(page, 'newstream', ID);
  for (const place of ['streams/newstream', 'streams/newstream/0/forward/20', 'streams/newstream/0']) {
    await page.goto(`${host.url}${place}`);
    await expect(page).toHaveURL(`${host.url}#/${place}`);
    await expect(page.getByRole('heading', { name: 'newstream' })).toBeVisible();
  }
});

test('?format= in the address bar shows the raw feed', async ({ page, staticHost: host }) => {
  await openControlled(page, host.url);
  await post(page, 'newstream', ID);
  const response = await page.goto(`${host.url}streams/newstream?format=json`);
  expect(response?.headers()['content-type']).toContain('json');
  await expect(page).toHaveURL(`${host.url}streams/newstream?format=json`);
});

test('what clients ask first is answered by the worker, to a script and in the address bar', async ({
  page,
  staticHost: host,
}) => {
  await openControlled(page, host.url);
  expect(JSON.parse((await ask(page, 'ping')).text)).toEqual({ text: 'Ping request successfully handled' });
  expect(JSON.parse((await ask(page, 'info')).text)).toMatchObject({ state: 'leader' });
  expect((await ask(page, 'info', { method: 'POST' })).status).toBe(405);
  expect((await ask(page, '/ping')).text).toBe('Not found');
  const response = await page.goto(`${host.url}info`);
  expect(JSON.parse((await response?.text()) ?? '')).toMatchObject({ state: 'leader' });
  await expect(page).toHaveURL(`${host.url}info`);
});

test('an address outside the scope of the app is left to its host', async ({ page, staticHost: host }) => {
  await openControlled(page, host.url);
  expect((await ask(page, '/streams/newstream')).text).toBe('Not found');
});

test('a hard reload is under control again without a second one', async ({ page, staticHost: host }) => {
  await openControlled(page, host.url);
  const session = await page.context().newCDPSession(page);
  await Promise.all([page.waitForEvent('load'), session.send('Page.reload', { ignoreCache: true })]);
  await expect(page.getByText('Works offline')).toBeVisible();
  expect((await post(page, 'newstream', ID)).status).toBe(201);
});

test('the server of npm start is answered by the worker in the browser, by the tab outside', async ({
  page,
  baseURL,
}) => {
  await openControlled(page, String(baseURL));
  await post(page, 'newstream', ID);
  await page.goto('/streams/newstream');
  await expect(page).toHaveURL(`${baseURL}/#/streams/newstream`);
  expect(JSON.parse((await ask(page, '/streams/newstream')).text).entries).toHaveLength(1);
});

test('npm run dev answers at /streams/… too', async ({ page }) => {
  test.slow(); // It bundles its dependencies when it starts for the first time.
  const { url, stop } = await startDevServer();
  try {
    await page.goto(url);
    await page.evaluate(async () => {
      if (navigator.serviceWorker.controller) return;
      await new Promise((controlled) =>
        navigator.serviceWorker.addEventListener('controllerchange', controlled, { once: true }),
      );
    });
    expect((await post(page, 'newstream', ID)).status).toBe(201);
    await page.goto(`${url}streams/newstream`);
    await expect(page).toHaveURL(`${url}#/streams/newstream`);
    await expect(page.getByRole('heading', { name: 'newstream' })).toBeVisible();
  } finally {
    stop();
  }
});
