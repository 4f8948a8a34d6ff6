// What a person can set, and the end of a store.
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { loadSample } from './sample.ts';

test('a chosen theme is kept', async ({ page, openApp }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await openApp('#/settings');
  await page.getByRole('radio', { name: 'Dark' }).check();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  const canvas = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  expect(await canvas()).toBe('rgb(12, 14, 18)');
  await page.getByRole('radio', { name: 'System' }).check();
  expect(await canvas()).toBe('rgb(247, 248, 250)');
});

test('the browser is asked to protect the store, and its answer is told', async ({ page, openApp }) => {
  await page.addInitScript(() => {
    if (!isSecureContext) return; // Firefox also runs it in the empty page before.
    navigator.storage.persist = () => Promise.resolve(false);
    navigator.storage.persisted = () => Promise.resolve(false);
  });
  await openApp('#/settings');
  await expect(page.getByText(/ used of .+ this browser allows/)).toBeVisible();
  const main = page.getByRole('main');
  await expect(main.getByText('Not protected', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Ask this browser to keep it' }).click();
  await expect(page.getByRole('status')).toHaveText(/^The browser answered: no\./);
  await expect(main.getByText('Not protected', { exact: true })).toBeVisible();

  await page.evaluate(() => {
    navigator.storage.persist = () => Promise.resolve(true);
    navigator.storage.persisted = () => Promise.resolve(true);
  });
  await page.getByRole('button', { name: 'Ask this browser to keep it' }).click();
  await expect(page.getByRole('status')).toHaveText(/^The browser answered: protected\./);
  await expect(main.getByText('Protected', { exact: true })).toBeVisible();
});

test('a browser that cannot tell about storage is no obstacle', async ({ page, openApp }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'storage', { get: () => undefined });
  });
  await openApp('#/settings');
  await expect(page.getByText('This browser does not say how much space is used.')).toBeVisible();
  await expect(page.getByText(/^This browser does not say whether it may delete this store/)).toBeVisible();
  await page.getByRole('button', { name: 'Ask this browser to keep it' }).click();
  await expect(page.getByRole('status')).toHaveText('This browser has no way to protect a store.');
});

test('a store that was reset begins with the first step, over a network that works', async ({
  page,
  openApp,
  storeName,
}) => {
  await openApp();
  await loadSample(page);
  await setNetwork(page, 'Offline');
  await openApp('#/settings');
  await page.getByRole('textbox', { name: /Type the store’s name/ }).fill(storeName);
  await page.getByRole('button', { name: 'Reset store' }).click();
  await expect(page.getByRole('button', { name: 'Post your first event' })).toBeFocused();
  await expect(page.getByRole('status')).toHaveText(
    'The store was reset: all its streams and requests are deleted. The network is normal again.',
  );
  await expect(page.getByRole('button', { name: 'Network: normal' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('form', { name: 'Post event' })).toBeVisible();
  await openApp();
  await expect(page.getByRole('button', { name: 'Post your first event' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Post your first event' })).not.toBeFocused();
});

test('a store is deleted only when its name was typed', async ({ page, openApp, storeName }) => {
  await openApp();
  await loadSample(page);
  await openApp('#/settings');
  const reset = page.getByRole('button', { name: 'Reset store' });
  const field = page.getByRole('textbox', { name: /Type the store’s name/ });
  await field.press('Enter');
  await expect(page.getByText('The name does not match. Nothing was deleted.')).toBeVisible();
  await field.fill(storeName);
  await reset.click();
  await expect(page.getByRole('heading', { name: 'An event store inside this browser' })).toBeVisible();
});
