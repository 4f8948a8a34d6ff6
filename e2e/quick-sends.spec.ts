// Sending as fast as the form allows: the version that it expects is never behind the event that it just wrote.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { postForm, result } from './pages.ts';

/** Presses Send whenever the form takes it, until `count` requests were sent. Resolves with the outcomes that were shown. */
function sendQuickly(page: Page, count: number): Promise<readonly string[]> {
  return page.evaluate(async (wanted) => {
    const send = [...document.querySelectorAll('button')].find((button) => button.type === 'submit');
    const card = () => document.querySelector('.outcome');
    const shown = () => card()?.querySelector('.ref a')?.textContent;
    const outcomes: string[] = [];
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    while (outcomes.length < wanted) {
      const before = shown();
      send?.click();
      while (shown() === before || card()?.getAttribute('aria-busy') === 'true') await frame();
      outcomes.push(card()?.querySelector('h2')?.textContent ?? '');
      if (send?.getAttribute('aria-disabled') === 'true') await frame();
    }
    return outcomes;
  }, count);
}

/** Each read of one stream's facts ends that much later; what is written is answered as fast as ever. */
async function slowReads(page: Page, ms: number): Promise<void> {
  await page.addInitScript((delayMs) => {
    const { transaction } = IDBDatabase.prototype;
    const { get } = IDBObjectStore.prototype;
    const slow = new WeakSet<IDBTransaction>();
    IDBDatabase.prototype.transaction = function (names, mode, options) {
      const made = transaction.call(this, names, mode, options);
      if (mode === undefined || mode === 'readonly') slow.add(made);
      return made;
    };
    // Keeps the transaction alive with reads of nothing until the time is over.
    IDBObjectStore.prototype.get = function (key) {
      if (!slow.has(this.transaction)) return get.call(this, key);
      slow.delete(this.transaction);
      const until = performance.now() + delayMs;
      const spin = () => {
        if (performance.now() < until) get.call(this, key).onsuccess = spin;
      };
      spin();
      return get.call(this, key);
    };
  }, ms);
}

test('100 quick sends without a wait are committed, each behind the one before', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  await expect(postForm(page).expected('No stream')).toBeChecked();
  expect(new Set(await sendQuickly(page, 100))).toEqual(new Set(['Committed']));
  await expect(postForm(page).exact).toHaveValue('99');
  await expect(page.getByRole('button', { name: /^Expect version/ })).toHaveCount(0);
});

test('with a store that is slow to tell how a stream is, too', async ({ page, openApp }) => {
  await slowReads(page, 400);
  await openApp('#/post/orders');
  await expect(postForm(page).expected('No stream')).toBeChecked();
  expect(new Set(await sendQuickly(page, 12))).toEqual(new Set(['Committed']));
  await expect(postForm(page).exact).toHaveValue('11');
});

test('what is queued quickly is expected in its order, and written so', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Offline');
  expect(new Set(await sendQuickly(page, 20))).toEqual(new Set(['Queued']));
  await expect(postForm(page).exact).toHaveValue('19');
  await setNetwork(page, 'Normal');
  await page.getByRole('link', { name: /^Requests/ }).click();
  await expect(page.getByRole('button', { name: 'Done 20' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Conflict')).toHaveCount(0);
});

test('a rival’s event behind one’s own is offered, not expected unseen', async ({
  page,
  openApp,
  context,
}) => {
  await openApp('#/post/orders');
  await postForm(page).send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  const rival = await openApp('#/post/orders', await context.newPage());
  await expect(postForm(rival).exact).toHaveValue('0');
  await postForm(rival).send.click();
  await expect(result(rival, 'Committed')).toBeVisible();
  await expect(postForm(page).exact).toHaveValue('0');
  await page.getByRole('button', { name: 'Expect version 1' }).click();
  await postForm(page).send.click();
  await expect(result(page, 'Committed')).toContainText('as event 2');
});

test('a page that is loaded again goes on counting from what it has queued', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Offline');
  const { exact, send } = postForm(page);
  await send.click();
  await expect(exact).toHaveValue('0');
  await page.reload();
  await expect(page.getByText('1 queued request to')).toBeVisible();
  await expect(exact).toHaveValue('0');
  await send.click();
  await expect(exact).toHaveValue('1');
  await setNetwork(page, 'Normal');
  await page
    .getByRole('link', { name: /^Requests/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: 'Done 2' })).toBeVisible();
  await expect(page.getByText('Conflict')).toHaveCount(0);
});

test('Ctrl+Enter held down sends each event once, in order', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  await expect(postForm(page).expected('No stream')).toBeChecked();
  await postForm(page).event(1).data.focus();
  await page.keyboard.down('Control');
  for (let press = 0; press < 60; press += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await page.keyboard.up('Control');
  await expect(result(page, 'Committed')).toBeVisible();
  const { exact } = postForm(page);
  const last = Number(await exact.inputValue());
  await page
    .getByRole('link', { name: /^Requests/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: `Done ${last + 1}` })).toBeVisible();
  await expect(page.getByText(/Conflict|Already committed/)).toHaveCount(0);
});
