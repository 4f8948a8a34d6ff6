// A conflict and a partial duplicate are solved in two clicks, by a new request that carries the same events.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { eventNumbers, postForm, postMany, result, status } from './pages.ts';
import { openListening, postFromOutside } from './sample.ts';

const SHOP = ['OrderPlaced', 'PaymentAuthorised', 'OrderPaid', 'OrderShipped', 'OrderClosed'];

/** A stream of five, and a request that still expects version 1. */
async function conflict(page: Page): Promise<void> {
  await postMany(page, SHOP);
  const { exact, send, event } = postForm(page);
  await expect(exact).toHaveValue('4');
  for (let number = SHOP.length; number > 1; number -= 1)
    await page.getByRole('button', { name: `Remove event ${number}` }).click();
  await event(1).type.fill('AddressChanged');
  await event(1).data.fill('{"city":"Halle"}');
  await exact.fill('1');
  await send.click();
  await expect(result(page, 'Conflict')).toBeVisible();
}

test('a conflict is rebased: the newer events are shown, and the same event is sent at the version they lead to', async ({
  page,
  request,
}) => {
  await openListening(page, '#/post/order-1');
  await postMany(page, SHOP.slice(0, 2));
  const { exact, send, event } = postForm(page);
  await expect(exact).toHaveValue('1');
  await postFromOutside(
    request,
    'order-1',
    SHOP.slice(2).map((eventType) => ({ eventType, data: {} })),
  );
  await page.getByRole('button', { name: 'Remove event 2' }).click();
  await event(1).type.fill('AddressChanged');
  await event(1).data.fill('{"city":"Halle"}');
  const id = await event(1).id.inputValue();
  await send.click();
  await result(page, 'Conflict').getByRole('button', { name: 'Rebase…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rebase onto version 4' });
  await expect(dialog).toContainText('3 events were written since version 1.');
  await expect(dialog.getByRole('listitem')).toHaveText([
    /2\s*OrderPaid\{\}/,
    /3\s*OrderShipped\{\}/,
    /4\s*OrderClosed\{\}/,
    /5\s*AddressChanged\{"city":"Halle"\}yours/,
  ]);
  await expect(dialog).toContainText(
    'Your 1 event keeps its id and will be sent as a new request expecting 4.',
  );
  await dialog.getByRole('button', { name: 'Send at version 4' }).click();
  await expect(status(page)).toHaveText('Committed. Written to order-1 as event 5.');
  await expect(result(page, 'Committed')).toBeVisible();
  await expect(page.getByRole('link', { name: /need you/ })).toHaveCount(0);
  await page.goto('/#/streams/order-1/5');
  await expect(page.getByText(id).first()).toBeVisible();
});

test('events of one’s own are not told as written since', async ({ page, openApp }) => {
  await openApp('#/post/order-1');
  await conflict(page);
  const card = result(page, 'Conflict');
  await expect(card.getByRole('list', { name: 'Written since nothing' })).toBeVisible();
  await expect(card.getByRole('list', { name: 'Yours since events 2 to 4' })).toBeVisible();
  await page.getByRole('link', { name: /^Request [0-9a-f]{4}$/ }).click();
  await expect(page.getByRole('list', { name: 'What happened, in order' })).toBeVisible();
  await expect(card.getByRole('list', { name: 'Yours since events 2 to 4' })).toBeVisible();
  await expect(page.getByText('Somebody else wrote')).toHaveCount(0);
  await card.getByRole('button', { name: 'Rebase…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rebase onto version 4' });
  await expect(dialog).toContainText('Since version 1 only you have written: 3 events.');
  await expect(dialog.getByRole('listitem')).toHaveText([/5\s*AddressChanged\{"city":"Halle"\}yours/]);
});

