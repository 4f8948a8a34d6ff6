// Chromium writes on behind what a kill tore, and at the start after that deletes all it cannot read: never this store.
import { existsSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './faults/fixtures.ts';
import { damage, logFile, tear } from './faults/log-file.ts';
import { KILLS, KILLS_TIMEOUT_MS, report } from './faults/runs.ts';
import { openLibraryPages, readLog, startLibraryHost } from './library-page.ts';
import { postForm, result } from './pages.ts';

/** Appends so many events, each acknowledged. */
async function append(page: Page, events: number): Promise<void> {
  await page.evaluate(async (count) => {
    for (let number = 0; number < count; number++)
      await window.store.appendToStream('orders', window.library.jsonEvent({ type: 'T', data: { number } }));
  }, events);
}

test('what is appended after a kill that tore a record outlives the next one, as often as that happens', async ({
  browserOnDisk: browser,
  storeName,
}) => {
  test.setTimeout(KILLS_TIMEOUT_MS);
  const host = await startLibraryHost();
  const open = async () => (await openLibraryPages(await browser.start(), storeName, { host })).open();
  let torn = '';
  for (let round = 0; round < KILLS; round++) {
    const page = await open();
    expect(await readLog(page)).toHaveLength(round * 40);
    await append(page, 20);
    // By itself, and soon: the store was only opened.
    await expect.poll(() => existsSync(torn)).toBe(false);
    await append(page, 20);
    await browser.kill();
    torn = await logFile(browser.profile);
    await tear(torn);
  }
  const last = await open();
  expect(await readLog(last)).toHaveLength(KILLS * 40);
  const names = () => last.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  await expect.poll(names, 'what is left of it').toEqual([storeName]);
  await host.stop();
  report({ 'records torn by a kill': KILLS, 'events checked after that': KILLS * 40 });
});

test('a person whose browser deleted a damaged store is told that, and where a backup is read', async ({
  browserOnDisk: browser,
  baseURL,
  storeName,
}) => {
  const open = async (hash: string) => {
    const page = await (await browser.start()).newPage();
    await page.goto(`${baseURL}/?store=${storeName}#/${hash}`);
    return page;
  };
  const page = await open('post/orders');
  const lost = page.getByRole('region', { name: 'Lost data' });
  await postForm(page).send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  await expect(lost).toBeHidden();
  await browser.kill();
  await damage(await logFile(browser.profile));

  const again = await open('streams');
  const told = again.getByRole('region', { name: 'Lost data' });
  await expect(told).toContainText('deleted all of it');
  await told.getByRole('link', { name: 'Import a backup' }).click();
  await expect(again.getByRole('heading', { name: 'Back up and restore' })).toBeVisible();
  await told.getByRole('button', { name: 'Dismiss' }).click();
  await expect(told).toBeHidden();
});
