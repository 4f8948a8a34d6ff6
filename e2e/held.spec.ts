// What was built on a refused request is held, shown with it as one chain, and rebased with it in one dialog.
import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { eventNumbers, postForm, result, status } from './pages.ts';
import { openListening } from './sample.ts';

const STREAM = 'cart-7';

async function post(page: Page, type: string, data: string): Promise<void> {
  const { event, send } = postForm(page);
  await event(1).type.fill(type);
  await event(1).data.fill(data);
  await send.click();
}

/** Somebody else writes to the stream from a terminal, at the version that they see. */
async function rivalPosts(request: APIRequestContext, type: string, expected: number): Promise<void> {
  const answer = await request.post(`/streams/${STREAM}`, {
    headers: {
      'Content-Type': 'application/json',
      'ES-EventType': type,
      'ES-EventId': crypto.randomUUID(),
      'ES-ExpectedVersion': String(expected),
    },
    data: '{"seat":"12A","by":"rival"}',
  });
  expect(answer.status()).toBe(201);
}

/** A cart, and in the queue a seat and its payment: the form counts the version of the second from the first. */
async function queueTwo(page: Page): Promise<void> {
  await post(page, 'CartOpened', '{}');
  await expect(result(page, 'Committed')).toBeVisible();
  await setNetwork(page, 'Offline');
  const { exact } = postForm(page);
  await expect(exact).toHaveValue('0');
  await post(page, 'SeatReserved', '{"seat":"12A"}');
  await expect(exact).toHaveValue('1');
  await post(page, 'SeatPaid', '{"seat":"12A"}');
  await expect(exact).toHaveValue('2');
}

/** The first of two requests is refused when the network is back. */
async function queueTwoBehindRival(page: Page, request: APIRequestContext): Promise<void> {
  await openListening(page, `#/post/${STREAM}`);
  await queueTwo(page);
  await rivalPosts(request, 'SeatReserved', 0);
  await setNetwork(page, 'Normal');
}

/** The default store is the one that a terminal reaches. */
async function open(page: Page, hash: string): Promise<void> {
  await page.goto(`/${hash}`);
}

const chain = (page: Page) => page.getByRole('region', { name: /requests? to cart-7/ });

const rows = (page: Page) =>
  page
    .getByRole('table', { name: `Events in ${STREAM}` })
    .getByRole('row')
    .filter({ has: page.getByRole('link') });

