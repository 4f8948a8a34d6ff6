// What changed in the form since it was sent is another event: it goes out under another id, and the way back is there.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { type NetworkWord, setNetwork } from './network.ts';
import { postForm, result, status } from './pages.ts';

const NOTE = 'New id: the content changed since it was sent, so this is another event.';

const back = (page: Page, number = 1) =>
  postForm(page).event(number).card.getByRole('button', { name: 'Back to what was sent' });

/** The types of the events of a stream, oldest first. */
async function expectTypes(page: Page, openApp: (hash: string) => Promise<Page>, types: readonly string[]) {
  await openApp('#/streams/orders');
  await expect(page.getByRole('table', { name: 'Events in orders' }).getByRole('row')).toHaveText([
    /No\./,
    ...types.map((type, index) => new RegExp(`^${index}\\s*${type}`)).toReversed(),
  ]);
}

/** Sends one event, whatever the stream holds, and gets no reply. Resolves with its id. */
async function sendIntoSilence(page: Page, fault: NetworkWord, type = 'First'): Promise<string> {
  const { event, send, expected } = postForm(page);
  await expected('Any').check();
  await event(1).type.fill(type);
  const id = await event(1).id.inputValue();
  await setNetwork(page, fault);
  await send.click();
  await expect(result(page, 'No reply')).toBeVisible();
  return id;
}

for (const fault of ['Loses the request', 'Loses the reply'] as const)
  test(`after ${fault.toLowerCase()} a changed event and the one that waits are both written`, async ({
    page,
    openApp,
  }) => {
    await openApp('#/post/orders');
    const id = await sendIntoSilence(page, fault);
    const { event, send } = postForm(page);
    await event(1).type.fill('Second');
    await expect(event(1).card).toContainText(NOTE);
    await expect(status(page)).toHaveText(`Event 1: ${NOTE}`);
    await expect(event(1).id).not.toHaveValue(id);
    await expect(event(1).id).toHaveAccessibleDescription(NOTE);
    await send.click();
    await expect(result(page, 'Committed')).toBeVisible();
    await expect(back(page)).toHaveCount(0);

    await page.getByRole('link', { name: 'Requests 1' }).click();
    await page.getByRole('button', { name: 'Retry same request' }).click();
    await expect(page.getByRole('button', { name: 'Needs you 0' })).toBeVisible();
    await expect(page.getByText('Data differs')).toHaveCount(0);
    await expectTypes(page, openApp, fault === 'Loses the reply' ? ['First', 'Second'] : ['Second', 'First']);
  });

test('type, data and metadata: each changes the id, and putting it back by hand brings the id back', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  const id = await sendIntoSilence(page, 'Loses the reply');
  const { event, send } = postForm(page);
  const { type, data, metadata, openMetadata } = event(1);
  await openMetadata();
  for (const [field, changed, before] of [
    [type, 'Changed', 'First'],
    [data, '{"a":1}', '{}'],
    [metadata, '{"b":2}', ''],
  ] as const) {
    await field.fill(changed);
    await expect(event(1).id).not.toHaveValue(id);
    await expect(event(1).card).toContainText(NOTE);
    await field.fill(before);
    await expect(event(1).id).toHaveValue(id);
    await expect(event(1).card).not.toContainText(NOTE);
  }
  await send.click();
  await expect(result(page, 'Already committed')).toContainText('The same event is already at 0.');
});

test('with the keyboard alone: the change, the way back, and the same event again', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  const id = await sendIntoSilence(page, 'Loses the reply');
  const { event } = postForm(page);
  await event(1).data.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('{"a":1}');
  await expect(event(1).id).not.toHaveValue(id);
  await page.keyboard.press('Tab');
  await expect(event(1).card.locator('summary')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(back(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(event(1).id).toHaveValue(id);
  await expect(event(1).id).toBeFocused();
  await expect(event(1).data).toHaveValue('{}');
  await expect(status(page)).toHaveText('Event 1: as it was sent, under the same id.');
  await page.keyboard.press('Control+Enter');
  await expect(result(page, 'Already committed')).toBeVisible();
});

test('of two events only the one that changed gets a new id', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { event, another, send, expected } = postForm(page);
  await expected('Any').check();
  await another.click();
  const ids = [await event(1).id.inputValue(), await event(2).id.inputValue()] as const;
  await setNetwork(page, 'Loses the reply');
  await send.click();
  await expect(result(page, 'No reply')).toBeVisible();
  await event(2).type.fill('OrderPaid');
  await expect(event(1).id).toHaveValue(ids[0]);
  await expect(event(1).card).not.toContainText(NOTE);
  await expect(event(2).id).not.toHaveValue(ids[1]);
  await page.getByRole('button', { name: 'Move event 2 up' }).click();
  await expect(event(2).id).toHaveValue(ids[0]);
  await expect(event(1).card).toContainText(NOTE);
  await send.click();
  await expect(result(page, 'Partial duplicate')).toContainText(
    'The id of 1 of 2 events is already in the stream.',
  );
});

test('a draft that comes back after a reload knows what was sent', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const id = await sendIntoSilence(page, 'Loses the request');
  const { event, send } = postForm(page);
  await page.reload();
  await expect(event(1).id).toHaveValue(id);
  await event(1).type.fill('Second');
  await expect(event(1).id).not.toHaveValue(id);
  const renewed = await event(1).id.inputValue();
  await page.reload();
  await expect(event(1).id).toHaveValue(renewed);
  await expect(event(1).card).toContainText(NOTE);
  await back(page).click();
  await expect(event(1).type).toHaveValue('First');
  await expect(event(1).id).toHaveValue(id);
  await send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  await page.getByRole('link', { name: 'Requests 1' }).click();
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(status(page)).toHaveText(/^Already committed\./);
  await expectTypes(page, openApp, ['First']);
});

