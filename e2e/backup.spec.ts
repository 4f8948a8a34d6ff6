// A store is carried away in a file, and back; a file is looked through before anything is written.
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { backupLines, fileOf, importEvents } from './backup-file.ts';
import { expect, test } from './fixtures.ts';
import { holdStore, loadSample } from './sample.ts';

async function exportAll(page: Page) {
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export all' }).click();
  const download = await started;
  return { name: download.suggestedFilename(), path: await download.path() };
}

test('a store that was exported, reset and imported is whole; once more adds nothing', async ({
  page,
  openApp,
  storeName,
}) => {
  await openApp();
  await loadSample(page);
  await openApp('#/settings');
  const { name, path } = await exportAll(page);
  expect(name).toMatch(/-\d{4}-\d\d-\d\d\.ndjson$/);
  await expect(page.getByRole('status')).toHaveText(/^Exported 404 events, /);
  expect(await readFile(path, 'utf8')).toContain('"tracking":9007199254740993,');

  await page.getByRole('textbox', { name: /Type the store’s name/ }).fill(storeName);
  await page.getByRole('button', { name: 'Reset store' }).click();
  await expect(page.getByRole('heading', { name: 'An event store inside this browser' })).toBeVisible();

  await openApp('#/settings');
  const field = page.getByLabel('Import file');
  await field.setInputFiles(path);
  await expect(page.getByText('404 events: 404 new, 0 already there.').last()).toBeVisible();
  await expect(page.getByText('0 events in 0 streams')).toBeVisible();
  await page.getByRole('button', { name: 'Import 404 events' }).click();
  await expect(page.getByRole('status')).toHaveText('Imported 404 events, 0 already there.');
  await expect(page.getByRole('progressbar', { name: 'Import' })).toBeVisible();
  await expect(page.getByText('404 events in 3 streams')).toBeVisible();

  await field.setInputFiles(path);
  await expect(page.getByRole('status')).toHaveText(/404 events: 0 new, 404 already there\./);
  await expect(page.getByRole('button', { name: /^Import \d/ })).toBeHidden();
  await openApp('#/streams/order-1042/113');
  await expect(page.getByText('9007199254740993', { exact: true })).toBeVisible();
});

test('an empty store offers to restore a backup, and goes on where its import is shown', async ({
  page,
  openApp,
  storeName,
}) => {
  await openApp();
  await loadSample(page);
  await openApp('#/settings');
  const { path } = await exportAll(page);

  await page.goto(`/?store=${storeName}-other`);
  await page.getByLabel('Restore a backup').setInputFiles(path);
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import 404 events' })).toBeFocused();
  await expect(page.getByText('404 events: 404 new, 0 already there.').last()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toHaveText('Imported 404 events, 0 already there.');

  await page.getByRole('link', { name: 'Streams', exact: true }).click();
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(page.getByText('404 events in 3 streams')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Import \d/ })).toHaveCount(0);
});

test('a compressed backup holds the same lines, and is read back', async ({ page, openApp, storeName }) => {
  await openApp();
  await loadSample(page);
  await openApp('#/settings');
  const plain = await exportAll(page);
  await page.getByRole('checkbox', { name: 'Compress (gzip)' }).check();
  const packed = await exportAll(page);
  expect(packed.name).toMatch(/\.ndjson\.gz$/);
  expect(gunzipSync(await readFile(packed.path)).equals(await readFile(plain.path))).toBe(true);

  await page.goto(`/?store=${storeName}-other#/settings`);
  await page.getByLabel('Import file').setInputFiles(packed.path);
  await page.getByRole('button', { name: 'Import 404 events' }).click();
  await expect(page.getByRole('status')).toHaveText('Imported 404 events, 0 already there.');
});

test('only what is new in a file is offered', async ({ page, openApp }) => {
  await openApp('#/settings');
  const lines = backupLines(Array.from({ length: 3 }, () => ({ stream: 'counter' })));
  const field = page.getByLabel('Import file');
  await field.setInputFiles(fileOf([lines[0]?.replace('3', '2') ?? '', ...lines.slice(1, 3)]));
  await page.getByRole('button', { name: 'Import 2 events' }).click();
  await expect(page.getByRole('status')).toHaveText('Imported 2 events, 0 already there.');
  await field.setInputFiles(fileOf(lines));
  await expect(page.getByRole('status')).toHaveText('3 events: 1 new, 2 already there.');
  await page.getByRole('button', { name: 'Import 1 event' }).click();
  await expect(page.getByRole('status')).toHaveText('Imported 1 event, 2 already there.');
});

for (const [name, reason] of [
  ['$all', 'not "$all"'],
  ['\ud800', 'not "\\ud800"'],
  ['order-\udc00', 'not "order-\\udc00"'],
] as const) {
  test(`a name that no stream can have, such as ${JSON.stringify(name)}, is told as a problem of its line`, async ({
    page,
    openApp,
  }) => {
    await openApp('#/settings');
    const lines = backupLines([{ stream: 'kept' }, { stream: name }]);
    await page.getByLabel('Import file').setInputFiles(fileOf(lines));
    await expect(page.getByRole('main').getByText('Line 3: stream must be a name')).toContainText(reason);
    await expect(page.getByText('0 events in 0 streams')).toBeVisible();
  });
}

test('a broken line is told by its number and its reason, and nothing is written', async ({
  page,
  openApp,
}) => {
  await openApp('#/settings');
  const lines = backupLines(Array.from({ length: 3 }, () => ({ stream: 'counter' })));
  await page.getByLabel('Import file').setInputFiles(fileOf([...lines.slice(0, 3), '{"eventId":']));
  await expect(page.getByText('Line 4: is not valid JSON.', { exact: true })).toBeVisible();
  await expect(page.getByText('Nothing was written.')).toBeVisible();
  await expect(page.getByText('0 events in 0 streams')).toBeVisible();
});

test('a file that is chosen can be let go again', async ({ page, openApp }) => {
  await openApp('#/settings');
  await page.getByLabel('Import file').setInputFiles(fileOf(backupLines([{ stream: 'counter' }])));
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Import 1 event' })).toBeHidden();
  await expect(page.getByText('0 events in 0 streams')).toBeVisible();
});

test('a long import shows how far it is, and can be cancelled and gone on with', async ({
  page,
  openApp,
  storeName,
}) => {
  await openApp('#/settings');
  const file = fileOf(backupLines(Array.from({ length: 5_000 }, () => ({ stream: 'counter' }))));
  const field = page.getByLabel('Import file');
  await field.setInputFiles(file);
  const begin = page.getByRole('button', { name: 'Import 5000 events' });
  await expect(begin).toBeVisible();
  const letGo = await holdStore(page, storeName);
  await begin.click();
  await expect(page.getByRole('progressbar', { name: 'Import' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await letGo();
  await expect(page.getByRole('status')).toHaveText(
    /^Stopped\. Imported .+ Import the file again to go on\.$/,
  );
  await field.setInputFiles(file);
  await page.getByRole('button', { name: /^Import \d/ }).click();
  await expect(page.getByRole('status')).toHaveText(/^Imported .+ already there\.$/);
  await expect(page.getByText('5000 events in 1 stream')).toBeVisible();
});

test('what is imported appears in a feed that is open in another tab', async ({ page, openApp, context }) => {
  const other = await context.newPage();
  await openApp('#/streams/counter', other);
  await openApp('#/settings');
  await importEvents(page, [{ stream: 'counter' }, { stream: 'counter' }]);
  await expect(other.getByText('2 events · version 1')).toBeVisible();
});
