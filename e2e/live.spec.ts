// What is written elsewhere appears, and does not move what is being read.
import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { openListening, postFromOutside } from './sample.ts';

function numbered(count: number) {
  return Array.from({ length: count }, (_, index) => ({ eventType: 'Counted', data: { index } }));
}

/** A page learns from the frames that it shows where it was scrolled to. */
async function scrollTo(row: Locator): Promise<void> {
  await row.scrollIntoViewIfNeeded();
  await row.evaluate(
    () =>
      new Promise((shown) => {
        requestAnimationFrame(() => requestAnimationFrame(shown));
      }),
  );
}

test('an event of another tab appears by itself on the newest page', async ({ page, context, request }) => {
  await openListening(page, '#/streams/counter');
  const other = await context.newPage();
  await other.goto('/#/streams/counter');
  await expect(other.getByRole('heading', { name: 'counter' })).toBeVisible();
  await postFromOutside(request, 'counter', numbered(2));
  for (const tab of [page, other]) {
    await expect(tab.getByText('2 events · version 1')).toBeVisible();
    await expect(tab.getByRole('table', { name: 'Events in counter' }).getByRole('link')).toHaveText([
      '1',
      '0',
    ]);
  }
});

test('rows do not move while one reads further down; new events wait behind a button', async ({
  page,
  request,
}) => {
  await openListening(page, '#/streams/counter');
  await postFromOutside(request, 'counter', numbered(60));
  await page.getByRole('combobox', { name: 'Per page' }).selectOption('50');
  const row = page.getByRole('link', { name: 'Event 20' });
  await scrollTo(row);
  const before = await row.boundingBox();
  await postFromOutside(request, 'counter', numbered(3));
  const button = page.getByRole('button', { name: '3 new events' });
  await expect(button).toBeVisible();
  expect(await row.boundingBox()).toEqual(before);
  await button.click();
  await expect(page.getByRole('link', { name: 'Event 62' })).toBeInViewport();
  await expect(button).toBeHidden();
});

test('a paused feed takes nothing in, and shows all of a burst when it is resumed', async ({
  page,
  request,
}) => {
  await openListening(page, '#/streams/counter');
  await postFromOutside(request, 'counter', numbered(1));
  await page.getByRole('button', { name: 'Live on' }).click();
  await postFromOutside(request, 'counter', numbered(100));
  await expect(page.getByRole('button', { name: '100 new events' })).toBeVisible();
  await expect(page.getByRole('table').getByRole('link')).toHaveText(['0']);
  await page.getByRole('button', { name: 'Paused' }).click();
  await expect(page.getByText('101 events · version 100')).toBeVisible();
  const burst = Array.from({ length: 100 }, (_, place) => String(100 - place));
  await expect(page.getByRole('table').getByRole('link')).toHaveText(burst);
});

test('a burst that waited while one read further down is shown whole', async ({ page, request }) => {
  await openListening(page, '#/streams/counter');
  await postFromOutside(request, 'counter', numbered(60));
  await page.getByRole('combobox', { name: 'Per page' }).selectOption('50');
  await scrollTo(page.getByRole('link', { name: 'Event 11' }));
  for (let round = 0; round < 4; round++) await postFromOutside(request, 'counter', numbered(25));
  await page.getByRole('button', { name: '100 new events' }).click();
  const burst = Array.from({ length: 100 }, (_, place) => String(159 - place));
  await expect(page.getByRole('table').getByRole('link')).toHaveText(burst);
});

test('on an older page the new events wait behind a button too', async ({ page, request }) => {
  await openListening(page, '#/streams/counter');
  await postFromOutside(request, 'counter', numbered(40));
  await page.getByRole('link', { name: 'Oldest', exact: true }).click();
  await expect(page.getByRole('table').getByRole('link').last()).toHaveText('0');
  await postFromOutside(request, 'counter', numbered(1));
  await page.getByRole('button', { name: '1 new event' }).click();
  await expect(page.getByRole('table').getByRole('link').first()).toHaveText('40');
});

test('an event that cannot be shown leaves the list and the header usable', async ({
  page,
  context,
  request,
}) => {
  await openListening(page, '#/streams/counter');
  await postFromOutside(request, 'counter', numbered(1));
  await postFromOutside(request, 'counter', numbered(1));
  // A record as no store writes it: the id of its event is no text.
  await page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await asked(indexedDB.open('event-store'));
    const commits = database.transaction('commits', 'readwrite').objectStore('commits');
    const record = await asked(commits.get(0));
    await asked(commits.put({ ...record, ids: [{}] }));
    database.close();
  });
  await page.reload();
  await page.getByRole('link', { name: 'Event 0' }).click();
  await expect(page.getByText('This event could not be shown')).toBeVisible();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy details' }).click();
  await expect(page.getByRole('status')).toHaveText('Copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^This event could not be shown\n\w*Error: /,
  );
  await page.getByRole('button', { name: 'Network: normal' }).click();
  await expect(page.getByRole('dialog', { name: 'Network' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Close event' }).click();
  await page.getByRole('link', { name: 'Event 1' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Event 1' })).toBeFocused();
});
