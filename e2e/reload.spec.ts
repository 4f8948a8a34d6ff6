// A page that is reloaded or closed loses nothing: requests, attempts and the way to retry them are kept.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { attempts, postForm, result } from './pages.ts';

/** From now on this page waits for a reply for ever, however slow the machine is that runs the test. */
async function waitForEver(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.setTimeout = (() => 0) as unknown as typeof window.setTimeout;
  });
}

test('a reload between the lost reply and the retry changes nothing', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { event, send } = postForm(page);
  const id = await event(1).id.inputValue();
  await setNetwork(page, 'Loses the reply');
  await send.click();
  await expect(result(page, 'No reply')).toBeVisible();

  await page.reload();
  await page.getByRole('link', { name: /^Requests 1/ }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Needs you' })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'orders' }).click();
  await expect(attempts(page)).toHaveText([/Network: loses the reply .*No reply/]);
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(result(page, 'Already committed')).toContainText(
    'Nothing new was written. The same event is already at 0.',
  );
  await page.getByRole('tab', { name: 'Transcript' }).click();
  const sent = (attempt: number) =>
    page
      .getByRole('group', { name: `Request of attempt ${attempt}` })
      .locator('code')
      .textContent();
  expect(await sent(2)).toBe(await sent(1));
  expect(await sent(2)).toContain(id);
  await expect(page.getByRole('link', { name: 'Requests', exact: true }).first()).toBeVisible();

  await page.reload();
  await expect(attempts(page)).toHaveText([/No reply/, /Already committed/]);
  await page.getByRole('link', { name: 'Open feed' }).click();
  await expect(page.getByText('1 event · version 0')).toBeVisible();
});

for (const fault of ['Loses the reply', 'Loses the request'] as const) {
  test(`a page that is reloaded while it waits (${fault.toLowerCase()}) finds the attempt without reply`, async ({
    page,
    openApp,
  }) => {
    await openApp('#/post/orders');
    await setNetwork(page, fault);
    await waitForEver(page);
    await postForm(page).send.click();
    await expect(result(page, 'Sending')).toBeVisible();
    if (fault === 'Loses the reply') await expect(page.getByText('1 event · version 0')).toBeVisible();
    await page.reload();
    await page.getByRole('link', { name: /^Requests 1/ }).click();
    await page.getByRole('main').getByRole('link', { name: 'orders' }).click();
    await expect(result(page, 'No reply')).toContainText('Retrying cannot duplicate it.');
    await page.getByRole('button', { name: 'Retry same request' }).click();
    await expect(result(page, fault === 'Loses the reply' ? 'Already committed' : 'Committed')).toBeVisible();
    await page.getByRole('link', { name: 'Open feed' }).click();
    await expect(page.getByText('1 event · version 0')).toBeVisible();
  });
}

test('a tab that is closed while it waits leaves its request to the other tab', async ({
  page,
  context,
  openApp,
}) => {
  const other = await openApp('#/requests', await context.newPage());
  await openApp('#/post/orders');
  await setNetwork(page, 'Loses the reply');
  await waitForEver(page);
  await postForm(page).send.click();
  await expect(page.getByText('1 event · version 0')).toBeVisible();
  await expect(other.getByRole('main').getByText('Sending', { exact: true })).toBeVisible();
  await page.close();
  await other.getByRole('button', { name: 'Retry same request' }).click();
  await expect(other.getByRole('main').getByText('Already committed', { exact: true })).toBeVisible();
});

test('the network stays as it was set, and says so after a reload', async ({ page, openApp }) => {
  await openApp('#/streams');
  await setNetwork(page, 'Loses the reply', 'until changed');
  await page.reload();
  for (const hash of ['#/streams', '#/post', '#/requests', '#/settings']) {
    await openApp(hash);
    await expect(page.getByRole('button', { name: 'Network: loses the reply' })).toBeVisible();
  }
  await page.getByRole('button', { name: /^Network:/ }).click();
  await page.getByRole('button', { name: 'Back to normal' }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Network: normal' })).toBeVisible();
});

test('what was discarded can be brought back, and is gone after a reload', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Loses the request');
  await postForm(page).send.click();
  const card = result(page, 'No reply');
  await card.getByRole('button', { name: 'Discard' }).click();
  await expect(card).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(card).toBeVisible();
  await card.getByRole('button', { name: 'Discard' }).click();
  await expect(card).toBeHidden();
  await page.reload();
  await openApp('#/requests');
  await expect(page.getByText('Nothing was sent from here yet.')).toBeVisible();
});