test('a stream that went on by many events tells those of others from one’s own', async ({
  page,
  request,
}) => {
  await openListening(page, '#/post/order-1');
  await postMany(page, SHOP);
  const others = Array.from({ length: 30 }, () => ({ eventType: 'Scanned', data: {} }));
  await postFromOutside(request, 'order-1', others);
  const { exact, send } = postForm(page);
  await exact.fill('1');
  await send.click();
  const card = result(page, 'Conflict');
  await expect(card.getByRole('list', { name: 'Written since events 5 to 34' })).toBeVisible();
  await expect(card.getByRole('list', { name: 'Yours since events 2 to 4' })).toBeVisible();
  await page.getByRole('link', { name: /^Request [0-9a-f]{4}$/ }).click();
  const picture = page.getByRole('list', { name: 'What happened, in order' });
  await expect(picture.getByText('Somebody else wrote events 5 to 34')).toBeVisible();
});

test('both requests say which one they belong to', async ({ page, openApp }) => {
  await openApp('#/post/order-1');
  await conflict(page);
  await result(page, 'Conflict')
    .getByRole('link', { name: /^Request / })
    .click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(/^Request /);
  const refused = await heading.textContent();
  await page.getByRole('button', { name: 'Rebase…' }).click();
  await page.getByRole('button', { name: 'Send at version 4' }).click();
  await expect(result(page, 'Committed')).toBeVisible();
  const rebased = await heading.textContent();
  expect(rebased).not.toBe(refused);
  await expect(page.getByText(`based on ${refused?.slice(-4)}`)).toBeVisible();
  await page.getByRole('link', { name: refused?.slice(-4) ?? '', exact: true }).click();
  await expect(page.getByText(`goes on as ${rebased?.slice(-4)}`)).toBeVisible();
  const solved = `Rebased as ${rebased?.slice(-4)}`;
  await expect(result(page, solved)).toContainText(
    'Was refused: conflict. You expected version 1, the stream was at 4.',
  );
  await expect(page.getByRole('button', { name: 'Rebase…' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Requests', exact: true }).first().click();
  await expect(page.getByRole('region', { name: 'Done' }).getByText(solved)).toBeVisible();
  await expect(page.getByText('Conflict', { exact: true })).toHaveCount(0);
});

test('Cancel and Esc leave everything as it is', async ({ page, openApp }) => {
  await openApp('#/post/order-1');
  await conflict(page);
  const rebase = result(page, 'Conflict').getByRole('button', { name: 'Rebase…' });
  await rebase.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(rebase).toBeFocused();
  await rebase.click();
  const dialog = page.getByRole('dialog', { name: /^Rebase/ });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(result(page, 'Conflict')).toBeVisible();
  await openApp('#/streams/order-1');
  await expect(page.getByText('5 events · version 4')).toBeVisible();
});

test('a conflict is rebased from the list, onto where the stream is by then', async ({
  page,
  openApp,
  context,
}) => {
  await openApp('#/post/order-1');
  await conflict(page);
  const other = await openApp('#/post/order-1', await context.newPage());
  await expect(postForm(other).exact).toHaveValue('4');
  await postForm(other).send.click();
  await expect(result(other, 'Committed')).toBeVisible();

  await page.getByRole('link', { name: /^Requests 1/ }).click();
  await page.getByRole('button', { name: 'Rebase…' }).click();
  await page.getByRole('button', { name: 'Send at version 5' }).click();
  await expect(status(page)).toHaveText('Committed. Written to order-1 as event 6.');
  await expect(page.getByRole('button', { name: 'Needs you 0' })).toBeVisible();
});

test('a stream that is behind the expectation offers no rebase', async ({ page, openApp }) => {
  await openApp('#/post/order-1');
  await postMany(page, ['OrderPlaced']);
  const { exact, send } = postForm(page);
  await exact.fill('9');
  await send.click();
  await expect(result(page, 'Conflict')).toContainText('The stream is behind what you expected.');
  await expect(page.getByRole('button', { name: 'Rebase…' })).toHaveCount(0);
});

test('of a partial duplicate only the missing events are sent, under their ids', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/order-1');
  const { event, another, expected, send } = postForm(page);
  await another.click();
  await event(1).type.fill('OrderPlaced');
  await event(2).type.fill('OrderPaid');
  const ids = [await event(1).id.inputValue(), await event(2).id.inputValue()];
  await send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  await event(1).id.fill(ids[0] ?? '');
  await event(2).id.fill(ids[1] ?? '');
  await another.click();
  await event(3).type.fill('OrderShipped');
  const missing = await event(3).id.inputValue();
  await expected('No stream').check();
  await send.click();

  const card = result(page, 'Partial duplicate');
  await expect(card.getByRole('row')).toHaveText([
    /In the stream/,
    /A.*OrderPlaced.*found at 0/,
    /B.*OrderPaid.*found at 1/,
    /C.*OrderShipped.*not found/,
  ]);
  await card.getByRole('button', { name: 'Send only the missing events…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send only the missing events' });
  await expect(dialog.getByRole('listitem')).toHaveText([/2\s*OrderShipped\{\}yours/]);
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(status(page)).toHaveText('Committed. Written to order-1 as event 2.');
  await openApp('#/streams/order-1');
  await expect(eventNumbers(page, 'order-1')).toHaveText(['2', '1', '0']);
  await openApp('#/streams/order-1/2');
  await expect(page.getByText(missing).first()).toBeVisible();
});

test('what is edited and sent as new says what it is based on', async ({ page, openApp }) => {
  await openApp('#/post/order-1');
  await conflict(page);
  const name = await result(page, 'Conflict')
    .getByRole('link', { name: /^Request / })
    .textContent();
  await result(page, 'Conflict').getByRole('button', { name: 'Edit and send as new' }).click();
  await expect(postForm(page).form).toContainText(`Based on ${name?.toLowerCase()}`);
  await postForm(page).send.click();
  await result(page, 'Committed')
    .getByRole('link', { name: /^Request / })
    .click();
  await expect(page.getByText(`based on ${name?.slice(-4)}`)).toBeVisible();
});

test('what another request wrote meanwhile is not written once more', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { event, send, expected } = postForm(page);
  await postMany(page, ['OrderPlaced']);
  await expected('Any').check();
  await event(1).type.fill('OrderPaid');
  await setNetwork(page, 'Loses the request');
  await send.click();
  await expect(result(page, 'No reply')).toBeVisible();
  await expected('No stream').check();
  await send.click();
  await expect(result(page, 'Conflict')).toBeVisible();
  await page.getByRole('link', { name: /^Requests/ }).click();
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(page.getByText('Written as event 1.')).toBeVisible();
  const done = page.getByRole('region', { name: 'Done' });
  await expect(page.getByRole('button', { name: 'Needs you 0' })).toBeVisible();
  await expect(done.getByText('In the stream', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rebase…' })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Needs you 0' })).toBeVisible();
  await done.getByRole('listitem').filter({ hasText: 'In the stream' }).getByRole('link').first().click();
  await expect(result(page, 'In the stream')).toContainText('there is nothing to send');
});

test('a partial duplicate whose rest came another way is solved by itself', async ({ page, openApp }) => {
  await openApp('#/post/order-1');
  const { event, another, expected, send } = postForm(page);
  await another.click();
  const ids = [await event(1).id.inputValue(), await event(2).id.inputValue()];
  const sendBoth = async () => {
    await event(1).id.fill(ids[0] ?? '');
    await event(2).id.fill(ids[1] ?? '');
    await expected('No stream').check();
    await send.click();
    await expect(result(page, 'Partial duplicate')).toBeVisible();
  };
  await page.getByRole('button', { name: 'Remove event 2' }).click();
  await send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  await another.click();
  await sendBoth();
  await expect(page.getByRole('link', { name: 'Requests 1' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove event 1' }).click();
  await expected('Any').check();
  await send.click();
  await expect(page.getByRole('link', { name: 'Requests', exact: true }).first()).toBeVisible();
  await page.getByRole('link', { name: 'Requests', exact: true }).first().click();
  await expect(
    page.getByRole('region', { name: 'Done' }).getByText('In the stream', { exact: true }),
  ).toBeVisible();
});
