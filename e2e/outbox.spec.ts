// While the network is off requests wait in the queue, through reload and crash, and go out in order when it is back.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { attempts, eventNumbers, postForm, result, status } from './pages.ts';

/** Posts one event of this type from the form, with what it proposes. */
async function post(page: Page, type: string): Promise<void> {
  const { event, send } = postForm(page);
  await event(1).type.fill(type);
  await send.click();
}

/** The link to the requests, with how many wait. */
const requestsLink = (page: Page, name: string | RegExp = /^Requests/) => page.getByRole('link', { name });

const row = (page: Page, stream: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('link', { name: stream, exact: true }) });

test('with the network off a request is queued and not in the feed; with the network back it is sent by itself', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Offline');
  await expect(page.getByText('Network switched off here. Requests wait in the queue.')).toBeVisible();
  await post(page, 'OrderPlaced');
  await expect(status(page)).toHaveText(
    'Queued. Not sent yet: the network is off. Will be sent when it is back.',
  );
  await expect(result(page, 'Queued')).toContainText(/next try in \d+ s/);
  await expect(requestsLink(page, 'Requests 1')).toBeVisible();
  await expect(page.getByText('Network switched off here. 1 request is queued.')).toBeVisible();

  await page.getByRole('link', { name: 'Streams' }).first().click();
  await expect(page.getByRole('heading', { name: 'An event store inside this browser' })).toBeVisible();
  await page.goBack();
  await setNetwork(page, 'Normal');
  await expect(result(page, 'Committed')).toBeVisible({ timeout: 3_000 });
  await expect(status(page)).toHaveText(
    'Network is back. 1 request sent. Committed. Written to orders as event 0.',
  );
  await expect(requestsLink(page, 'Requests 1')).toBeHidden();
  await expect(attempts(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByRole('link', { name: 'Show results' })).toBeHidden();
  await page.getByRole('link', { name: /^Request [0-9a-f]{4}$/ }).click();
  await expect(page.getByText(/^waited .+ · nothing was sent$/)).toBeVisible();
});

