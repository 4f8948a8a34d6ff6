// The request never reaches the store. To the client that looks like a lost reply, and the same retry is right for it.
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { attempts, eventNumbers, postForm, result, status } from './pages.ts';

test('a lost request is written by the retry, once', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Loses the request');
  await postForm(page).send.click();
  await expect(status(page)).toHaveText(
    'No reply. Sent, but no answer came back. It may or may not have been written. Retry with the same ids. Retrying cannot duplicate it.',
  );
  await openApp('#/streams/orders');
  await expect(page.getByRole('heading', { level: 1, name: 'orders' })).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);

  await page.getByRole('link', { name: /^Requests 1/ }).click();
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(status(page)).toHaveText('Committed. Written to orders as event 0.');
  await openApp('#/streams/orders');
  await expect(page.getByText('1 event · version 0')).toBeVisible();
  await expect(eventNumbers(page, 'orders')).toHaveText(['0']);
});

test('the client learns the same from a lost request as from a lost reply', async ({ page, openApp }) => {
  const says: (string | null)[] = [];
  for (const fault of ['Loses the reply', 'Loses the request'] as const) {
    await openApp(`#/post/${fault.replace(' ', '-')}`);
    await setNetwork(page, fault);
    await postForm(page).send.click();
    await expect(attempts(page)).toHaveText([new RegExp(`Network: ${fault.toLowerCase()} `)]);
    says.push(await result(page, 'No reply').getByRole('paragraph').first().textContent());
  }
  expect(says[0]).toBe(says[1]);
});

test('both views tell what happened: the client had no reply, nothing arrived at the store', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Loses the request');
  await postForm(page).send.click();
  await result(page, 'No reply').getByRole('link', { name: 'What really happened' }).click();
  const told = page.getByRole('list', { name: 'What happened, in order' }).getByRole('listitem');
  const first = told.filter({ hasText: 'Attempt 1' });
  await expect(first).toContainText('No reply');
  await expect(first).toContainText('Never arrived');
  await expect(page.getByRole('img', { name: 'The request is lost on the way' })).toBeVisible();

  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(told.filter({ hasText: 'Attempt 2' })).toContainText('Wrote event 0');
  const panel = page.getByRole('tabpanel', { name: 'What happened' });
  await expect(panel).toContainText('1 event written');
  await expect(panel).toContainText('0 duplicates');
});

test('a request and then its reply are lost, and still the event is written once', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Loses the request');
  await postForm(page).send.click();
  await expect(result(page, 'No reply')).toBeVisible();
  await setNetwork(page, 'Loses the reply');
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(attempts(page)).toHaveText([/loses the request .*No reply/, /loses the reply .*No reply/]);
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(result(page, 'Already committed')).toContainText('The same event is already at 0.');
  await openApp('#/streams/orders');
  await expect(page.getByText('1 event · version 0')).toBeVisible();
});