test('what was counted from a refused request is held, and never written on top of somebody else', async ({
  page,
  request,
}) => {
  await queueTwoBehindRival(page, request);
  await expect(status(page)).toHaveText(
    /^Network is back\. 1 request sent\. Conflict\. .* 1 request that was built on it is held and needs you\.$/,
  );
  await expect(result(page, 'Held')).toContainText(
    /Not sent, since it was built on request \w{4}, which was refused\./,
  );
  await page.getByRole('link', { name: 'Requests 2 need you' }).click();
  await expect(page.getByRole('button', { name: 'Needs you 2' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Retry all queued' })).toHaveCount(0);
  await expect(chain(page).getByRole('listitem')).toHaveText([
    /Conflict.*You expected version 0, the stream is at 1\./,
    /Held.*Not sent: built on \w{4}, which was refused\..*not sent/,
  ]);
  await open(page, `#/streams/${STREAM}`);
  await expect(rows(page)).toHaveText([/1.*SeatReserved.*rival/, /0.*CartOpened/]);
});

test('one dialog rebases the chain: what others wrote, then the requests in order with what they expect now', async ({
  page,
  request,
}) => {
  await queueTwoBehindRival(page, request);
  await expect(result(page, 'Held')).toBeVisible();
  await page.getByRole('link', { name: /^Requests 2/ }).click();
  await chain(page).getByRole('button', { name: 'Rebase 2 requests…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rebase 2 requests onto version 1' });
  await expect(dialog).toContainText('1 event was written since version 0.');
  await expect(
    dialog.getByRole('list', { name: 'Written by others since' }).getByRole('listitem'),
  ).toHaveText([/1\s*SeatReserved.*rival/]);
  const yours = dialog.getByRole('list', { name: 'Your requests, in order' });
  await expect(yours.getByText(/^expected/)).toHaveText(['expected 0, now 1', 'expected 1, now 2']);
  await yours.getByRole('checkbox').first().uncheck();
  await expect(yours.getByText(/^expected/)).toHaveText(['expected 1, now 1']);
  await expect(yours).toContainText('is left out and stays as it is');
  await yours.getByRole('checkbox').first().check();
  await dialog.getByRole('button', { name: 'Send 2 requests' }).click();
  await expect(page.getByRole('button', { name: 'Needs you 0' })).toBeVisible();
  await expect(page.getByRole('link', { name: /need you/ })).toHaveCount(0);
  await open(page, `#/streams/${STREAM}`);
  await expect(rows(page)).toHaveText([
    /3.*SeatPaid/,
    /2.*SeatReserved\{"seat":"12A"\}/,
    /1.*SeatReserved.*rival/,
    /0.*CartOpened/,
  ]);
});

test('a rebased chain stops at the next refusal, and its own events are not told as written since', async ({
  page,
  request,
}) => {
  await openListening(page, `#/post/${STREAM}`);
  await queueTwo(page);
  await post(page, 'TicketSent', '{}');
  await expect(postForm(page).exact).toHaveValue('3');
  await rivalPosts(request, 'SeatReserved', 0);
  await setNetwork(page, 'Normal');
  await expect(result(page, 'Held')).toBeVisible();
  await page.getByRole('link', { name: /^Requests 3/ }).click();
  await chain(page).getByRole('button', { name: 'Rebase 3 requests…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rebase 3 requests onto version 1' });
  const yours = dialog.getByRole('list', { name: 'Your requests, in order' });
  await yours.getByRole('checkbox').nth(1).uncheck();
  await yours.getByRole('checkbox').nth(2).uncheck();
  await dialog.getByRole('button', { name: 'Send 1 request' }).click();
  await expect(page.getByRole('button', { name: 'Needs you 2' })).toBeVisible();
  await rivalPosts(request, 'CartClosed', 2);

  await chain(page).getByRole('button', { name: 'Rebase 2 requests…' }).click();
  const again = page.getByRole('dialog', { name: 'Rebase 2 requests onto version 3' });
  await expect(again).toContainText('2 events were written since version 0, besides 1 of yours.');
  await expect(again.getByRole('list', { name: 'Written by others since' }).getByRole('listitem')).toHaveText(
    [/1\s*SeatReserved.*rival/, /3\s*CartClosed/],
  );
  await rivalPosts(request, 'CartDeleted', 3);
  await again.getByRole('button', { name: 'Send 2 requests' }).click();
  await expect(chain(page).getByRole('listitem')).toHaveText([/Conflict/, /Held/]);
  await expect(page.getByRole('button', { name: 'Needs you 2' })).toBeVisible();
  await open(page, `#/streams/${STREAM}`);
  await expect(eventNumbers(page, STREAM)).toHaveText(['4', '3', '2', '1', '0']);
});

test('a held request says why it cannot be retried, and shows its chain', async ({ page, request }) => {
  await queueTwoBehindRival(page, request);
  const held = result(page, 'Held');
  await held.getByRole('link', { name: /^Request / }).click();
  await expect(
    held.getByRole('list', { name: 'Requests of this chain, in order' }).getByRole('listitem'),
  ).toHaveText([/SeatReserved.*Conflict/, /SeatPaid.*Held/]);
  await expect(page.getByText('Not sent yet.')).toBeVisible();
  await held.getByRole('button', { name: 'Retry now' }).press('Enter');
  await expect(status(page)).toHaveText(
    /^Not sent, since it was built on request \w{4}, which was refused\./,
  );
  await held.getByRole('button', { name: 'Rebase 2 requests…' }).click();
  await page.getByRole('button', { name: 'Send 2 requests' }).click();
  await expect(result(page, 'Committed')).toContainText('as event 3');
});

test('discarding a queued request holds what was counted from it; Undo sends both', async ({ page }) => {
  await openListening(page, `#/post/${STREAM}`);
  await queueTwo(page);
  await page.getByRole('link', { name: /^Requests/ }).click();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'next try' })
    .getByRole('button', { name: /^Discard request/ })
    .click();
  await expect(chain(page).getByRole('listitem')).toHaveText([/Held.*which was discarded\./]);
  await setNetwork(page, 'Normal');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Done 3' })).toBeVisible();
  await open(page, `#/streams/${STREAM}`);
  await expect(rows(page)).toHaveText([/2.*SeatPaid/, /1.*SeatReserved/, /0.*CartOpened/]);
});

test('a version that a person typed is their own, also where the form would have counted the same', async ({
  page,
  request,
}) => {
  await openListening(page, `#/post/${STREAM}`);
  await post(page, 'CartOpened', '{}');
  await setNetwork(page, 'Offline');
  const { exact } = postForm(page);
  await expect(exact).toHaveValue('0');
  await post(page, 'SeatReserved', '{"seat":"12A"}');
  await expect(exact).toHaveValue('1');
  await exact.fill('');
  await exact.fill('1');
  await post(page, 'SeatPaid', '{"seat":"12A"}');
  await expect(page.getByText('Network switched off here. 2 requests are queued.')).toBeVisible();
  await rivalPosts(request, 'SeatReserved', 0);
  await setNetwork(page, 'Normal');
  await expect(status(page)).toHaveText(
    'Network is back. 2 requests sent: 1 committed, 1 conflict needs you.',
  );
});

/** Types several names into the field faster than a store can be asked about them. */
async function typeQuickly(field: Locator, ...names: readonly string[]): Promise<void> {
  await field.evaluate((element, all) => {
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    for (const name of all) {
      setValue?.call(element, name);
      element.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }, names);
}

for (const chosen of [false, true])
  test(`a slip in the name of the stream leaves the version counted${chosen ? ', and chosen' : ''}`, async ({
    page,
    request,
  }) => {
    await openListening(page, `#/post/${STREAM}`);
    await post(page, 'CartOpened', '{}');
    await setNetwork(page, 'Offline');
    const { exact, expected, stream } = postForm(page);
    await expect(exact).toHaveValue('0');
    await post(page, 'SeatReserved', '{"seat":"12A"}');
    await expect(exact).toHaveValue('1');
    if (chosen) {
      await expected('Any').check();
      await expected('Exact').check();
    }
    await typeQuickly(stream, `${STREAM}7`, STREAM);
    await expect(exact).toHaveValue('1');
    await expect(page.getByText('The version is counted from what is queued')).toBeVisible();
    await post(page, 'SeatPaid', '{"seat":"12A"}');
    await rivalPosts(request, 'SeatReserved', 0);
    await setNetwork(page, 'Normal');
    await expect(result(page, 'Held')).toBeVisible();
    await open(page, `#/streams/${STREAM}`);
    await expect(rows(page)).toHaveText([/1.*SeatReserved.*rival/, /0.*CartOpened/]);
  });

test('what was rebased without the one before it is sent once, also when that one comes back', async ({
  page,
}) => {
  await openListening(page, `#/post/${STREAM}`);
  await queueTwo(page);
  await page.getByRole('link', { name: /^Requests/ }).click();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'next try' })
    .getByRole('button', { name: /^Discard request/ })
    .click();
  await chain(page).getByRole('button', { name: 'Rebase…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send at version 0' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await setNetwork(page, 'Normal');
  await expect(page.getByRole('button', { name: 'Queued 0' })).toBeVisible();
  await open(page, `#/streams/${STREAM}`);
  await expect(rows(page)).toHaveText([/1.*SeatReserved/, /0.*CartOpened/]);
});

test('on a phone the chain is read, and rebased, without scrolling aside', async ({ page, request }) => {
  await page.setViewportSize({ width: 380, height: 800 });
  await queueTwoBehindRival(page, request);
  await expect(result(page, 'Held')).toBeVisible();
  await open(page, '#/requests');
  await expect(chain(page).getByRole('listitem')).toHaveCount(2);
  await chain(page).getByRole('button', { name: 'Rebase 2 requests…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rebase 2 requests onto version 1' });
  await expect(dialog.getByRole('checkbox')).toHaveCount(2);
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await dialog.getByRole('button', { name: 'Send 2 requests' }).click();
  await expect(page.getByRole('button', { name: 'Needs you 0' })).toBeVisible();
  expect(await overflow()).toBeLessThanOrEqual(0);
});