test('the queue goes out in order, later requests behind earlier ones of their stream', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Offline');
  for (const type of ['OrderPlaced', 'OrderPaid', 'OrderShipped']) {
    await post(page, type);
    await expect(postForm(page).exact).toHaveValue(
      String(['OrderPlaced', 'OrderPaid', 'OrderShipped'].indexOf(type)),
    );
  }
  await expect(postForm(page).form).toContainText('3 queued requests to orders go first.');
  await requestsLink(page).click();
  await expect(page.getByRole('button', { name: 'Queued 3' })).toBeVisible();
  await expect(row(page, 'orders')).toHaveText([
    /next try in \d+ s/,
    /Waits for \w{4}: same stream, in order\./,
    /Waits for \w{4}: same stream, in order\./,
  ]);
  const retryNow = page.getByRole('button', { name: 'Retry now' });
  await expect(retryNow.nth(1)).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('button', { name: 'Retry all queued' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await setNetwork(page, 'Normal');
  await expect(status(page)).toHaveText('Network is back. 3 requests sent: 3 committed.', { timeout: 3_000 });
  await page.getByRole('link', { name: 'Show results' }).click();
  await expect(page.getByRole('link', { name: 'Show results' })).toBeHidden();
  await openApp('#/streams/orders');
  await expect(page.getByRole('table', { name: 'Events in orders' }).getByRole('row')).toHaveText([
    /Type/,
    /2.*OrderShipped/,
    /1.*OrderPaid/,
    /0.*OrderPlaced/,
  ]);
});

test('what came of the queue is told, with what needs a decision', async ({ page, openApp, context }) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Offline');
  await post(page, 'Late');
  await expect(result(page, 'Queued')).toBeVisible();
  await postForm(page).stream.fill('payments');
  await post(page, 'Paid');
  await expect(page.getByText('Network switched off here. 2 requests are queued.')).toBeVisible();

  const other = await openApp('#/post/orders', await context.newPage());
  await post(other, 'OrderPlaced');
  await expect(result(other, 'Committed')).toBeVisible();
  await setNetwork(page, 'Normal');
  const told = 'Network is back. 2 requests sent: 1 committed, 1 conflict needs you.';
  await expect(status(page)).toHaveText(told);
  const banner = page.getByText(told).filter({ visible: true }).last();
  await expect(banner).toBeVisible();
  await page.getByRole('link', { name: 'Show results' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Needs you' })).toBeVisible();
  await expect(banner).toBeVisible();

  await page.getByRole('button', { name: 'Rebase…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Send at version/ })
    .click();
  await expect(page.getByRole('heading', { level: 2, name: 'Needs you' })).toBeHidden();
  await expect(page.getByRole('link', { name: 'Show results' })).toBeHidden();
});

test('a queue survives a reload, and the network stays off', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Offline');
  const id = await postForm(page).event(1).id.inputValue();
  await post(page, 'OrderPlaced');
  await expect(result(page, 'Queued')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Network: offline' })).toBeVisible();
  await requestsLink(page, 'Requests 1').click();
  await expect(row(page, 'orders')).toContainText('Queued');
  await setNetwork(page, 'Normal');
  await expect(status(page)).toHaveText(/Committed\. Written to orders as event 0\./);
  await openApp('#/streams/orders/0');
  await expect(page.getByText(id).first()).toBeVisible();
});

test('a queue whose tab was closed is sent once by the tabs that are left', async ({
  page,
  openApp,
  context,
}) => {
  const closing = await openApp('#/post/orders', await context.newPage());
  await setNetwork(closing, 'Offline');
  await post(closing, 'OrderPlaced');
  await post(closing, 'OrderPaid');
  await expect(closing.getByText('Network switched off here. 2 requests are queued.')).toBeVisible();
  await closing.close();
  await openApp('#/requests');
  const second = await openApp('#/requests', await context.newPage());
  for (const each of [page, second]) {
    await expect(each.getByRole('button', { name: 'Done 2' })).toBeVisible();
    await expect(row(each, 'orders')).toHaveText([/Committed.*1 attempt/, /Committed.*1 attempt/]);
  }
});

test('a tab with a network leaves the queue of another tab alone', async ({ page, openApp, context }) => {
  await openApp('#/post/orders');
  const other = await openApp('#/requests', await context.newPage());
  await setNetwork(page, 'Offline');
  await post(page, 'OrderPlaced');
  await expect(row(other, 'orders')).toContainText(/Queued.*next try in \d+ s/);
  await expect(other.getByRole('button', { name: 'Network: normal' })).toBeVisible();
  await expect(row(other, 'orders')).toContainText('not sent');
});

test('off for one request only: it counts down, and Retry now sends it at once', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Offline', 'next request only');
  await post(page, 'OrderPlaced');
  await expect(result(page, 'Queued')).toContainText(/next try in \d+ s/);
  await expect(page.getByRole('button', { name: 'Network: normal' })).toBeVisible();
  await requestsLink(page, 'Requests 1').click();
  await expect(row(page, 'orders')).toContainText(/next try in \d+ s/);
  await page.getByRole('button', { name: 'Retry now' }).click();
  await expect(row(page, 'orders')).toContainText(/Committed.*1 attempt/);
});

test('Retry all queued sends everything, also what was stopped', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Offline', 'next request only');
  await post(page, 'OrderPlaced');
  await page.getByRole('button', { name: /^Stop automatic retry/ }).click();
  await expect(result(page, 'Queued')).toContainText('Automatic retry is off.');
  await requestsLink(page, 'Requests 1').click();
  await page.getByRole('button', { name: 'Retry all queued' }).click();
  await expect(row(page, 'orders')).toContainText('Committed');
});

test('Discard takes a queued request off; Undo brings it back with its id', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Offline');
  const id = await postForm(page).event(1).id.inputValue();
  await post(page, 'OrderPlaced');
  await expect(result(page, 'Queued')).toBeVisible();
  await requestsLink(page, 'Requests 1').click();
  await page.getByRole('button', { name: /^Discard request/ }).click();
  await expect(row(page, 'orders')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'orders')).toContainText(/Queued.*next try in \d+ s/);
  await row(page, 'orders').getByRole('link', { name: 'orders' }).click();
  await page.getByRole('tab', { name: 'What happened' }).click();
  await expect(page.getByText('Waits to be sent')).toBeVisible();
  await setNetwork(page, 'Normal');
  await expect(result(page, 'Committed')).toBeVisible();
  await page.getByRole('tab', { name: 'Transcript' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Transcript' })).toContainText(id);
});

test('Clear finished takes off what is done, and nothing that waits; Undo brings it all back', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  for (const type of ['OrderPlaced', 'OrderPaid']) {
    await post(page, type);
    await expect(status(page)).toHaveText(/^Committed/);
    await expect(postForm(page).exact).toHaveValue(type === 'OrderPlaced' ? '0' : '1');
  }
  await setNetwork(page, 'Offline');
  await post(page, 'OrderShipped');
  await requestsLink(page, 'Requests 1').click();
  await expect(row(page, 'orders')).toHaveText([/Queued/, /Committed.*event 1/, /Committed.*event 0/]);
  await page.getByRole('button', { name: 'Clear finished' }).click();
  await expect(row(page, 'orders')).toHaveText([/Queued/]);
  await expect(status(page)).toHaveText('2 requests are discarded. Undo is possible for a while.');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row(page, 'orders')).toHaveText([/Queued/, /Committed.*event 1/, /Committed.*event 0/]);
  await page.getByRole('searchbox', { name: 'Filter requests' }).fill('OrderPaid');
  await expect(page.getByRole('button', { name: 'Clear finished' })).toBeHidden();
});

