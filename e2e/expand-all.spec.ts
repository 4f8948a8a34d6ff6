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
    last: `end ${number}.`, // Behind what a preview shows.
  });

async function openLongPage(
  page: Page,
  openApp: (hash?: string) => Promise<Page>,
  dataAt = dataOf,
): Promise<void> {
  await openApp('#/settings');
  await importEvents(
    page,
    Array.from({ length: COUNT }, (_, number) => ({ stream: 'long', type: 'Listed', data: dataAt(number) })),
  );
  await openApp('#/streams/long/head/backward/500');
  await expect(link(page, 0)).toBeAttached({ timeout: 60_000 });
}

// Found by selectors: roles and names of thousands of elements take longer to work out than what is tested.
const link = (page: Page, number: number) => page.locator(`a[aria-label="Event ${number}"]`);
const opener = (page: Page, number: number) =>
  page.locator(`button[aria-label="Show data of event ${number}"]`);
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

/** By elements, or by colours that are laid over the text. */
function isColoured(text: Locator): Promise<boolean> {
  return text.locator('code').evaluate((code) => {
    if (code.querySelector('.k') !== null) return true;
    const painted = [...(CSS.highlights.get('code-k') ?? [])];
    return painted.some(({ startContainer }) => code.contains(startContainer));
  });
}

function isOneText(text: Locator): Promise<boolean> {
  return text.locator('code').evaluate((code) => code.childElementCount === 0);
}

async function expectColours(text: Locator): Promise<void> {
  await expect.poll(() => isColoured(text)).toBe(true);
}

test.slow(); // 500 events are written first.

test('only data near the window is laid out and coloured, and what is pressed is answered', async ({
  page,
  openApp,
}) => {
  await openLongPage(page, openApp);
  await expandAll(page);
  await expectColours(data(page, 499));
  expect(await turned(page)).toBe(0);
  for (const far of [0, 100, 250]) {
    expect(await isColoured(data(page, far))).toBe(false);
    expect(await isLaidOut(data(page, far))).toBe(false);
  }
  await link(page, 499).click();
  await expect(page.getByRole('heading', { name: 'Event 499' })).toBeVisible();
  expect(await layoutMs(page)).toBeLessThan(MAX_LAYOUT_MS);

  await link(page, 250).scrollIntoViewIfNeeded();
  await expectColours(data(page, 250));
  expect(await isLaidOut(data(page, 250))).toBe(true);
  for (const far of [100, 499]) expect(await isColoured(data(page, far))).toBe(false);
  await link(page, 499).scrollIntoViewIfNeeded();
  await toggle(page).click();
  await expect(page.locator('.row-data')).toHaveCount(0, { timeout: 60_000 });
  await expect(toggle(page)).toHaveText('Expand all');
});

test('of large right-to-left data only what is near is cut into parts', async ({ page, openApp }) => {
  const words = Array.from({ length: 80 }, (_, place) => `مفتاح ${place}`);
  const members = Object.fromEntries(words.map((word) => [word, [word, 1, true]]));
  await openLongPage(page, openApp, (number) => JSON.stringify({ ...members, number }));
  await expandAll(page);
  await expect(data(page, 499).locator('bdi').first()).toBeVisible();
  for (const far of [0, 100, 250, 480]) expect(await isOneText(data(page, far))).toBe(true);
  // The focus makes a row near, and stays where it is.
  await link(page, 60).focus();
  await page.keyboard.press('Tab');
  await expect(data(page, 60).locator('bdi').first()).toBeVisible();
  await expect(data(page, 60)).toBeFocused();
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

  // Over several rows, too, it is what the rows say, and no words of their buttons.
  await page.evaluate(selectRows, [200, 198]);
  await page.keyboard.press('Control+C');
  const rows = await page.evaluate(() => navigator.clipboard.readText());
  for (const number of [200, 199])
    expect(rows).toContain(JSON.stringify(JSON.parse(dataOf(number)), null, 2));
  expect(rows).not.toContain('Copy');

  await page.evaluate(() => getSelection()?.removeAllRanges());
  await link(page, 499).scrollIntoViewIfNeeded();
  expect(
    await page.evaluate(() => 'find' in window && (window.find as (text: string) => boolean)('end 120.')),
  ).toBe(true);
  // A page can ask for the search of the browser, but only that itself scrolls a part of the page to what it finds.
  await data(page, 120).locator('code').evaluate(scrollToSelection);
  const found = await data(page, 120).locator('code').evaluateHandle(selectedIn);
  await expectColours(data(page, 120));
  expect(await found.evaluate((node) => node?.isConnected)).toBe(true);
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('end 120.');
  expect(await isSelectionInView(page)).toBe(true);

  await opener(page, 60).focus();
  await page.keyboard.press('Tab');
  await expect(link(page, 60)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(data(page, 60)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(data(page, 60).getByRole('button')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(opener(page, 59)).toBeFocused();
});

function selectRows(numbers: readonly number[]): void {
  const [from, to] = numbers.map((number) =>
    document.querySelector(`tr:has(a[aria-label="Event ${number}"])`),
  );
  getSelection()?.setBaseAndExtent(from as Node, 0, to as Node, 0);
}

function scrollToSelection(): void {
  const pane = document.querySelector('.pane');
  const place = getSelection()?.getRangeAt(0).getBoundingClientRect().top ?? 0;
  pane?.scrollBy(0, place - innerHeight / 2);
}

function selectedIn(code: Element): Node | null {
  const node = getSelection()?.anchorNode ?? null;
  return code.contains(node) ? node : null;
}

function isSelectionInView(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const place = getSelection()?.getRangeAt(0).getBoundingClientRect();
    return place !== undefined && place.top > 0 && place.bottom < innerHeight;
  });
}

/** Elements of the list that are turned or moved: each makes the browser sort all that is drawn above it into layers. */
function turned(page: Page): Promise<number> {
  return page.locator('.feed').evaluate((table) => {
    const styles = [...table.querySelectorAll('tr.event *')].map((element) => getComputedStyle(element));
    return styles.filter(({ rotate, transform }) => rotate !== 'none' || transform !== 'none').length;
  });
}

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
