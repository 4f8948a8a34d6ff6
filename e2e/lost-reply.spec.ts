// The documents' story: an event is written, the reply is lost, the same request is sent again, and the feed shows
// one event.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { attempts, eventNumbers, postForm, postMany, result, status } from './pages.ts';

test('post, lose the reply, retry, and the feed shows one event', async ({ page, openApp }) => {
  await openApp('#/post/newstream');
  await setNetwork(page, 'Loses the reply');
  await postForm(page).send.click();
  await expect(status(page)).toHaveText(/^No reply\. .*may or may not have been written/);
  await expect(result(page, 'No reply')).toContainText('Retrying cannot duplicate it.');

  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(status(page)).toHaveText(
    'Already committed. Nothing new was written. The same event is already at 0.',
  );
  const fingerprint = /[0-9a-f]{8}/;
  await expect(attempts(page)).toHaveText([
    /Network: loses the reply .*No reply/,
    /201 Created .*Already committed/,
  ]);
  const [first, second] = await attempts(page).getByText(fingerprint).allTextContents();
  expect(fingerprint.exec(first ?? '')?.[0]).toBe(fingerprint.exec(second ?? '')?.[0]);

  await result(page, 'Already committed').getByRole('link', { name: 'View event 0' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Event 0' })).toBeFocused();
  await expect(page.getByText('1 event · version 0')).toBeVisible();
  await expect(eventNumbers(page, 'newstream')).toHaveText(['0']);
});

test('a reply that did not come is never called failed', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Loses the reply');
  await expect(page.getByRole('button', { name: 'Network: loses the reply' })).toBeVisible();
  await postForm(page).send.click();
  await expect(result(page, 'No reply')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Network: normal' })).toBeVisible();
  const noFailure = () => expect(page.locator('body')).not.toContainText(/fail|error|could not send/i);
  await noFailure();
  await result(page, 'No reply').getByRole('link', { name: 'What really happened' }).click();
  await expect(page.getByRole('tab', { name: 'What happened' })).toBeVisible();
  await noFailure();
  await page.getByRole('tab', { name: 'Transcript' }).click();
  await expect(page.getByRole('region', { name: 'Attempt 1' })).toBeVisible();
  await noFailure();
  await page.getByRole('link', { name: 'Requests' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Requests' })).toBeFocused();
  await noFailure();
});

test('both views tell what happened: the client had no reply, the store wrote event 0', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Loses the reply');
  await postForm(page).send.click();
  await result(page, 'No reply').getByRole('link', { name: 'What really happened' }).click();
  const told = page.getByRole('list', { name: 'What happened, in order' }).getByRole('listitem');
  await expect(told.filter({ hasText: 'Attempt 1' })).toContainText('No reply');
  await expect(told.filter({ hasText: 'Attempt 1' })).toContainText('Wrote event 0');
  await expect(page.getByRole('img', { name: 'The reply is lost on the way' })).toBeVisible();

  await page.getByRole('button', { name: 'Retry same request' }).click();
  const second = told.filter({ hasText: 'Attempt 2' });
  await expect(second).toContainText('Same id found at 0');
  await expect(second).toContainText('wrote nothing');
  await expect(second).toContainText('Already committed');
  const panel = page.getByRole('tabpanel', { name: 'What happened' });
  await expect(panel).toContainText('2 attempts');
  await expect(panel).toContainText('1 event written');
  await expect(panel).toContainText('0 duplicates');
});

test('a retry sends the very same request, whatever the form says by then', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { event, send } = postForm(page);
  await event(1).data.fill('{ "sent" : 1.0 }');
  const id = await event(1).id.inputValue();
  await setNetwork(page, 'Loses the reply');
  await send.click();
  await expect(result(page, 'No reply')).toBeVisible();

  await event(1).data.fill('{"edited":true}');
  await event(1).type.fill('Edited');
  await event(1).newId.click();
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(result(page, 'Already committed')).toBeVisible();
  await expect(event(1).data).toHaveValue('{"edited":true}');

  await result(page, 'Already committed')
    .getByRole('link', { name: /^Request / })
    .click();
  await page.getByRole('tab', { name: 'Transcript' }).click();
  const sent = (attempt: number) =>
    page
      .getByRole('group', { name: `Request of attempt ${attempt}` })
      .locator('code')
      .textContent();
  expect(await sent(2)).toBe(await sent(1));
  expect(await sent(2)).toContain('{ "sent" : 1.0 }');
  expect(await sent(2)).toContain(id);
});

test('several events are retried whole, and found whole', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Loses the reply');
  const { event, another, send } = postForm(page);
  await another.click();
  await event(2).type.fill('OrderPaid');
  await send.click();
  await expect(result(page, 'No reply')).toBeVisible();
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(status(page)).toHaveText(
    'Already committed. Nothing new was written. The same events are already at 0 to 1.',
  );
});

test('under Any the retry is safe too, and what a server would promise is told', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  await postMany(page, ['OrderPlaced']);
  const { expected, send } = postForm(page);
  await expected('Any').check();
  await setNetwork(page, 'Loses the reply');
  await send.click();
  const card = result(page, 'No reply');
  await expect(card).toContainText('Retrying cannot duplicate it.');
  await expect(card).toContainText(
    'This store remembers every id; a server such as EventStoreDB promises it only with an expected version.',
  );
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(result(page, 'Already committed')).toContainText('The same event is already at 1.');
  await openApp('#/streams/orders');
  await expect(page.getByText('2 events · version 1')).toBeVisible();
});

test('replies can be lost again and again until the network is normal', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Loses the reply', 'until changed');
  await postForm(page).send.click();
  await expect(attempts(page)).toHaveCount(1);
  await expect(result(page, 'No reply')).toBeVisible();
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(attempts(page)).toHaveText([/No reply/, /No reply/]);
  await setNetwork(page, 'Normal');
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(result(page, 'Already committed')).toBeVisible();
  await expect(attempts(page)).toHaveCount(3);
  await openApp('#/streams/orders');
  await expect(page.getByText('1 event · version 0')).toBeVisible();
});

test('a store whose answer promised less is not said to be safe', async ({ page, openApp, storeName }) => {
  await openApp('#/post/orders');
  await postForm(page).send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  await answeredWith(page, storeName, 'best effort');
  await openApp('#/requests');
  await page.reload();
  await page.getByRole('main').getByRole('link', { name: 'orders' }).click();
  const weaker = 'The store answers with the guarantee “best effort”: a retry may duplicate it.';
  await expect(result(page, 'Committed')).toContainText(weaker);
  await setNetwork(page, 'Loses the reply');
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(result(page, 'No reply')).toContainText(weaker);
  await expect(page.getByText('Retrying cannot duplicate it.')).toHaveCount(0);
});

/** The answer that was kept, as if it had come from a server that promises less. */
async function answeredWith(page: Page, storeName: string, guarantee: string): Promise<void> {
  await page.evaluate(
    async ([name, promised]) => {
      const asked = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const database = await asked(indexedDB.open(name));
      const attempts = database.transaction('attempts', 'readwrite').objectStore('attempts');
      const [attempt] = await asked(attempts.getAll());
      for (const header of attempt.client.answer.headers)
        if (/^store-guarantee$/i.test(header[0])) header[1] = promised;
      await asked(attempts.put(attempt));
      database.close();
    },
    [`${storeName}:requests`, guarantee] as const,
  );
}
