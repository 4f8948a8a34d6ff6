// A store that another tab holds on to.
import { expect, test } from './fixtures.ts';
import { holdOldVersion, loadSample } from './sample.ts';

test('the page asks within two seconds to close the other tab, and continues by itself when that is done', async ({
  page,
  openApp,
  storeName,
}) => {
  const letGo = await holdOldVersion(page, storeName);
  await page.clock.install();
  await openApp();
  await page.clock.runFor(2_000);
  await expect(page.getByRole('heading', { level: 1, name: 'Close or reload the other tab' })).toBeVisible();
  await letGo();
  await expect(
    page.getByRole('heading', { level: 1, name: 'An event store inside this browser' }),
  ).toBeVisible();
});

test('an old version in another tab is not in the way of a new one, and says that it is to be reloaded', async ({
  page,
  context,
  openApp,
  storeName,
}) => {
  await openApp();
  await loadSample(page);
  const newer = await context.newPage();
  await newer.goto('/icon.svg');
  // As a newer version of the app would: it opens the store with a higher version, and has it at once.
  await newer.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name, 1_000);
        request.onblocked = () => reject(new Error('The old version holds on to the store.'));
        request.onerror = () => reject(request.error);
        request.onsuccess = () => resolve();
      }),
    storeName,
  );
  await page.getByRole('main').getByRole('link', { name: 'payments' }).click();
  await expect(page.getByText(/^A newer version of this program has upgraded the store/)).toBeVisible();
  await page.getByRole('button', { name: 'Reload this tab' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'This tab is older than the store' }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reload this tab' })).toBeVisible();
});

test('a browser that gives no storage is named as the reason', async ({ page, openApp }) => {
  await page.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('The user denied permission to access the database.', 'SecurityError');
    };
  });
  await openApp();
  await expect(page.getByRole('heading', { level: 1, name: 'The store could not be opened' })).toBeVisible();
  await expect(
    page.getByText(/SecurityError: The user denied permission to access the database\)/),
  ).toBeVisible();
});
