// What the network does to requests: it is slow, or off, or loses things; and what is tried again by itself.
import { expect, test } from './fixtures.ts';
import { setNetwork } from './network.ts';
import { attempts, postForm, result } from './pages.ts';
import { allRoutes } from './routes.ts';

/** The longest first pause before a try by itself, and the wait for a reply that was lost. */
const FIRST_TRY_MS = 12_000;

test('over a slow network every answer takes two seconds', async ({ page, openApp }) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Slow', 'until changed');
  await expect(page.getByRole('button', { name: 'Network: slow' })).toBeVisible();
  await postForm(page).send.click();
  await expect(result(page, 'Sending')).toBeVisible();
  await expect(result(page, 'Committed')).toBeVisible();
  await expect(attempts(page)).toHaveText(/Network: slow · 201 Created.*2[\s\u202f]\d{3}\sms/);
});

test('a network that is not normal says so on every screen, until normal is chosen', async ({
  page,
  openApp,
}) => {
  await openApp('#/streams');
  await setNetwork(page, 'Offline');
  const button = page.getByRole('button', { name: 'Network: offline' });
  for (const hash of allRoutes('orders')) {
    await openApp(hash);
    await expect(button).toBeVisible();
    await expect(button).toHaveCSS('border-top-style', 'dashed');
  }
  await button.click();
  await page.getByRole('button', { name: 'Back to normal' }).click();
  await expect(page.getByRole('button', { name: 'Network: normal' })).toHaveCSS('border-top-style', 'solid');
});

test('a fault for one request leaves the retry to the person', async ({ page, openApp }) => {
  await page.clock.install();
  await openApp('#/post/orders');
  await setNetwork(page, 'Loses the reply');
  await postForm(page).send.click();
  await page.clock.runFor(1_500);
  const card = result(page, 'No reply');
  await expect(card).toContainText('Automatic retry is off.');
  await page.clock.runFor(300_000);
  await expect(attempts(page)).toHaveCount(1);
  await card.getByRole('button', { name: /^Turn on automatic retry/ }).click();
  await expect(card).toContainText(/next try in \d+ s/);
  await page.clock.runFor(FIRST_TRY_MS);
  await expect(result(page, 'Already committed')).toBeVisible();
  await expect(attempts(page)).toHaveCount(2);
});

test('a fault that lasts is tried again by itself, each time later, until somebody stops it', async ({
  page,
  openApp,
}) => {
  await page.clock.install();
  await openApp('#/post/orders');
  await setNetwork(page, 'Loses the request', 'until changed');
  await postForm(page).send.click();
  await page.clock.runFor(1_500);
  const card = result(page, 'No reply');
  await expect(card).toContainText(/next try in (\d|10) s/);
  await expect(card.getByRole('button', { name: 'Retry same request' })).toBeVisible();
  await page.clock.runFor(FIRST_TRY_MS);
  await expect(attempts(page)).toHaveCount(2);
  await expect(card).toContainText(/next try in 1\d s/);

  await card.getByRole('button', { name: /^Stop automatic retry/ }).click();
  await expect(card).toContainText('Automatic retry is off.');
  await page.clock.runFor(300_000);
  await expect(attempts(page)).toHaveCount(2);

  await setNetwork(page, 'Normal');
  await card.getByRole('button', { name: 'Retry same request' }).click();
  await expect(result(page, 'Committed')).toBeVisible();
  await expect(attempts(page)).toHaveCount(3);
});

test('what is sent by itself does not use up the fault that a person set for their next request', async ({
  page,
  openApp,
}) => {
  await page.clock.install();
  await openApp('#/post/orders');
  await setNetwork(page, 'Loses the request', 'until changed');
  await postForm(page).send.click();
  await page.clock.runFor(1_500);
  await expect(result(page, 'No reply')).toBeVisible();
  await setNetwork(page, 'Loses the reply', 'next request only');
  await page.clock.runFor(FIRST_TRY_MS);
  await expect(result(page, 'Committed')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Network: loses the reply' })).toBeVisible();
});

test('beside a lost reply stands what the same silence would have been, had the request been lost', async ({
  page,
  openApp,
}) => {
  await openApp('#/post/orders');
  await setNetwork(page, 'Loses the reply');
  await postForm(page).send.click();
  await result(page, 'No reply').getByRole('link', { name: 'What really happened' }).click();
  await page.getByRole('button', { name: 'Retry same request' }).click();
  await expect(result(page, 'Already committed')).toBeVisible();
  await page.getByText('Compare: had the request been lost instead').click();
  const other = page.getByRole('list', { name: 'Had the request been lost, in order' });
  await expect(other).toContainText('Never arrived');
  await expect(other).toContainText('Wrote event 0');
  await expect(other).toContainText('Committed');
  await expect(page.getByText('In the store nothing happened, so the retry writes the event.')).toBeVisible();
});
