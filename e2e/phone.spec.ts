// A small phone shows every screen without sideways scroll, and can do what a wide screen can.
import type { Locator, Page } from '@playwright/test';
import { importEvents } from './backup-file.ts';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { postForm, result } from './pages.ts';
import { routes } from './routes.ts';
import { loadSample } from './sample.ts';

/** 300 characters, in the category "order". */
const NAME = `order-${'0123456789'.repeat(29)}0123`;

test.use({ viewport: { width: 320, height: 640 } });

test('a stream name of 300 characters fits a screen of 320 px on every route', async ({ page, openApp }) => {
  test.slow();
  await openApp('#/settings');
  const event = { stream: NAME, type: 'T'.repeat(200), data: `{"text":"DHL ${'x'.repeat(500)}"}` };
  await importEvents(page, [event, event, event, event]);
  for (const [kind, addresses] of Object.entries(routes(NAME))) {
    for (const address of addresses) {
      await openApp(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      if (kind === 'stream' && !address.endsWith('/missing')) await typesAreListed(page);
      await expectNoSidewaysScroll(page, address);
    }
  }
});

test('an empty store is shown again after another screen, on each screen that lists streams', async ({
  page,
  openApp,
}) => {
  const tab = (name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });
  await openApp();
  const first = page.getByRole('button', { name: 'Post your first event' });
  await expect(first).toBeVisible();
  await tab('Lab').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Lab' })).toBeVisible();
  await tab('Streams').click();
  await expect(first).toBeVisible();
  await openApp('#/lab');
  await openApp('#/play');
  await expect(page.getByText('There is no event in this store yet.')).toBeVisible();
});

/** The types of a stream come after its events. */
async function typesAreListed(page: Page): Promise<void> {
  const types = page.getByRole('combobox', { name: 'Event type' }).getByRole('option');
  await expect(types).not.toHaveCount(1);
}

async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(tooWide, where).toBeLessThanOrEqual(0);
}

test('menus and dialogs lie on the screen as a whole', async ({ page, openApp }) => {
  await openApp('#/settings');
  await importEvents(page, [{ stream: NAME }]);
  await openApp(`#/streams/${NAME}`);
  await page.getByRole('button', { name: /^Network:/ }).click();
  await expectOnScreen(page.getByRole('dialog', { name: 'Network' }));
  await page.keyboard.press('Escape');
  for (const action of ['Delete stream…', 'Tombstone stream…']) {
    await page.getByRole('button', { name: 'More' }).click();
    await expectOnScreen(page.getByRole('button', { name: action }));
    await page.getByRole('button', { name: action }).click();
    await expectOnScreen(page.getByRole('dialog', { name: /^(Delete|Tombstone)/ }));
    await page.keyboard.press('Escape');
  }
  await openApp('#/post');
  await page.getByRole('button', { name: 'Choose an existing stream' }).click();
  await expectOnScreen(page.getByRole('dialog', { name: 'Existing streams' }));
});

async function expectOnScreen(what: Locator): Promise<void> {
  await expect(what).toBeInViewport({ ratio: 1 });
}

test('the rows of a feed are rows of a table, and all of them expand', async ({ page, openApp }) => {
  await openApp();
  await loadSample(page);
  await openApp('#/streams/order-1042');
  const rows = page.getByRole('table', { name: 'Events in order-1042' }).getByRole('row');
  await expect(rows).toHaveCount(21);
  await expect(rows.nth(1).getByRole('cell', { name: 'OrderClosed' })).toBeVisible();
  await page.getByRole('button', { name: 'Expand all' }).click();
  await expect(page.getByRole('group', { name: /^Data of event/ }).getByText('"a1f9c2"')).toBeVisible();
  const [shown, next] = [page.getByRole('group', { name: 'Data of event 117' }), rows.nth(3)];
  const [above, below] = [await shown.boundingBox(), await next.boundingBox()];
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
  await page.getByRole('button', { name: 'Collapse all' }).click();
  await expect(shown).toBeHidden();
});

test('one posts to the stream one reads, filters requests and copies the link to one', async ({
  page,
  openApp,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openApp('#/post/orders');
  await postForm(page).send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  await result(page, 'Committed').getByRole('link', { name: 'View event 0' }).click();
  await page.getByRole('link', { name: 'orders' }).click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Post' }).click();
  await expect(postForm(page).stream).toHaveValue('orders');
  await setNetwork(page, 'Loses the reply');
  await postForm(page).send.click();
  await expect(result(page, 'No reply')).toBeVisible();

  await page.getByRole('link', { name: /^Requests/ }).click();
  const list = page.getByRole('main').getByRole('listitem');
  await expect(list).toHaveCount(2);
  await page.getByRole('searchbox', { name: 'Filter requests' }).fill('nothing like it');
  await expect(list).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Filter requests' }).fill('order');
  await list.first().getByRole('link', { name: 'orders' }).click();
  await page.getByRole('button', { name: 'Copy link to this request' }).click();
  await expect(page.getByRole('status')).toHaveText('Copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
});
