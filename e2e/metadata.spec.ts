// The metadata of a stream is shown as it is, explained, and changed without writing over anybody.
import { expect, test } from './fixtures.ts';
import { loadSample } from './sample.ts';

const ROUTE = '#/streams/order-1042/metadata';

test('a limit that is typed is saved, and hides older events', async ({ page, openApp }) => {
  await openApp();
  await loadSample(page);
  await openApp('#/streams/order-1042');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('link', { name: 'Metadata…' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Metadata of order-1042' })).toBeFocused();
  await expect(page.getByText('Never set.')).toBeVisible();
  const most = page.getByRole('textbox', { name: /^Keep at most/ });
  await most.fill('0');
  await expect(most).toHaveAccessibleDescription('Without effect: it counts from 1 on.');
  await most.fill('50');
  const means = 'The newest 50 events can be read; older ones are hidden.';
  await expect(most).toHaveAccessibleDescription(means);
  await page.getByRole('button', { name: 'Save metadata' }).click();
  await expect(page.getByRole('status')).toHaveText('Committed. Metadata version 0.');
  await expect(most).toHaveValue('50');
  await expect(page.getByRole('definition').filter({ hasText: means })).toBeVisible();
  await page.getByRole('link', { name: 'Back to the feed' }).click();
  await expect(page.getByText('50 events · version 117')).toBeVisible();
});

test('every digit of a document is kept and shown, and own keys are said to be own', async ({
  page,
  openApp,
}) => {
  await openApp(ROUTE);
  const json = page.getByRole('textbox', { name: 'Metadata (JSON)' });
  await json.fill('{"$maxAge": 9223372036854775807, "n": 9007199254740993, "$acl": {"$r": "$admins"}}');
  await page.getByRole('button', { name: 'Save metadata' }).click();
  await expect(page.getByRole('status')).toHaveText('Committed. Metadata version 0.');
  const shown = page.getByRole('group', { name: 'Metadata document' });
  await expect(shown).toContainText('9223372036854775807');
  await expect(shown).toContainText('9007199254740993');
  await expect(page.getByText('stored and shown, not enforced')).toBeVisible();
  await expect(page.getByText('Your own key. It is kept as it is.')).toBeVisible();
  // A field that is changed leaves the digits of the others alone.
  await page.getByRole('textbox', { name: /^Keep at most/ }).fill('5');
  await expect(json).toHaveValue(/9223372036854775807[\s\S]+9007199254740993/);
});

test('a document that readers ignore is said to be ignored, and why', async ({ page, openApp }) => {
  await openApp(ROUTE);
  await page.getByRole('textbox', { name: 'Metadata (JSON)' }).fill('{"$maxCount": 1.5}');
  await expect(page.getByText(/^Saved so, the document would be ignored: \$maxCount/)).toBeVisible();
  await page.getByRole('button', { name: 'Save metadata' }).click();
  await expect(page.getByText('This document is ignored')).toBeVisible();
});

test('what is no JSON is not saved, and the place is told', async ({ page, openApp }) => {
  await openApp(ROUTE);
  const json = page.getByRole('textbox', { name: 'Metadata (JSON)' });
  await json.fill('{"a":}');
  await page.getByRole('button', { name: 'Save metadata' }).click();
  await expect(page.getByText('Line 1, column 6:')).toBeVisible();
  await expect(json).toBeFocused();
  await expect(json).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('Never set.')).toBeVisible();
});

test('metadata that somebody else saved first is not written over unseen', async ({
  page,
  openApp,
  context,
}) => {
  await openApp(ROUTE);
  const mine = page.getByRole('textbox', { name: 'Metadata (JSON)' });
  await mine.fill('{"mine": 1}');
  const other = await context.newPage();
  await openApp(ROUTE, other);
  await other.getByRole('textbox', { name: 'Metadata (JSON)' }).fill('{"theirs": 2}');
  await other.getByRole('button', { name: 'Save metadata' }).click();
  await expect(page.getByRole('group', { name: 'Metadata document' })).toContainText('theirs');

  await page.getByRole('button', { name: 'Save metadata' }).click();
  await expect(page.getByText('You began when there was no metadata; it is at version 0 now.')).toBeVisible();
  await expect(mine).toHaveValue('{"mine": 1}');
  await page.getByRole('button', { name: 'Save mine over version 0' }).click();
  await expect(page.getByRole('status')).toHaveText('Committed. Metadata version 1.');
  await expect(other.getByRole('group', { name: 'Metadata document' })).toContainText('mine');
});
