// A store with holes, as earlier versions left them: the check names them, every screen goes on over them, and a backup keeps them.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { backupLines, fileOf, importEvents } from './backup-file.ts';
import { expect, test } from './fixtures.ts';

test.use({ timezoneId: 'UTC' });

/** 60 events of `order-1`, each in a record of its own; then those with the numbers 10 to 39 are taken out of the database. */
async function makeHole(page: Page, storeName: string): Promise<void> {
  const begunMs = Date.UTC(2026, 10, 20, 8);
  const events = Array.from({ length: 60 }, (_, n) => ({
    stream: 'order-1',
    data: `{"n":${n}}`,
    created: new Date(begunMs + n * 60_000).toISOString(),
  }));
  await importEvents(page, events);
  await page.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const tx = db.transaction('commits', 'readwrite');
          tx.objectStore('commits').delete(IDBKeyRange.bound(10, 39));
          tx.oncomplete = () => {
            db.close();
            resolve();
          };
        };
      }),
    storeName,
  );
}

async function check(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check store' }).click();
}

test.beforeEach(async ({ page, openApp, storeName }) => {
  await openApp('#/settings');
  await makeHole(page, storeName);
  await page.reload();
});

test('a check names each hole and says what it means; a store without holes is said to be whole', async ({
  page,
  openApp,
  storeName,
}) => {
  await check(page);
  await expect(page.getByRole('status')).toHaveText(/^Found \d+ problems among 30 events\.$/);
  const problems = page.getByRole('list', { name: 'Problems' });
  await expect(problems).toContainText('Stream order-1 misses events 10 to 39.');
  await expect(problems).toContainText('The log misses positions 10 to 39.');
  await expect(page.getByText('Nothing that was acknowledged is missing.')).toBeVisible();
  await page.goto(`/?store=${storeName}-whole#/settings`);
  await importEvents(page, [{ stream: 'whole' }, { stream: 'whole' }]);
  await check(page);
  await expect(page.getByRole('status')).toHaveText('No holes: all 2 events are where they belong.');
  await openApp('#/settings');
});

test('pages, single events, times and folds go on over the hole', async ({ page, openApp }) => {
  await openApp('#/streams/order-1');
  const row = (number: number) => page.getByRole('link', { name: `Event ${number}`, exact: true });
  await expect(row(59)).toBeVisible();
  await expect(row(40)).toBeVisible();
  await page.getByRole('link', { name: 'Older', exact: true }).click();
  await expect(row(9)).toBeVisible();
  await expect(row(0)).toBeVisible();
  await page.getByRole('link', { name: 'Newer', exact: true }).click();
  await expect(row(40)).toBeVisible();

  await page.getByRole('textbox', { name: 'Go to event No.' }).fill('20');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Event 20 cannot be read: it is too old,')).toBeVisible();
  await openApp('#/streams/order-1');
  await page.getByRole('button', { name: 'Go to a time' }).click();
  await page.getByLabel('First event at or after').fill('2026-11-20T08:30');
  await page.getByRole('button', { name: 'Go', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Event 40', exact: true })).toBeVisible();

  await openApp('#/streams/order-1/find/text/"n":');
  await expect(page.getByRole('status')).toHaveText(/^30 matches in /);
  await openApp('#/streams/$ce-order');
  await expect(row(29)).toBeVisible();
  await openApp('#/play/order-1/59');
  await expect(page.getByRole('heading', { name: 'State as of event 59' })).toBeVisible();
});

test('an export is imported with its hole; the file of an earlier version only where that is asked for', async ({
  page,
  storeName,
}) => {
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export all' }).click();
  const path = await (await started).path();
  await expect(page.getByRole('status')).toHaveText(/^Exported 30 events, /);
  const lines = (await readFile(path, 'utf8')).trim().split('\n');
  expect(lines[11]).toContain('"eventNumber":40,"position":10,');
  await page.goto(`/?store=${storeName}-copy#/settings`);
  const field = page.getByLabel('Import file');
  await field.setInputFiles(path);
  await page.getByRole('button', { name: 'Import 30 events', exact: true }).click();
  await expect(page.getByRole('status')).toHaveText('Imported 30 events, 0 already there.');

  await page.goto(`/?store=${storeName}-earlier#/settings`);
  const [, ...whole] = backupLines(Array.from({ length: 5 }, () => ({ stream: 'a' })));
  await field.setInputFiles(fileOf(whole.toSpliced(1, 2)));
  await expect(page.getByRole('main').getByText(/Events 1 to 2 are missing in the file/)).toBeVisible();
  await page.getByRole('button', { name: 'Import 3 events with gaps' }).click();
  await expect(page.getByRole('status')).toHaveText('Imported 3 events, 0 already there.');
  await check(page);
  await expect(page.getByRole('list', { name: 'Problems' })).toHaveText('Stream a misses events 1 to 2.');
});
