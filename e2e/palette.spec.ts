// The command palette: streams and things to do are found while their names are typed.
import type { Page } from '@playwright/test';
import { expectNoFindings } from './axe.ts';
import { importEvents } from './backup-file.ts';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { postForm, status } from './pages.ts';
import { loadSample } from './sample.ts';

function palette(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Search or jump' });
  const field = dialog.getByRole('combobox', { name: 'Search or jump' });
  return {
    dialog,
    field,
    options: dialog.getByRole('option'),
    /** The one that Enter takes. */
    active: dialog.getByRole('option', { selected: true }),
    says: dialog.getByRole('status'),
    async open() {
      await page.keyboard.press('Control+k');
      await expect(dialog).toBeVisible();
    },
    /** Opens it and takes the first that is found. */
    async take(text: string) {
      await page.keyboard.press('Control+k');
      await field.fill(text);
      await page.keyboard.press('Enter');
      await expect(dialog).toBeHidden();
    },
  };
}

test.beforeEach(async ({ page, openApp }) => {
  await openApp();
  await loadSample(page);
});

test('it opens by keys from anywhere and by its button, and gives the focus back', async ({
  page,
  openApp,
}) => {
  await openApp('#/post');
  const { dialog, field, open } = palette(page);
  const { event } = postForm(page);
  await event(1).data.focus();
  await open();
  await expect(field).toBeFocused();
  await page.keyboard.type('new');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(event(1).data).toBeFocused();
  await expect(event(1).data).toHaveValue('{}');

  const button = page.getByRole('button', { name: 'Search or jump…' });
  await button.click();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('');
  await page.keyboard.press('Control+k');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
  await button.click();
  await page.mouse.click(20, 600);
  await expect(dialog).toBeHidden();
});

test('streams that begin with the text come before those that contain it, with the letters marked', async ({
  page,
  openApp,
}) => {
  await openApp('#/settings');
  await importEvents(page, [{ stream: 'reorder-7' }, { stream: 'my-orders' }]);
  const { field, options, says, open, dialog } = palette(page);
  await open();
  await field.fill('Order');
  await expect(dialog.getByRole('group', { name: 'Streams' }).getByRole('option')).toHaveText([
    /^order-1042/,
    /^my-orders/,
    /^reorder-7/,
  ]);
  await expect(options.first().locator('mark')).toHaveText('order');
  await expect(says).toHaveText('5 results');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'order-1042' })).toBeFocused();
});

test('arrows, Home and End move through all groups, and around', async ({ page }) => {
  const { field, options, active, open } = palette(page);
  await open();
  await expect(field).toHaveAttribute('aria-expanded', 'true');
  const last = (await options.count()) - 1;
  const expectActive = async (place: number) => {
    await expect(options.nth(place)).toHaveAttribute('aria-selected', 'true');
    await expect(active).toHaveCount(1);
    await expect(active).toBeInViewport();
    const id = await active.getAttribute('id');
    await expect(field).toHaveAttribute('aria-activedescendant', id ?? '');
  };
  await expectActive(0);
  await page.keyboard.press('ArrowDown');
  await expectActive(1);
  await page.keyboard.press('End');
  await expectActive(last);
  await page.keyboard.press('ArrowDown');
  await expectActive(0);
  await page.keyboard.press('ArrowUp');
  await expectActive(last);
  await page.keyboard.press('Home');
  await expectActive(0);
  await expect(field).toBeFocused();
});

test('on a stream page a number leads to that event of the stream', async ({ page, openApp }) => {
  const { field, active, says, dialog, open, take } = palette(page);
  await open();
  await field.fill('42');
  await expect(dialog.getByRole('option', { name: /^Go to event/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await openApp('#/streams/payments');
  await open();
  await field.fill('42');
  await expect(active).toHaveText('Go to event № 42 of payments');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Event 42' })).toBeFocused();
  await take('43');
  await expect(page.getByRole('heading', { level: 1, name: 'Event 43' })).toBeFocused();

  await open();
  await field.fill('999');
  await expect(active).toHaveText('Go to event № 999 of payments the last is 239');
  await page.keyboard.press('Enter');
  await expect(says).toHaveText('Go to event № 999 of payments: the last is 239.');
  await expect(dialog).toBeVisible();
});

test('a name that no stream has can be opened, and posted to', async ({ page }) => {
  const { field, options, dialog, says, open, take } = palette(page);
  await open();
  await field.fill('customer-9');
  await expect(options).toHaveText(['Open “customer-9”', 'Post to “customer-9”']);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'customer-9' })).toBeFocused();
  await expect(page.getByText('This stream does not exist yet.')).toBeVisible();
  await take('$et-OrderPaid');
  await expect(page.getByRole('heading', { level: 1, name: '$et-OrderPaid' })).toBeFocused();

  await open();
  await field.fill('$$');
  await expect(says).toHaveText('0 results');
  await expect(field).toHaveAttribute('aria-expanded', 'false');
  await dialog.getByRole('button', { name: 'Show everything' }).click();
  await expect(field).toBeFocused();
  await expect(options.first()).toBeVisible();
});

