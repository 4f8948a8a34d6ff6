// Every outcome of a request passes axe: on its card, on its page, in the list, and in the dialogs that solve it.
import type { APIRequestContext, Page } from '@playwright/test';
import { expectNoFindings, SIZES } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { postForm, result } from './pages.ts';
import { openListening } from './sample.ts';

for (const { width, height } of SIZES)
  test(`axe finds nothing on any card or page of a request, in light or dark, at ${width} px`, async ({
    page,
    request,
  }) => {
    test.setTimeout(180_000); // Some forty looks of half a second each.
    await page.setViewportSize({ width, height });
    const openApp = (hash: string) => page.goto(`/${hash}`);
    await openListening(page, '#/post/orders');
    await passEveryOutcome({ page, request }, (where) => expectNoFindings(page, where));
    await openApp('#/requests');
    const links = page.getByRole('main').getByRole('listitem').getByRole('link', { name: 'orders' });
    await expect(links).toHaveCount(6);
    await expectNoFindings(page, 'the list');
    for (const index of [0, 1, 2, 3, 4, 5]) {
      await openApp('#/requests');
      await links.nth(index).click();
      await expect(page.getByRole('tab', { name: 'What happened' })).toBeVisible();
      await expectNoFindings(page, `request ${index}`);
    }
    for (const tab of ['Transcript', 'Body']) {
      await page.getByRole('tab', { name: tab }).click();
      await expectNoFindings(page, tab);
    }
    await openApp('#/requests');
    await page
      .getByRole('button', { name: /^Discard request/ })
      .first()
      .click();
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    await expectNoFindings(page, 'a request that was discarded');
  });

/** Walks through everything that can come of a request, and calls `look` at each. */
async function passEveryOutcome(
  { page, request }: { readonly page: Page; readonly request: APIRequestContext },
  look: (where: string) => Promise<void>,
): Promise<void> {
  const { event, another, send, expected, exact } = postForm(page);
  const first = await event(1).id.inputValue();

  await event(1).data.fill('{"a":}');
  await event(1).openMetadata();
  await send.click();
  await look('a form with a mistake');

  await event(1).data.fill('{"a":1}');
  await setNetwork(page, 'Loses the reply');
  await send.click();
  await expect(result(page, 'No reply')).toBeVisible();
  await look('No reply');
  await event(1).data.fill('{"n":9007199254740993}');
  await expect(page.getByRole('button', { name: 'Back to what was sent' })).toBeVisible();
  await look('an event that changed since it was sent');
  await event(1).id.fill(first);
  await expect(page.getByRole('alert')).toContainText('This id was sent with something else');
  await look('an id that was sent with something else');
  await send.click();
  await expect(result(page, 'Data differs').getByRole('group', { name: 'Data you sent' })).toBeVisible();
  await look('Data differs');

  await page.getByRole('button', { name: 'Edit and send as new' }).click();
  await event(1).storeAssigns.click();
  await expect(exact).toHaveValue('0');
  await send.click();
  await expect(result(page, 'Committed')).toContainText('Id assigned.');
  await look('Committed, with an assigned id');

  await anotherClientPosts(request);
  await exact.fill('0');
  await send.click();
  await expect(result(page, 'Conflict').getByRole('list', { name: 'Newer events' })).toBeVisible();
  await look('Conflict');
  await page.getByRole('button', { name: 'Rebase…' }).click();
  await expect(page.getByRole('dialog', { name: /^Rebase/ }).getByRole('listitem')).toHaveCount(2);
  await look('the dialog to rebase');
  await page.keyboard.press('Escape');

  await event(1).storeAssigns.click();
  await event(1).id.fill(first);
  await another.click();
  await expected('Any').check();
  await send.click();
  await expect(
    result(page, 'Partial duplicate').getByRole('row', { name: /another event at 0/ }),
  ).toBeVisible();
  await look('Partial duplicate');
  await page.getByRole('button', { name: 'Send only the missing events…' }).click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(2);
  await look('the dialog to send what is missing');
  await page.keyboard.press('Escape');

  await exact.fill('2');
  await expect(page.getByRole('alert')).toContainText('written again');
  await page.getByText('Request as curl').click();
  await page.getByRole('button', { name: /^Network:/ }).click();
  await look('a warning, the network menu');
  await page.keyboard.press('Escape');

  await setNetwork(page, 'Offline');
  await send.click();
  await expect(result(page, 'Queued')).toBeVisible();
  await look('Queued, with the banner of a network that is off');
}

async function anotherClientPosts(request: APIRequestContext): Promise<void> {
  const answer = await request.post('/streams/orders', {
    headers: {
      'Content-Type': 'application/json',
      'ES-EventType': 'Other',
      'ES-EventId': crypto.randomUUID(),
    },
    data: '{}',
  });
  expect(answer.status()).toBe(201);
}