test('to another stream it goes as another event, and to the first one as it was sent', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  const id = await sendIntoSilence(page, 'Loses the reply');
  const { event, stream } = postForm(page);
  await stream.fill('payments');
  await expect(event(1).card).toContainText(
    'New id: the stream changed since it was sent, so this is another event.',
  );
  await expect(event(1).id).not.toHaveValue(id);
  await stream.fill('orders');
  await expect(event(1).id).toHaveValue(id);
  await page.getByRole('link', { name: 'Streams' }).first().click();
  await openApp('#/post/payments');
  await expect(event(1).id).not.toHaveValue(id);
  await back(page).click();
  await expect(stream).toHaveValue('orders');
  await expect(event(1).id).toHaveValue(id);
});

test('a form filled from a request that waits has ids of its own', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const id = await sendIntoSilence(page, 'Loses the request');
  await result(page, 'No reply')
    .getByRole('link', { name: /^Request / })
    .click();
  await page.getByRole('button', { name: 'Edit and send as new' }).click();
  const { event, send, form, expected } = postForm(page);
  await expect(form).toContainText('which stays as it is. The events have new ids.');
  await expect(event(1).id).not.toHaveValue(id);
  await event(1).type.fill('Second');
  await expected('Any').check();
  await send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  await page.getByRole('link', { name: 'Requests 1' }).click();
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expectTypes(page, openApp, ['Second', 'First']);
});

test('another expected version sends the same event', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const id = await sendIntoSilence(page, 'Loses the reply');
  const { event, expected, send } = postForm(page);
  await expected('No stream').check();
  await expect(event(1).id).toHaveValue(id);
  await expect(event(1).card).not.toContainText(NOTE);
  await send.click();
  await expect(result(page, 'Already committed')).toBeVisible();
});

test('what is typed while a slow answer is on its way is the next event', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { event, send, expected } = postForm(page);
  await expected('Any').check();
  await event(1).type.fill('First');
  await setNetwork(page, 'Slow');
  await send.click();
  await expect(page.getByRole('region', { name: 'Sending' })).toBeVisible();
  await event(1).type.fill('Second');
  await expect(event(1).card).toContainText(NOTE);
  await expect(result(page, 'Committed')).toBeVisible();
  await expect(event(1).card).not.toContainText(NOTE);
  await expect(event(1).type).toHaveValue('Second');
  await send.click();
  await expect(result(page, 'Committed')).toContainText('as event 1');
  await expectTypes(page, openApp, ['First', 'Second']);
});

test('the form may be left while its request is being kept: it knows what was sent when it comes back', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  const { event, form, expected } = postForm(page);
  await expected('Any').check();
  await event(1).data.fill(`{"large":"${'x'.repeat(2_000_000)}"}`);
  const id = await event(1).id.inputValue();
  await setNetwork(page, 'Loses the request');
  await form.evaluate((element: HTMLFormElement) => {
    element.requestSubmit();
    location.hash = '#/requests';
  });
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'No reply' });
  await expect(row).toBeVisible();
  await page.goBack();
  await expect(result(page, 'No reply')).toBeVisible();
  await event(1).data.fill('{}');
  await expect(event(1).card).toContainText(NOTE);
  await expect(event(1).id).not.toHaveValue(id);
});

test('space around the JSON is no change, and no other event to the store, alone or in a list', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  const { event, another, send, expected } = postForm(page);
  await expected('Any').check();
  await event(1).data.fill('\n {"total":1} \n');
  await another.click();
  const id = await event(1).id.inputValue();
  await setNetwork(page, 'Loses the reply');
  await send.click();
  await expect(result(page, 'No reply')).toBeVisible();
  await event(1).data.fill('{"total":1}\n');
  await expect(event(1).id).toHaveValue(id);
  await page.getByRole('button', { name: 'Remove event 2' }).click();
  await send.click();
  await expect(result(page, 'Already committed')).toContainText('The same event is already at 0.');
});

test('what was typed and not sent is kept when a request is edited in its place', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  const { event, send, expected } = postForm(page);
  await expected('Stream exists').check();
  await event(1).type.fill('First');
  await send.click();
  await expect(result(page, 'Conflict')).toBeVisible();
  await event(1).data.fill('{"typed":"for ten minutes"}');
  await page.getByRole('button', { name: 'Edit and send as new' }).click();
  await expect(event(1).data).toHaveValue('{}');
  await page.reload();
  const back = page.getByRole('button', { name: 'Back to it' });
  await back.press('Enter');
  await expect(event(1).data).toHaveValue('{"typed":"for ten minutes"}');
  await expect(event(1).type).toBeFocused();

  await result(page, 'Conflict')
    .getByRole('link', { name: /^Request / })
    .click();
  await page.getByRole('button', { name: 'Edit and send as new' }).first().click();
  await expect(event(1).data).toHaveValue('{}');
  await back.click();
  await expect(event(1).data).toHaveValue('{"typed":"for ten minutes"}');
});