test('screens, scenarios, the network and the theme are a word away', async ({ page }) => {
  const { take } = palette(page);
  await take('settings');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeFocused();
  await take('$all');
  await expect(page.getByRole('heading', { level: 1, name: '$all' })).toBeFocused();
  await take('lost request');
  await expect(page.getByRole('heading', { level: 1, name: 'Lost request' })).toBeFocused();
  await take('lose rep');
  await expect(page.getByRole('button', { name: 'Network: loses the reply' })).toBeVisible();
  await expect(status(page)).toHaveText('Network: loses the reply, next request only.');
  await take('dark theme');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await take('keyboard');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});

test('what cannot be done says why, and can be done when it can', async ({ page, openApp }) => {
  await openApp('#/post/newstream');
  const { field, active, says, dialog, open, take } = palette(page);
  await open();
  await field.fill('retry all');
  await expect(active).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
  await expect(says).toHaveText('Retry all queued: nothing is queued.');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');

  await setNetwork(page, 'Offline');
  await postForm(page).send.click();
  await page.getByRole('button', { name: /^Stop automatic retry/ }).click();
  await open();
  await field.fill('retry all');
  await expect(active).toHaveText('Retry all queued the network is off');
  await page.keyboard.press('Escape');
  await setNetwork(page, 'Normal');
  await take('retry all');
  await expect(page.getByRole('heading', { level: 1, name: 'Requests' })).toBeFocused();
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'newstream' });
  await expect(row).toContainText('Committed');
});

test('Export all goes to Settings and begins there', async ({ page }) => {
  const { take } = palette(page);
  const download = page.waitForEvent('download');
  await take('export');
  expect((await download).suggestedFilename()).toMatch(/\.ndjson$/);
  await expect(page.getByText(/^Exported 404 events/).first()).toBeVisible();
});

test('of many streams it shows the first fifty rows, and counts all', async ({ page, openApp }) => {
  await openApp('#/settings');
  await importEvents(
    page,
    Array.from({ length: 300 }, (_, n) => ({ stream: `counter-${n}` })),
  );
  const { field, options, says, open } = palette(page);
  await open();
  await field.fill('counter');
  await expect(says).toHaveText('302 results, the first 32 shown');
  await field.fill('e');
  expect(await options.count()).toBeLessThanOrEqual(50);
  await field.fill('counter-299');
  await expect(options).toHaveText(['counter-299 1 event']);
});

for (const [width, height] of [
  [1440, 900],
  [380, 760],
] as const) {
  test(`axe finds nothing in it at ${width} px, in light and dark`, async ({ page, openApp }) => {
    await page.setViewportSize({ width, height });
    await openApp('#/streams/order-1042');
    const { dialog, field, options } = palette(page);
    await page.getByRole('button', { name: 'Search or jump…' }).click();
    for (const text of ['', 'or', '$$']) {
      await field.fill(text);
      await expect(options).toHaveCount(text === '' ? 32 : text === 'or' ? 11 : 0);
      await expectNoFindings(page, `“${text}”`);
    }
    const box = await dialog.boundingBox();
    if (width < 400) expect(box).toEqual({ x: 0, y: 0, width, height });
    else expect(box?.width).toBeLessThan(width);
  });
}

test('on a phone it is a sheet with a way to close it', async ({ page, openApp }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openApp('#/streams/order-1042');
  const { dialog, field, options } = palette(page);
  await page.getByRole('button', { name: 'Search or jump…' }).click();
  await field.fill('pay');
  await options.first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'payments' })).toBeFocused();
  await page.getByRole('button', { name: 'Search or jump…' }).click();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
});
