// A page of 500 events with all their data open: what is out of sight costs next to nothing, and is there all the same.
import type { Locator, Page } from '@playwright/test';
import { importEvents } from './backup-file.ts';
import { expect, test } from './fixtures.ts';

const COUNT = 500;
/** Without care it was over a second. */
const MAX_LAYOUT_MS = 150;

const dataOf = (number: number) =>
  JSON.stringify({
    needle: `needle ${number}.`,
    lines: Array.from({ length: 8 }, (_, line) => ({ sku: `sku-${line}`, price: 1.5, tags: ['a', 'b'] })),
  });

async function openLongPage(page: Page, openApp: (hash?: string) => Promise<Page>): Promise<void> {
  await openApp('#/settings');
  await importEvents(
    page,
    Array.from({ length: COUNT }, (_, number) => ({ stream: 'long', type: 'Listed', data: dataOf(number) })),
  );
  await openApp('#/streams/long/head/backward/500');
  await expect(row(page, 0)).toBeAttached({ timeout: 60_000 });
}

// Found by selectors: roles and names of thousands of elements take longer to work out than what is tested.
const row = (page: Page, number: number) => page.locator(`tr:has(> td > a[aria-label="Event ${number}"])`);
const data = (page: Page, number: number) => page.locator(`tr [aria-label="Data of event ${number}"]`);
const toggle = (page: Page) => page.locator('.expand-all');

async function expandAll(page: Page): Promise<void> {
  await toggle(page).click();
  await expect(toggle(page)).toHaveText('Collapse all');
  await expect(data(page, 0)).toBeAttached({ timeout: 60_000 });
}

function isLaidOut(text: Locator): Promise<boolean> {
  return text.locator('code').evaluate((code) => code.checkVisibility({ contentVisibilityAuto: true }));
}

test.slow(); // 500 events are written first.

test('only data near the window is laid out and coloured, and what is pressed is answered', async ({
  page,
  openApp,
}) => {
  await openLongPage(page, openApp);
  await expandAll(page);
  await expect(data(page, 499).locator('.k').first()).toBeVisible();
  for (const far of [0, 100, 250]) {
    expect(await data(page, far).locator('.k').count()).toBe(0);
    expect(await isLaidOut(data(page, far))).toBe(false);
  }
  await row(page, 499).getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Event 499' })).toBeVisible();
  expect(await layoutMs(page)).toBeLessThan(MAX_LAYOUT_MS);

  await row(page, 250).scrollIntoViewIfNeeded();
  await expect(data(page, 250).locator('.k').first()).toBeVisible();
  expect(await isLaidOut(data(page, 250))).toBe(true);
  expect(await data(page, 100).locator('.k').count()).toBe(0);
  await row(page, 499).scrollIntoViewIfNeeded();
  await toggle(page).click();
  await expect(page.locator('.row-data')).toHaveCount(0, { timeout: 60_000 });
  await expect(toggle(page)).toHaveText('Expand all');
});

test('while rows are being opened one of them can be closed, and all of them again', async ({
  page,
  openApp,
}) => {
  await openLongPage(page, openApp);
  await page.evaluate(() => {
    const press = (selector: string) => document.querySelector<HTMLElement>(selector)?.click();
    press('.expand-all');
    press('[aria-label="Show data of event 3"]'); // It waits its turn, and opens now.
    press('[aria-label="Show data of event 3"]');
  });
  await expect(data(page, 0)).toBeAttached({ timeout: 60_000 });
  await expect(data(page, 3)).toHaveCount(0);
  await expect(toggle(page)).toHaveText('Expand all');
  await page.evaluate(() => {
    const press = () => document.querySelector<HTMLElement>('.expand-all')?.click();
    press();
    setTimeout(press);
  });
  await expect(page.locator('.row-data')).toHaveCount(0, { timeout: 60_000 });
});

test('data out of sight is found on the page, read out, copied, and reached by keys', async ({
  page,
  openApp,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openLongPage(page, openApp);
  await expandAll(page);
  const far = data(page, 200);
  expect(await isLaidOut(far)).toBe(false);

  await expect(page.getByRole('group', { name: 'Data of event 200', exact: true })).toContainText(
    'needle 200.',
  );
  await far.locator('code').evaluate((code) => getSelection()?.selectAllChildren(code));
  await page.keyboard.press('Control+C');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.trim()).toBe(JSON.stringify(JSON.parse(dataOf(200)), null, 2));

  await page.evaluate(() => getSelection()?.removeAllRanges());
  await row(page, 499).scrollIntoViewIfNeeded();
  expect(
    await page.evaluate(() => 'find' in window && (window.find as (text: string) => boolean)('needle 120.')),
  ).toBe(true);
  await expect(data(page, 120)).toBeInViewport();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('needle 120.');

  await row(page, 60).getByRole('button').focus();
  await page.keyboard.press('Tab');
  await expect(row(page, 60).getByRole('link')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(data(page, 60)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(data(page, 60).getByRole('button')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(row(page, 59).getByRole('button')).toBeFocused();
});

/** How long the browser lays out the page after a small change, in ms; a busy machine may hold it up, so the quickest counts. */
function layoutMs(page: Page): Promise<number> {
  return page.evaluate(() => {
    const [, cell] = document.querySelectorAll<HTMLElement>('tr.event > td');
    const times = Array.from({ length: 6 }, (_, turn) => {
      const started = performance.now();
      cell?.style.setProperty('block-size', `${4 + turn}rem`);
      document.body.getBoundingClientRect();
      return performance.now() - started;
    });
    cell?.style.removeProperty('block-size');
    return Math.min(...times);
  });
}
