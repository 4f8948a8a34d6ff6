// What a browser lacks is told in the settings, and the store keeps its promises without it.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { postForm, result } from './pages.ts';

/** As in a browser that never had them. */
function takeAway(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    for (const name of ['storage', 'locks', 'serviceWorker'])
      Reflect.deleteProperty(Navigator.prototype, name);
    Reflect.deleteProperty(IDBTransaction.prototype, 'durability');
    Reflect.deleteProperty(globalThis, 'CompressionStream');
  });
}

const LACKS = [
  'No start without a network',
  'No protection on request',
  'No word on space',
  'No locks between tabs',
  'No choice of durability',
  'No compressed backups',
];

test('each thing that this browser lacks is named, with what is different without it', async ({
  page,
  openApp,
}) => {
  await takeAway(page);
  await openApp('#/settings');
  const section = page.getByRole('region', { name: 'This browser' });
  const told = section.getByRole('listitem');
  await expect(told).toHaveCount(LACKS.length);
  for (const [place, name] of LACKS.entries()) {
    await expect(told.nth(place).getByText(name, { exact: true })).toBeVisible();
    await expect(told.nth(place).getByRole('paragraph')).toHaveText(/\w/);
  }
  await expect(page.getByRole('checkbox', { name: 'Compress (gzip)' })).toBeHidden();
});

test('one that has all of it says so', async ({ page, openApp }) => {
  await page.addInitScript(() => {
    const storage = { ...navigator.storage, estimate: async () => ({}), persist: async () => false };
    Object.defineProperty(Navigator.prototype, 'storage', { get: () => storage });
  });
  await openApp('#/settings');
  const section = page.getByRole('region', { name: 'This browser' });
  await expect(section.getByText('This browser supports everything the store uses.')).toBeVisible();
});

test('without any of it a lost reply is retried, and the event is there once, also after a reload', async ({
  page,
  openApp,
}) => {
  await takeAway(page);
  await openApp('#/post/orders');
  await setNetwork(page, 'Loses the reply');
  await postForm(page).send.click();
  await expect(result(page, 'No reply')).toBeVisible();
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(result(page, 'Already committed')).toBeVisible();
  await page.reload();
  await openApp('#/streams/orders');
  await expect(page.getByText('1 event · version 0')).toBeVisible();
});
