// An id stands for one event: other data under it is not written, is never told as a success, and waits for a person.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { attempts, eventNumbers, postForm, result, status } from './pages.ts';

const SAYS =
  'Data differs. Nothing new was written. The same id is already at 0. ' +
  'Your event differs from the stored one: send yours under a new id, or discard it.';

const row = (page: Page) => page.getByRole('main').getByRole('listitem').filter({ hasText: 'Data differs' });

/** Writes an event, and fills the form with other data under its id. */
async function reuseId(page: Page): Promise<void> {
  const { event, send, expected } = postForm(page);
  const first = await event(1).id.inputValue();
  await event(1).data.fill('{"total":1.0}');
  await send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  await event(1).data.fill('{"total":2.0}');
  await event(1).id.fill(first);
  await expected('No stream').check();
}

test('an id that stands for other data: nothing is written, both data are shown, and it needs a person', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  await reuseId(page);
  await expect(postForm(page).form.getByRole('alert')).toContainText(
    /This id was sent with something else.*Request \w{4} sent other content under it/,
  );
  await postForm(page).send.click();
  await expect(status(page)).toHaveText(SAYS);
  const card = result(page, 'Data differs');
  await expect(card).toHaveAttribute('data-state', 'conflict');
  await expect(card.getByRole('group', { name: 'Data you sent' })).toContainText('"total": 2.0');
  await expect(card.getByRole('group', { name: 'Data stored at 0' })).toContainText('"total": 1.0');
  await expect(page.getByText('Already committed')).toHaveCount(0);

  await page.getByRole('link', { name: 'Requests 1' }).click();
  await page.getByRole('button', { name: 'Needs you 1' }).click();
  await expect(row(page)).toContainText(
    'Nothing was written: the id is already at 0, as another event than yours.',
  );
  await row(page).getByRole('link', { name: 'orders' }).click();
  await expect(result(page, 'Data differs')).toContainText('Your event differs from the stored one');
  await expect(page.getByRole('tabpanel', { name: 'What happened' })).toContainText('Other data found at 0');
  await expect(page.getByText('Already committed')).toHaveCount(0);
  await result(page, 'Data differs').getByRole('link', { name: 'View event 0' }).click();
  await expect(page.getByRole('group', { name: 'Data of event 0' })).toContainText('"total": 1.0');
});

test('sent as a new event it is written, and needs nobody any more', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  await reuseId(page);
  await postForm(page).send.click();
  await result(page, 'Data differs').getByRole('button', { name: 'Edit and send as new' }).click();
  const { event, exact, send } = postForm(page);
  await expect(event(1).data).toHaveValue('{"total":2.0}');
  await expect(exact).toHaveValue('0');
  await send.click();
  await expect(result(page, 'Committed')).toContainText('as event 1');
  await page.getByRole('link', { name: 'Requests', exact: true }).first().click();
  await expect(page.getByRole('button', { name: 'Needs you 0' })).toBeVisible();
  await expect(row(page).getByRole('link', { name: /^Goes on as \w{4}$/ })).toBeVisible();
});

test('discarded it needs nobody any more, and the stored event stays', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  await reuseId(page);
  await postForm(page).send.click();
  await result(page, 'Data differs').getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('link', { name: 'Requests', exact: true }).first()).toBeVisible();
  await openApp('#/streams/orders');
  await expect(eventNumbers(page, 'orders')).toHaveText(['0']);
});

test('the warning offers a new id, under which it is written', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  await reuseId(page);
  const { form, send, expected } = postForm(page);
  await form.getByRole('alert').getByRole('button', { name: 'New id' }).click();
  await expect(form.getByRole('alert')).toHaveCount(0);
  await expected('Exact').check();
  await send.click();
  await expect(result(page, 'Committed')).toContainText('as event 1');
});

test('what the queue sends by itself is told the same way', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  await reuseId(page);
  await setNetwork(page, 'Offline');
  await postForm(page).send.click();
  await expect(result(page, 'Queued')).toBeVisible();
  await setNetwork(page, 'Normal');
  await expect(status(page)).toHaveText(`Network is back. 1 request sent. ${SAYS}`);
  await expect(page.getByRole('link', { name: 'Requests 1' })).toBeVisible();
});

test('a retry that meets other data under its id is no success: only the metadata of one of two differs', async ({
  page,
  openApp,
  context,
}) => {
  await openApp('#/post/orders');
  const { event, another, send, expected } = postForm(page);
  await expected('Any').check();
  await another.click();
  await event(2).type.fill('OrderPaid');
  const ids = [await event(1).id.inputValue(), await event(2).id.inputValue()];
  await setNetwork(page, 'Loses the request');
  await send.click();
  await expect(result(page, 'No reply')).toBeVisible();

  const other = postForm(await openApp('#/post/orders', await context.newPage()));
  await other.another.click();
  await other.event(2).type.fill('OrderPaid');
  await other.event(2).openMetadata();
  await other.event(2).metadata.fill('{"by":"another"}');
  for (const [index, id] of ids.entries()) await other.event(index + 1).id.fill(id);
  await expect(other.form.getByRole('alert')).toHaveCount(1);
  await other.send.click();
  await expect(other.form.page().getByRole('region', { name: 'Committed' })).toBeVisible();

  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(status(page)).toHaveText(
    'Data differs. Nothing new was written. The same ids are already at 0 to 1. ' +
      'Your events differ from the stored ones: send what differs under new ids, or discard it.',
  );
  await expect(attempts(page)).toHaveText([/No reply/, /201 Created .*Data differs/]);
  await expect(result(page, 'Data differs').getByRole('group', { name: 'Data you sent' })).toHaveCount(1);
});

test('sent as a new event after another whose id the store gave, it needs nobody any more', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  await reuseId(page);
  const { event, send, form, expected } = postForm(page);
  await send.click();
  await expect(result(page, 'Data differs')).toBeVisible();
  await expected('Any').check();
  await event(1).storeAssigns.click();
  await send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  await page.getByRole('link', { name: 'Requests 1' }).click();
  await row(page).getByRole('button', { name: 'Edit and send as new' }).click();
  await expect(form).toContainText(/^Post event.*Based on request \w{4}/);
  await send.click();
  await expect(result(page, 'Committed')).toContainText('as event 2');
  await page.getByRole('link', { name: 'Requests', exact: true }).first().click();
  await expect(page.getByRole('button', { name: 'Needs you 0' })).toBeVisible();
});

test('of two events the one that is there as it was sent is not sent once more', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  const { event, another, send, expected } = postForm(page);
  await expected('Any').check();
  await another.click();
  await event(2).type.fill('OrderPaid');
  const ids = [await event(1).id.inputValue(), await event(2).id.inputValue()];
  await send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  for (const [index, id] of ids.entries()) await event(index + 1).id.fill(id);
  await event(2).data.fill('{"amount":2}');
  await expected('Any').check();
  await send.click();
  await result(page, 'Data differs').getByRole('button', { name: 'Send only the missing events…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(
    '1 of 2 events is in the stream. 1 has an id that another event has there.',
  );
  await expect(dialog.getByRole('listitem')).toHaveText([/2\s*OrderPaid\{"amount":2\}yours/]);
  await expect(dialog).toContainText('It gets a new id and will be sent as a new request expecting 1');
  await dialog.getByRole('button', { name: 'Send' }).click();
  await expect(result(page, 'Committed')).toContainText('as event 2');
  await expect(page.getByRole('link', { name: 'Requests', exact: true }).first()).toBeVisible();
});
