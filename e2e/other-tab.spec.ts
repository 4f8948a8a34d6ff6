// A store that another tab holds on to.
import { expect, test } from './fixtures.ts';

test('the page asks to close the other tab, and continues by itself when that is done', async ({
  page,
  context,
  openApp,
  storeName,
}) => {
  const other = await context.newPage();
  await other.goto('/icon.svg');
  // As an old version of the app would: it keeps its connection although another tab wants it closed.
  await other.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name, 1);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          indexedDB.deleteDatabase(name);
          resolve();
        };
      }),
    storeName,
  );
  await openApp();
  await expect(page.getByRole('heading', { level: 1, name: 'Close or reload the other tab' })).toBeVisible();
  await other.close();
  await expect(page.getByRole('heading', { level: 1, name: 'No streams yet' })).toBeVisible();
});

test('a browser that gives no storage is named as the reason', async ({ page, openApp }) => {
  await page.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('The user denied permission to access the database.', 'SecurityError');
    };
  });
  await openApp();
  await expect(page.getByRole('heading', { level: 1, name: 'The store could not be opened' })).toBeVisible();
  await expect(page.getByText('The user denied permission to access the database.')).toBeVisible();
});
