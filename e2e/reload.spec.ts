// A page that is reloaded or closed loses nothing: requests, attempts and the way to retry them are kept.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { attempts, postForm, result, setLink } from './pages.ts';

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
  await setLink(page, 'Lose reply');
  await send.click();
  await expect(result(page, 'No reply')).toBeVisible();

  await page.reload();
  await page.getByRole('link', { name: /^Requests 1/ }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Needs you' })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'orders' }).click();
  await expect(attempts(page)).toHaveText([/Link: lose reply .*No reply/]);
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

for (const fault of ['Lose reply', 'Lose request'] as const) {
  test(`a page that is reloaded while it waits (${fault.toLowerCase()}) finds the attempt without reply`, async ({
    page,
    openApp,
  }) => {
    await openApp('#/post/orders');
    await setLink(page, fault);
    await waitForEver(page);
    await postForm(page).send.click();
    await expect(result(page, 'Sending')).toBeVisible();
    if (fault === 'Lose reply') await expect(page.getByText('1 event · version 0')).toBeVisible();
    await page.reload();
    await page.getByRole('link', { name: /^Requests 1/ }).click();
    await page.getByRole('main').getByRole('link', { name: 'orders' }).click();
    await expect(result(page, 'No reply')).toContainText('Retrying cannot duplicate it.');
    await page.getByRole('button', { name: 'Retry same request' }).click();
    await expect(result(page, fault === 'Lose reply' ? 'Already committed' : 'Committed')).toBeVisible();
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
  await setLink(page, 'Lose reply');
  await waitForEver(page);
  await postForm(page).send.click();
  await expect(page.getByText('1 event · version 0')).toBeVisible();
  await expect(other.getByRole('main').getByText('Sending', { exact: true })).toBeVisible();
  await page.close();
  await other.getByRole('button', { name: 'Retry same request' }).click();
  await expect(other.getByRole('main').getByText('Already committed', { exact: true })).toBeVisible();
});

test('the link stays as it was set, and says so after a reload', async ({ page, openApp }) => {
  await openApp('#/streams');
  await setLink(page, 'Lose reply', 'until changed');
  await page.reload();
  for (const hash of ['#/streams', '#/post', '#/requests', '#/settings']) {
    await openApp(hash);
    await expect(page.getByRole('button', { name: 'Link: Lose reply' })).toBeVisible();
  }
  await page.getByRole('button', { name: /^Link:/ }).click();
  await page.getByRole('button', { name: 'Back to normal' }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Link: Normal' })).toBeVisible();
});

test('what was discarded can be brought back, and is gone after a reload', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  await setLink(page, 'Lose request');
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
