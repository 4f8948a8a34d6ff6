// Without an event id the store assigns one and a URL that is safe to retry; the client goes there by itself.
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { attempts, eventNumbers, postForm, result, status } from './pages.ts';

const INCOMING = /\/streams\/orders\/incoming\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

test('the store assigns an id, shows the URL, and the event is written once', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { event, send } = postForm(page);
  await event(1).storeAssigns.click();
  await expect(event(1).storeAssigns).toHaveAttribute('aria-pressed', 'true');
  await expect(event(1).id).toHaveValue('');
  await send.click();
  await expect(status(page)).toHaveText('Id assigned. Committed. Written to orders as event 0.');
  const card = result(page, 'Committed');
  await expect(card).toContainText(
    'Id assigned. No event id was given; the store assigned one and a URL that is safe to retry.',
  );
  const url = (await card.getByText(INCOMING).textContent()) ?? '';
  await expect(attempts(page)).toHaveText([/307 .*Id assigned/, /201 Created .*Committed/]);

  await card.getByRole('button', { name: 'Retry same request' }).click();
  await expect(result(page, 'Already committed')).toContainText('The same event is already at 0.');
  await openApp('#/streams/orders/0');
  await expect(eventNumbers(page, 'orders')).toHaveText(['0']);
  await expect(page.getByText(url.split('/').at(-1) ?? '', { exact: true })).toBeVisible();
});

test('when the first answer is lost nothing is written yet, and the retry is', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { event, send } = postForm(page);
  await event(1).storeAssigns.click();
  await setNetwork(page, 'Loses the reply');
  await send.click();
  await expect(result(page, 'No reply')).toBeVisible();
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(result(page, 'Committed')).toContainText('as event 0');
  await openApp('#/streams/orders');
  await expect(page.getByText('1 event · version 0')).toBeVisible();
});

test('when the answer of the assigned URL is lost the retry goes there again and writes nothing', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  const { event, send } = postForm(page);
  await event(1).storeAssigns.click();
  await send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  const card = page.getByRole('region', { name: 'Committed' });
  await setNetwork(page, 'Loses the reply');
  await card.getByRole('button', { name: 'Retry same request' }).click();
  await expect(attempts(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(result(page, 'Already committed')).toBeVisible();
  await page
    .getByRole('link', { name: /^Request / })
    .first()
    .click();
  await page.getByRole('tab', { name: 'Transcript' }).click();
  const line = (attempt: number) =>
    page.getByRole('group', { name: `Request of attempt ${attempt}` }).locator('code');
  await expect(line(1)).toContainText(/POST \S*\/streams\/orders HTTP/);
  for (const attempt of [2, 3, 4]) await expect(line(attempt)).toContainText(/\/streams\/orders\/incoming\//);
});
