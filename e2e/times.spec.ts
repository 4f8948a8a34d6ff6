// Times are local or in UTC, as a person chooses, and whole wherever one looks closer.
import { importEvents } from './backup-file.ts';
import { expect, test } from './fixtures.ts';
import { postForm, result } from './pages.ts';

test.use({ timezoneId: 'Asia/Tokyo' });

/** One minute to ten in the evening in Tokyo, one to one in the afternoon in UTC. */
const WRITTEN = new Date('2026-11-24T12:59:37.695Z');

test('every time on the screen follows the choice at once, is remembered, and says when it is in UTC', async ({
  page,
  openApp,
  context,
}) => {
  await page.clock.setFixedTime(WRITTEN);
  await openApp('#/post/newstream');
  await postForm(page).send.click();
  const inResult = result(page, 'Committed').getByRole('time');
  await expect(inResult).toHaveText(['21:59:37.695', '21:59:37.695']);

  const settings = await openApp('#/settings', await context.newPage());
  const times = settings.getByRole('radiogroup', { name: 'Times' });
  await expect(times.getByRole('radio', { name: 'Local Asia/Tokyo' })).toBeChecked();
  await times.getByRole('radio', { name: 'UTC' }).check();
  await expect(inResult).toHaveText(['12:59:37.695 UTC', '12:59:37.695 UTC']);

  await openApp('#/streams/newstream/0');
  await expect(page.getByRole('complementary').getByText('24 Nov 2026, 12:59:37.695 UTC')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Written (UTC)' })).toBeVisible();
  await expect(page.getByRole('cell', { name: '12:59:37.695' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('cell', { name: '12:59:37.695' })).toBeVisible();

  await times.getByRole('radio', { name: 'Local Asia/Tokyo' }).check();
  await expect(page.getByRole('cell', { name: '21:59:37.695' })).toBeVisible();
  await expect(page.getByRole('main').getByText('UTC')).toHaveCount(0);
});

test('a time has the whole of it in ISO 8601, for the pointer and for programs', async ({
  page,
  openApp,
}) => {
  await page.clock.setFixedTime(WRITTEN);
  await openApp('#/post/newstream');
  await postForm(page).send.click();
  await expect(result(page, 'Committed')).toBeVisible();
  await openApp('#/streams/newstream');
  const time = page.getByRole('cell').getByRole('time');
  await expect(time).toHaveAttribute('title', WRITTEN.toISOString());
  await expect(time).toHaveAttribute('datetime', WRITTEN.toISOString());
});

test('a time of another day is shown with its day, inside of its column', async ({ page, openApp }) => {
  // Imported events are of 20 November, a quarter past five in the afternoon in Tokyo.
  await openApp('#/settings');
  await importEvents(page, [{ stream: 'old' }]);
  for (const [today, shown] of [
    ['2026-11-20T09:00:00Z', '17:14:22.377'],
    ['2026-11-24T09:00:00Z', '20 Nov, 17:14:22'],
    ['2027-01-10T09:00:00Z', '20 Nov 2026, 17:14'],
  ] as const) {
    await page.clock.setFixedTime(today);
    await openApp('#/streams/old');
    await page.reload();
    const cell = page.getByRole('cell', { name: shown, exact: true });
    await expect(cell).toBeVisible();
    const [text, room] = await cell.evaluate((element) => [element.scrollWidth, element.clientWidth]);
    expect(text).toBeLessThanOrEqual(room ?? 0);
  }
});

test('where rows have no head, each time says that it is in UTC', async ({ page, openApp }) => {
  await page.setViewportSize({ width: 380, height: 800 });
  await openApp('#/settings');
  await page.getByRole('radio', { name: 'UTC' }).check();
  await importEvents(page, [{ stream: 'old' }]);
  await page.clock.setFixedTime('2026-11-20T09:00:00Z');
  await openApp('#/streams/old');
  await expect(page.getByRole('cell', { name: '08:14:22.377 UTC' })).toBeVisible();
});
