// The stream is not where the writer thinks it is: nothing is written, and what came in between is shown.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { eventNumbers, postForm, postMany, result, status } from './pages.ts';

const SHOP = ['OrderPlaced', 'PaymentAuthorised', 'OrderPaid', 'OrderShipped', 'OrderClosed'];

/** Sends one event to a stream of five, at version 4, with this version expected. */
async function sendExpecting(page: Page, version: string): Promise<void> {
  await postMany(page, SHOP);
  const { exact, send, event } = postForm(page);
  await expect(exact).toHaveValue('4');
  for (let number = SHOP.length; number > 1; number -= 1)
    await page.getByRole('button', { name: `Remove event ${number}` }).click();
  await event(1).type.fill('Late');
  await exact.fill(version);
  await send.click();
}

test('a stream that moved on: both numbers, the newer events as links, and nothing written', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/order-1');
  await sendExpecting(page, '1');
  await expect(status(page)).toHaveText(
    'Conflict. You expected version 1, the stream is at 4. Nothing was written.',
  );
  const card = result(page, 'Conflict');
  await expect(card).toContainText('You expected version 1, the stream is at 4. Nothing was written.');
  const newer = card.getByRole('list', { name: 'Newer events' });
  await expect(newer.getByRole('listitem')).toHaveText([
    /^2\s*OrderPaid/,
    /^3\s*OrderShipped/,
    /^4\s*OrderClosed/,
  ]);
  await expect(newer.getByRole('link')).toHaveText(['OrderPaid', 'OrderShipped', 'OrderClosed']);
  await newer.getByRole('link', { name: 'OrderShipped' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Event 3' })).toBeFocused();
  await expect(page.getByText('5 events · version 4')).toBeVisible();
});

test('a stream that is behind: the card says so and lists no newer events', async ({ page, openApp }) => {
  await openApp('#/post/order-1');
  await sendExpecting(page, '9');
  const card = result(page, 'Conflict');
  await expect(card).toContainText(
    'You expected version 9, the stream is at 4. The stream is behind what you expected. Nothing was written.',
  );
  await expect(card.getByRole('list', { name: 'Newer events' })).toHaveCount(0);
  await openApp('#/streams/order-1');
  await expect(page.getByText('5 events · version 4')).toBeVisible();
});

test('a refused request goes on as a new one, with what was written in it', async ({ page, openApp }) => {
  await openApp('#/post/order-1');
  await sendExpecting(page, '1');
  const { event, exact, send } = postForm(page);
  const refusedId = await event(1).id.inputValue();
  await result(page, 'Conflict').getByRole('button', { name: 'Edit and send as new' }).click();
  await expect(exact).toHaveValue('4');
  await expect(event(1).type).toHaveValue('Late');
  expect(await event(1).id.inputValue()).not.toBe(refusedId);
  await send.click();
  await expect(status(page)).toHaveText('Committed. Written to order-1 as event 5.');
  await openApp('#/streams/order-1');
  await expect(eventNumbers(page, 'order-1')).toHaveText(['5', '4', '3', '2', '1', '0']);
  await page.getByRole('link', { name: /^Requests 1/ }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Needs you' })).toBeVisible();
});

test('what no stream and what stream exists promise is kept', async ({ page, openApp }) => {
  await openApp('#/post/order-1');
  const { expected, send } = postForm(page);
  await expected('Stream exists').check();
  await send.click();
  await expect(result(page, 'Conflict')).toContainText(
    'You expected an existing stream, the stream has no events.',
  );
  await expected('No stream').check();
  await send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  await expect(expected('Exact')).toBeChecked();
  await expected('No stream').check();
  await send.click();
  const card = result(page, 'Conflict');
  await expect(card).toContainText('You expected no stream, the stream is at 0.');
  await expect(card.getByRole('list', { name: 'You expected no stream' })).toHaveText('no stream');
  await expect(card.getByRole('list', { name: 'It now has event 0' })).toHaveText('0');
});

test('a conflict is known also when its reply is lost', async ({ page, openApp }) => {
  await openApp('#/post/order-1');
  await postMany(page, ['OrderPlaced', 'OrderPaid']);
  const { exact, send } = postForm(page);
  await exact.fill('0');
  await setNetwork(page, 'Loses the reply');
  await send.click();
  await expect(result(page, 'No reply')).toBeVisible();
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(result(page, 'Conflict')).toContainText('You expected version 0, the stream is at 1.');
  await openApp('#/streams/order-1');
  await expect(page.getByText('2 events · version 1')).toBeVisible();
});