test('Undo is offered for more than ten seconds', async ({ page, openApp }) => {
  await page.clock.install();
  await openApp('#/post/orders');
  await setNetwork(page, 'Offline');
  await post(page, 'OrderPlaced');
  await result(page, 'Queued').getByRole('button', { name: 'Discard' }).click();
  const undo = page.getByRole('button', { name: 'Undo' });
  await expect(undo).toBeFocused();
  await page.clock.runFor(10_000);
  await expect(undo).toBeVisible();
  await undo.click();
  await expect(result(page, 'Queued')).toBeVisible();
});

test('the filters keep what waits for a person, for the network and for nobody apart', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/done');
  await post(page, 'A');
  await expect(result(page, 'Committed')).toBeVisible();
  await postForm(page).stream.fill('silent');
  await setNetwork(page, 'Loses the reply');
  await post(page, 'B');
  await expect(result(page, 'No reply')).toBeVisible();
  await postForm(page).stream.fill('waiting');
  await setNetwork(page, 'Offline');
  await post(page, 'C');
  await expect(result(page, 'Queued')).toBeVisible();
  await requestsLink(page, /^Requests 1 need you, 1 queued/).click();
  for (const [filter, stream] of [
    ['Needs you 1', 'silent'],
    ['Queued 1', 'waiting'],
    ['Done 1', 'done'],
  ] as const) {
    await page.getByRole('button', { name: filter }).click();
    await expect(page.getByRole('main').getByRole('listitem')).toHaveText(new RegExp(stream));
  }
  await page.getByRole('button', { name: 'All 3' }).click();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(3);
});

test('the same event is not sent by two requests: a queued one leaves the form with a new id', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Offline');
  const id = postForm(page).event(1).id;
  const first = await id.inputValue();
  await post(page, 'OrderPlaced');
  await expect(result(page, 'Queued')).toBeVisible();
  await expect(id).not.toHaveValue(first);
  await postForm(page).send.click();
  await expect(page.getByText('Network switched off here. 2 requests are queued.')).toBeVisible();
  await setNetwork(page, 'Normal');
  await expect(status(page)).toHaveText('Network is back. 2 requests sent: 2 committed.');
  await openApp('#/streams/orders');
  await expect(eventNumbers(page, 'orders')).toHaveText(['1', '0']);
});
