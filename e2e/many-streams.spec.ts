// A store of many streams is as quick as one of a few: pages of the list are read, and streams that commits name.
import type { Page } from '@playwright/test';
import { importEvents } from './backup-file.ts';
import { expect, test } from './fixtures.ts';
import { postForm, result } from './pages.ts';

const STREAMS = 1_200;

async function fill(page: Page): Promise<void> {
  await importEvents(
    page,
    Array.from({ length: STREAMS }, (_, n) => ({ stream: `stream-${n}` })),
  );
}

/** Counts the requests for stored data that the page makes from now on, and the records that batches give. */
async function countReads(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counted = { reads: 0 };
    Object.assign(window, { counted });
    for (const { prototype } of [IDBObjectStore, IDBIndex]) {
      for (const name of ['get', 'getKey', 'getAll', 'openCursor', 'openKeyCursor', 'count'] as const) {
        const read = prototype[name];
        Object.assign(prototype, {
          [name](this: typeof prototype, ...args: unknown[]) {
            counted.reads += 1;
            const request: IDBRequest = Reflect.apply(read, this, args);
            request.addEventListener('success', () => {
              if (Array.isArray(request.result)) counted.reads += request.result.length;
            });
            return request;
          },
        });
      }
    }
    const next = IDBCursor.prototype.continue;
    IDBCursor.prototype.continue = function (this: IDBCursor, ...args) {
      counted.reads += 1;
      return Reflect.apply(next, this, args);
    };
  });
  return () => page.evaluate(() => (window as unknown as { counted: { reads: number } }).counted.reads);
}

test('what a Send reads does not grow with the streams', async ({ page, openApp }) => {
  await openApp('#/settings');
  await fill(page);
  await openApp('#/post/new-stream');
  await expect(page.getByRole('heading', { name: 'Streams 1200', exact: true })).toBeVisible();
  const reads = await countReads(page);
  const { send } = postForm(page);
  await send.click();
  await expect(result(page, 'Committed')).toContainText('as event 0');
  await expect(page.getByRole('link', { name: /^new-stream/ })).toBeVisible();
  // One look at all of them would take as many.
  expect(await reads()).toBeLessThan(STREAMS / 2);
});

test('the side list goes on as one scrolls or presses Show more, and finds any part of any name', async ({
  page,
  openApp,
}) => {
  await openApp('#/settings');
  await fill(page);
  const side = page.getByRole('region', { name: /^Streams/ });
  const rows = side.getByRole('listitem').filter({ hasText: 'stream-' });
  await side.getByRole('combobox', { name: 'Sort streams by' }).selectOption('Name');
  await expect(rows).toHaveCount(200);
  await expect(rows.last()).toContainText('stream-199');
  await side.getByRole('list').evaluate((list) => list.scrollTo({ top: list.scrollHeight }));
  await expect(rows).toHaveCount(400);

  const more = side.getByRole('button', { name: 'Show more (800)' });
  await more.focus();
  await expect(more).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(side.getByRole('link', { name: /^stream-400 / })).toBeFocused();

  const filter = side.getByRole('searchbox', { name: 'Filter streams' });
  await filter.fill('EAM-119');
  await expect(rows).toHaveCount(11);
  await filter.fill('m-1199');
  await filter.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'stream-1199' })).toBeVisible();
});

test('the form offers the streams a page at a time, and finds the others by name', async ({
  page,
  openApp,
}) => {
  await openApp('#/settings');
  await fill(page);
  await openApp('#/post');
  await page.getByRole('button', { name: 'Choose an existing stream' }).click();
  const streams = page.getByRole('dialog', { name: 'Existing streams' });
  await expect(streams.getByRole('button', { name: /^stream-0 / })).toBeVisible();
  await expect(streams.getByRole('button', { name: 'Show more (1000)' })).toBeAttached();
  await streams.getByRole('searchbox', { name: 'Filter existing streams' }).fill('1198');
  await streams.getByRole('searchbox').press('Enter');
  await expect(postForm(page).stream).toHaveValue('stream-1198');
  await expect(streams).toBeHidden();
});

test('the palette finds a stream among many by any part of its name', async ({ page, openApp }) => {
  await openApp('#/settings');
  await fill(page);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog').getByRole('combobox').fill('m-1187');
  await expect(page.getByRole('option', { name: /stream-1187/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'stream-1187' })).toBeVisible();
});
