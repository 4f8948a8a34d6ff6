// What opens over a screen or takes its place passes axe: menus, dialogs, notices, and screens without a store.

import { expectNoFindings, SIZES } from './axe.ts';
import { backupLines, fileOf } from './backup-file.ts';
import { expect, test } from './fixtures.ts';
import { holdOldVersion, loadSample } from './sample.ts';

for (const { width, height } of SIZES) {
  test.describe(`at ${width} px`, () => {
    test.slow();
    test.use({ viewport: { width, height } });

    test('axe finds nothing in the menu and the dialogs of a stream, nor where it was', async ({
      page,
      openApp,
    }) => {
      await openApp();
      await loadSample(page);
      await openApp('#/streams/order-1042');
      const more = page.getByRole('button', { name: 'More' });
      await more.click();
      await expectNoFindings(page, 'the menu');
      await page.getByRole('button', { name: 'Tombstone stream…' }).click();
      await page.getByRole('textbox', { name: /Type the stream’s name/ }).press('Enter');
      await expectNoFindings(page, 'the dialog to tombstone, with a name that does not match');
      await page.keyboard.press('Escape');
      await more.click();
      await page.getByRole('button', { name: 'Delete stream…' }).click();
      await expectNoFindings(page, 'the dialog to delete');
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
      await expectNoFindings(page, 'a deleted stream');
    });

    test('axe finds nothing in a feed that is expanded, paused and asked for too much', async ({
      page,
      openApp,
      context,
    }) => {
      await openApp();
      await loadSample(page);
      await openApp('#/streams/order-1042');
      await page.getByRole('button', { name: 'Expand all' }).click();
      await page.getByRole('button', { name: 'Live on' }).click();
      const other = await openApp('#/post/order-1042', await context.newPage());
      await other.getByRole('button', { name: 'Send' }).click();
      await expect(page.getByRole('button', { name: '1 new event' })).toBeVisible();
      await page.getByRole('textbox', { name: 'Go to event No.' }).fill('999');
      await page.keyboard.press('Enter');
      await expect(page.getByText(/^The last event is/).last()).toBeVisible();
      await expectNoFindings(page, 'a feed');
      for (const tab of ['Atom JSON', 'Atom XML']) {
        await page.getByRole('tab', { name: tab }).click();
        await expectNoFindings(page, tab);
      }
    });

    test('axe finds nothing in what settings do', async ({ page, openApp }) => {
      await openApp();
      await loadSample(page);
      await openApp('#/settings');
      const file = page.getByLabel('Import file');
      await file.setInputFiles(fileOf(backupLines([{ stream: 'counter' }])));
      await expect(page.getByRole('button', { name: 'Import 1 event' })).toBeVisible();
      await expectNoFindings(page, 'a file that was looked through');
      await page.getByRole('button', { name: 'Import 1 event' }).click();
      await expect(page.getByRole('progressbar', { name: 'Import' })).toBeVisible();
      await expectNoFindings(page, 'a file that was imported');
      await file.setInputFiles(fileOf(['no backup']));
      await expect(page.getByText('Nothing was written.')).toBeVisible();
      await page.getByRole('textbox', { name: /Type the store’s name/ }).press('Enter');
      await page.getByRole('button', { name: 'Ask this browser to keep it' }).click();
      await expect(page.getByRole('status')).toHaveText(/^The browser answered/);
      await expectNoFindings(page, 'a file that is no backup, a name that does not match');
      await page.getByRole('button', { name: 'Free space…' }).click();
      await expectNoFindings(page, 'the dialog to free space');
    });

    test('axe finds nothing in the form with its lists open, nor in the streams that no filter finds', async ({
      page,
      openApp,
    }) => {
      await openApp();
      await loadSample(page);
      const filter = page.getByRole('searchbox', { name: 'Filter streams' });
      await filter.fill('no such stream');
      await expectNoFindings(page, 'a filter that finds nothing');
      await filter.fill('');
      await page.getByText('System streams').click();
      await expectNoFindings(page, 'system streams');
      await openApp('#/post');
      await page.getByRole('button', { name: 'Choose an existing stream' }).click();
      await expect(page.getByRole('button', { name: /^payments/ })).toBeVisible();
      await expectNoFindings(page, 'the streams to choose from');
    });

    test('axe finds nothing on a device that is offline', async ({ page, openApp, context }) => {
      await openApp();
      await loadSample(page);
      await context.setOffline(true);
      await expect(page.getByText('You are offline.').first()).toBeVisible();
      await expectNoFindings(page, 'the banner');
    });

    test('axe finds nothing where the store cannot be opened', async ({ page, openApp, storeName }) => {
      const letGo = await holdOldVersion(page, storeName);
      await openApp();
      await expect(page.getByRole('heading', { name: 'Close or reload the other tab' })).toBeVisible();
      await expectNoFindings(page, 'a store that another tab holds');
      await letGo();
      await page.addInitScript(() => {
        indexedDB.open = () => {
          throw new DOMException('The user denied permission to access the database.', 'SecurityError');
        };
      });
      await page.reload();
      await expect(page.getByRole('heading', { name: 'The store could not be opened' })).toBeVisible();
      await expectNoFindings(page, 'a browser without storage');
    });
  });
}
