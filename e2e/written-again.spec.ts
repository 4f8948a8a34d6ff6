// An id that was written a second time is called so, wherever its request is shown; and the form does not lead there.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { type NetworkWord, setNetwork } from './network.ts';
import { postForm, result } from './pages.ts';

const AGAIN = 'Written again: this id is now at 3 and 4.';

/** Four events in the stream of the form; then one more is sent into silence. */
async function sendIntoSilence(page: Page, fault: NetworkWord): Promise<void> {
  const { send, exact } = postForm(page);
  for (const version of ['0', '1', '2']) {
    await send.click();
    await expect(exact).toHaveValue(version);
  }
  await setNetwork(page, fault);
  await send.click();
  await expect(result(page, 'No reply')).toBeVisible();
}

const aside = (page: Page) => page.getByRole('complementary', { name: 'The stream and what was sent' });

for (const fault of ['Loses the reply', 'Loses the request'] as const)
  test(`after ${fault.toLowerCase()} the form offers the retry first, and shows what the client knows`, async ({
    page,
    openApp,
  }) => {
    await openApp('#/post/orders');
    await sendIntoSilence(page, fault);
    const { form, exact } = postForm(page);
    const quiet = async () => {
      await expect(form.getByRole('button', { name: 'Retry first' })).toBeVisible();
      await expect(form).toContainText(
        /Request \w{4} got no reply, so where the stream is cannot be known\./,
      );
      await expect(page.getByRole('button', { name: /^Expect version/ })).toHaveCount(0);
      await expect(form.getByText(/has moved on|events, version/).filter({ visible: true })).toHaveCount(0);
      await expect(aside(page).getByRole('heading', { name: 'What the client knows' })).toBeVisible();
      await expect(aside(page).getByRole('list', { name: 'Newest events in orders' })).toBeHidden();
      await expect(exact).toHaveValue('2');
    };
    await quiet();
    await page.getByRole('link', { name: 'Requests 1' }).click();
    await page.goBack();
    await quiet();
    await page.reload();
    await quiet();

    await form.getByRole('button', { name: 'Retry first' }).click();
    const word = fault === 'Loses the reply' ? 'Already committed' : 'Committed';
    await expect(result(page, word)).toBeVisible();
    await expect(exact).toHaveValue('3');
    await expect(form.getByRole('button', { name: 'Retry first' })).toHaveCount(0);
    await expect(aside(page).getByRole('list', { name: 'Newest events in orders' })).toBeVisible();
    await postForm(page).send.click();
    await expect(result(page, 'Committed')).toContainText('as event 4.');
  });

test('what a rival wrote behind the lost reply is offered, and not expected unseen', async ({
  page,
  openApp,
  context,
}) => {
  await openApp('#/post/orders');
  await sendIntoSilence(page, 'Loses the reply');
  const rival = await openApp('#/post/orders', await context.newPage());
  await expect(postForm(rival).exact).toHaveValue('3');
  await postForm(rival).send.click();
  await expect(result(rival, 'Committed')).toContainText('as event 4.');
  const { form, exact } = postForm(page);
  await form.getByRole('button', { name: 'Retry first' }).click();
  await expect(result(page, 'Already committed')).toBeVisible();
  await expect(form.getByRole('button', { name: 'Expect version 4' })).toBeVisible();
  await expect(exact).toHaveValue('3');
});

/** Looks at the store, expects what is there, and sends the same id in spite of the warning. */
async function writeAgain(page: Page): Promise<void> {
  const { form, send } = postForm(page);
  await form.getByText('Look at the store').click();
  await form.getByRole('button', { name: 'Expect version 3' }).click();
  await expect(form.getByRole('alert')).toContainText('the event would be written again.');
  await send.click();
  await expect(result(page, 'Committed')).toContainText('as event 4.');
}

test('a second copy is called so by the card and by the pages of both requests, also after a reload', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  await sendIntoSilence(page, 'Loses the reply');
  await writeAgain(page);
  await expect(result(page, 'Committed').getByRole('alert')).toContainText(AGAIN);
  await expect(page.getByText('where the stream is cannot be known')).toHaveCount(0);

  await result(page, 'Committed')
    .getByRole('link', { name: /^Request / })
    .click();
  const panel = page.getByRole('tabpanel', { name: 'What happened' });
  const told = async () => {
    await expect(panel).toContainText('1 event written');
    await expect(panel).toContainText('1 duplicate');
    await expect(panel).toContainText(AGAIN);
  };
  await told();
  await expect(result(page, 'Committed')).toContainText(AGAIN);
  await page.reload();
  await told();
  await expect(page.getByText('in the stream at 3, 4')).toBeVisible();

  await page.getByRole('link', { name: 'Requests 1' }).click();
  await page.getByRole('region', { name: 'Needs you' }).getByRole('link', { name: 'orders' }).click();
  await expect(result(page, 'No reply')).not.toContainText('Written again');
  await told();
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(result(page, 'Already committed')).toContainText(AGAIN);
});

test('one event of two, written again long after, is named by its letter', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  const { event, another, send, expected } = postForm(page);
  await another.click();
  await event(2).type.fill('OrderPaid');
  const id = await event(2).id.inputValue();
  await send.click();
  await expect(result(page, 'Committed')).toContainText('as events 0 to 1.');
  const first = await result(page, 'Committed')
    .getByRole('link', { name: /^Request / })
    .getAttribute('href');
  await page.getByRole('button', { name: 'Remove event 2' }).click();
  await expect(expected('Exact')).toBeChecked();
  await event(1).id.fill(id);
  await send.click();
  await expect(result(page, 'Committed')).toContainText('Written again: this id is now at 1 and 2.');
  await openApp(first ?? '');
  await expect(result(page, 'Committed')).toContainText('Written again: the id of B at 1 and 2.');
  await expect(page.getByRole('tabpanel', { name: 'What happened' })).toContainText('1 duplicate');
});

test('the counters of the Lab count what is in its stream', async ({ page, openApp, context }) => {
  await openApp('#/lab/lost-reply');
  const step = page.getByRole('button', { name: /^Do this step/ });
  await step.click();
  await step.click();
  await expect(page.getByText('0 duplicates')).toBeVisible();
  const stream = await page.getByRole('list', { name: 'Steps' }).locator('code').first().textContent();
  const other = await openApp(`#/streams/${stream}/0`, await context.newPage());
  const eventId = await other.getByRole('complementary').locator('code').first().textContent();
  await openApp(`#/post/${stream}`, other);
  await expect(postForm(other).exact).toHaveValue('0');
  await postForm(other)
    .event(1)
    .id.fill(eventId ?? '');
  await postForm(other).send.click();
  await expect(result(other, 'Committed')).toBeVisible();
  await expect(page.getByText('1 duplicate', { exact: true })).toBeVisible();
  await expect(page.getByText('Written again: this id is now at 0 and 1.')).toBeVisible();
});

test('an event leads to its request, and a request to its events', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  await sendIntoSilence(page, 'Loses the reply');
  await result(page, 'No reply').getByRole('button', { name: 'Retry same request' }).click();
  await expect(result(page, 'Already committed')).toBeVisible();
  await openApp('#/streams/orders/3');
  const facts = page.getByRole('complementary', { name: 'Event 3' });
  await expect(facts.getByText(/^Request \w{4}$/)).toBeVisible();
  await expect(facts).toContainText('2 attempts');
  await facts.getByRole('link', { name: /^Request \w{4}$/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Request / })).toBeFocused();
  await page.getByText('in the stream at').getByRole('link', { name: '3' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Event 3' })).toBeFocused();
});
