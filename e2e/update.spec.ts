// A new version of the app asks first. Accepted, it loses nothing that was begun; not accepted, it changes nothing.
import { cp } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { buildFolder } from './build-once.ts';
import { test as base, expect } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { attempts, eventNumbers, postForm, result } from './pages.ts';
import { publish } from './publish.ts';
import { startStaticHost } from './static-host.ts';

interface Site {
  readonly url: string;
  /** Opens the app, in the test's page or another one, and waits until it works offline. */
  open(hash?: string, page?: Page): Promise<Page>;
  /** Publishes a new version, and lets a page that is open look for it. */
  publish(): Promise<void>;
  stop(): Promise<void>;
}

const test = base.extend<{ readonly site: Site }>({
  site: async ({ page: own }, use, info) => {
    const folder = info.outputPath('site');
    await cp(buildFolder('static'), folder, { recursive: true });
    const host = await startStaticHost(folder, '/some/path/');
    await use({
      ...host,
      async open(hash = '#/streams', page = own) {
        await page.goto(host.url + hash);
        await expect(page.getByText('Works offline')).toBeVisible();
        return page;
      },
      async publish() {
        await publish('<p>Second edition</p>', folder);
        await own.evaluate(async () => (await navigator.serviceWorker.ready).update());
        await expect(reload(own)).toBeVisible();
      },
    });
    await host.stop();
  },
});

test.use({ serviceWorkers: 'allow' });

const reload = (page: Page) => page.getByRole('button', { name: 'Reload', exact: true });
const secondEdition = (page: Page) => page.getByText('Second edition');

async function post(page: Page, type: string): Promise<void> {
  await postForm(page).event(1).type.fill(type);
  await postForm(page).send.click();
}

test('accepted, it finds the draft as it was, and the queue, and what nobody answered', async ({
  page,
  site,
}) => {
  await site.open('#/post/orders');
  const { stream, event, another, expected } = postForm(page);
  await setNetwork(page, 'Loses the reply');
  await post(page, 'Silent');
  await expect(result(page, 'No reply')).toBeVisible();
  await setNetwork(page, 'Offline');
  await stream.fill('payments');
  await post(page, 'Queued');
  await expect(result(page, 'Queued')).toBeVisible();

  await stream.fill('half-written');
  await expected('Any').check();
  await event(1).type.fill('Drafted');
  await event(1).data.fill('{"not yet": ');
  await another.click();
  await event(2).type.fill('Also drafted');
  const ids = [await event(1).id.inputValue(), await event(2).id.inputValue()];

  await site.publish();
  await expect(secondEdition(page)).toBeHidden();
  await reload(page).click();
  await expect(secondEdition(page)).toBeVisible();

  await expect(stream).toHaveValue('half-written');
  await expect(expected('Any')).toBeChecked();
  await expect(event(1).type).toHaveValue('Drafted');
  await expect(event(1).data).toHaveValue('{"not yet": ');
  await expect(event(2).type).toHaveValue('Also drafted');
  expect([await event(1).id.inputValue(), await event(2).id.inputValue()]).toEqual(ids);
  await expect(result(page, 'Queued')).toBeVisible();

  await setNetwork(page, 'Normal');
  await expect(result(page, 'Committed')).toBeVisible();
  await page.getByRole('link', { name: /^Requests 1/ }).click();
  await page.getByRole('button', { name: 'Needs you 1' }).click();
  await page.getByRole('main').getByRole('link', { name: 'orders' }).click();
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(result(page, 'Already committed')).toBeVisible();
  for (const name of ['orders', 'payments']) {
    await page.goto(`${site.url}#/streams/${name}`);
    await expect(eventNumbers(page, name)).toHaveText(['0']);
  }
});

test('accepted while a request is under way, it waits for the answer', async ({ page, site }) => {
  await site.open('#/post/orders');
  await site.publish();
  await setNetwork(page, 'Slow');
  await post(page, 'Slow');
  await expect(result(page, 'Sending')).toBeVisible();
  await reload(page).click();
  await expect(
    page.getByText('The new version starts as soon as what is under way is finished.'),
  ).toHaveCount(2);
  await expect(secondEdition(page)).toBeHidden();
  await expect(secondEdition(page)).toBeVisible();
  await expect(result(page, 'Committed')).toBeVisible();
  await expect(attempts(page)).toHaveText([/slow .*Committed/]);
});

test('accepted, it finds a metadata document that is half written', async ({ page, site }) => {
  await site.open('#/post/orders');
  await post(page, 'OrderPlaced');
  await expect(result(page, 'Committed')).toBeVisible();
  await page.goto(`${site.url}#/streams/orders/metadata`);
  const json = page.getByRole('textbox', { name: 'Metadata (JSON)' });
  await json.fill('{"owner": "nobody ye');
  await site.publish();
  await reload(page).click();
  await expect(secondEdition(page)).toBeVisible();
  await expect(json).toHaveValue('{"owner": "nobody ye');
});

test('not accepted, it changes nothing in any tab, through reloads and without its host', async ({
  page,
  context,
  site,
}) => {
  await site.open('#/post/orders');
  const other = await site.open('#/post/payments', await context.newPage());
  await site.publish();
  await expect(reload(other)).toBeVisible();
  await site.stop();
  for (const tab of [page, other]) {
    await post(tab, 'First edition');
    await expect(result(tab, 'Committed')).toBeVisible();
    await tab.reload();
    await expect(reload(tab)).toBeVisible();
    await expect(secondEdition(tab)).toBeHidden();
    await expect(postForm(tab).event(1).type).toHaveValue('First edition');
  }
  const third = await context.newPage();
  await third.goto(site.url);
  await expect(reload(third)).toBeVisible();
  await expect(secondEdition(third)).toBeHidden();
  // Where a tab asks for something while Chromium ends the old worker, it starts it again, and the new one is in charge
  // only when that one has had nothing to do for half a minute; under a test's debugger, never.
  await third.waitForLoadState('networkidle');

  await reload(page).click(); // All of it is there already: it needs no host.
  await expect(secondEdition(page)).toBeVisible();
});

test('accepted in one tab, it leaves the other as it is, with its draft, and with what it had not opened yet', async ({
  page,
  context,
  site,
}) => {
  await site.open();
  const other = await site.open('#/post/orders', await context.newPage());
  await postForm(other).event(1).type.fill('Drafted');
  await site.publish();
  await reload(page).click();
  await expect(secondEdition(page)).toBeVisible();
  await expect(reload(page)).toBeHidden();

  await expect(reload(other)).toBeVisible();
  await expect(secondEdition(other)).toBeHidden();
  await expect(postForm(other).event(1).type).toHaveValue('Drafted');
  await other.keyboard.press('Control+k');
  await expect(other.getByRole('combobox')).toBeVisible();
  await other.keyboard.press('Escape');
  await postForm(other).send.click();
  await expect(result(other, 'Committed')).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'orders' })).toBeVisible();
  expect(await storedPalettes(other)).toBe(2);
  await reload(other).click();
  await expect(secondEdition(other)).toBeVisible();

  // What no tab can ask for any more is forgotten when the app is opened again.
  const { url } = site;
  await other.close();
  await page.close();
  const again = await context.newPage();
  await again.goto(url);
  await expect(secondEdition(again)).toBeVisible();
  await expect.poll(() => storedPalettes(again)).toBe(1);
});

/** How many versions of one file of the app are stored: the palette, which is loaded when it is asked for. */
function storedPalettes(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().filter(({ url }) => /\/Palette-[^/]+\.js$/.test(url)).length;
  });
}
