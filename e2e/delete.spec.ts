// Streams are deleted with a way back, or for good; space is freed only of what nobody can read.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { loadSample } from './sample.ts';

async function more(page: Page, what: string): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: what }).click();
}

test('a deleted stream is back with all its events and its metadata after Undo', async ({
  page,
  openApp,
}) => {
  await openApp();
  await loadSample(page);
  await openApp('#/streams/order-1042/metadata');
  await page.getByRole('textbox', { name: 'Metadata (JSON)' }).fill('{"n": 9007199254740993}');
  await page.getByRole('button', { name: 'Save metadata' }).click();
  await expect(page.getByRole('status')).toHaveText('Committed. Metadata version 0.');
  await page.getByRole('link', { name: 'Back to the feed' }).click();

  await more(page, 'Delete stream…');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('status')).toHaveText(/^Deleted\./);
  await expect(page.getByText('Its last event was 117')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'order-1042' })).toBeFocused();
  await expect(page.getByRole('link', { name: /^order-1042/ })).toBeHidden();

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('118 events · version 117')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'order-1042' })).toBeFocused();
  await openApp('#/streams/order-1042/metadata');
  await expect(page.getByRole('group', { name: 'Metadata document' })).toContainText('9007199254740993');
});

test('a deletion that is cancelled changes nothing, and the focus returns to the menu', async ({
  page,
  openApp,
}) => {
  await openApp();
  await loadSample(page);
  await openApp('#/streams/order-1042');
  await more(page, 'Delete stream…');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'More' })).toBeFocused();
  await expect(page.getByText('118 events · version 117')).toBeVisible();
});

test('a stream that went on while one was asked is not deleted unseen', async ({
  page,
  openApp,
  context,
}) => {
  await openApp();
  await loadSample(page);
  await openApp('#/streams/order-1042');
  await more(page, 'Delete stream…');
  const other = await context.newPage();
  await openApp('#/post/order-1042', other);
  await other.getByRole('textbox', { name: 'Event type' }).fill('Reopened');
  await other.getByRole('button', { name: 'Send' }).click();
  await expect(other.getByRole('status')).toHaveText(/^Committed/);

  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(dialog.getByText('Events were written since you opened this')).toBeVisible();
  await dialog.getByRole('button', { name: 'Delete at version 118' }).click();
  await expect(page.getByText('Its last event was 118')).toBeVisible();
});

test('a tombstone needs the name of the stream, and nothing can be posted there again', async ({
  page,
  openApp,
}) => {
  await openApp();
  await loadSample(page);
  await openApp('#/streams/payments');
  await more(page, 'Tombstone stream…');
  const name = page.getByRole('textbox', { name: /Type the stream’s name/ });
  await name.fill('payment');
  await name.press('Enter');
  await expect(page.getByText('The name does not match. Nothing was deleted.')).toBeVisible();
  await name.fill('payments');
  await page.getByRole('button', { name: 'Tombstone stream', exact: true }).click();
  await expect(page.getByText('This stream was permanently deleted.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeHidden();

  await openApp('#/post/payments');
  await page.getByRole('textbox', { name: 'Event type' }).fill('SomeEvent');
  await page.getByRole('radio', { name: 'Any' }).check();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('status')).toHaveText(/^Rejected.*permanently deleted.*Nothing was written/);
});

test('space is freed of hidden events only, after a warning, and the result is told', async ({
  page,
  openApp,
}) => {
  await openApp();
  await loadSample(page);
  await openApp('#/streams/payments');
  await more(page, 'Delete stream…');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await openApp('#/settings');
  await page.getByRole('button', { name: 'Free space…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Free space' }).click();
  await expect(page.getByRole('status')).toHaveText(/^Freed .+ of 240 hidden events\.$/);
  await expect(page.getByRole('progressbar', { name: 'Free space' })).toBeVisible();
  await openApp('#/streams/order-1042');
  await expect(page.getByText('118 events · version 117')).toBeVisible();
});
