// A moment is found as an event is: the page with the first event from then on, and the event opened.
import type { Page } from '@playwright/test';
import { importEvents } from './backup-file.ts';
import { expect, test } from './fixtures.ts';

test.use({ timezoneId: 'Asia/Tokyo' });

/** 100 events an hour apart: event 0 at noon of 20 November in UTC, which is nine in the evening in Tokyo. */
const FIRST_MS = Date.UTC(2026, 10, 20, 12, 0, 0, 377);
const HOURLY = Array.from({ length: 100 }, (_, hour) => ({
  stream: 'hourly',
  created: new Date(FIRST_MS + hour * 3_600_000).toISOString(),
}));

test.beforeEach(async ({ page, openApp }) => {
  await openApp('#/settings');
  await importEvents(page, HOURLY);
  await openApp('#/streams/hourly');
});

function goToTime(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Go to a time' });
  return {
    opener: page.getByRole('button', { name: 'Go to a time' }),
    dialog,
    field: dialog.getByLabel('First event at or after'),
    go: dialog.getByRole('button', { name: 'Go' }),
  };
}

test('the first event at or after a time is opened, on its page', async ({ page }) => {
  const { opener, dialog, field } = goToTime(page);
  await opener.click();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('2026-11-25T00:00'); // That of the newest event, in Tokyo.
  await field.fill('2026-11-22T06:30');
  await field.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Event 34' })).toBeFocused();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('22 Nov 2026, 07:00:00.377')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Event 34', exact: true })).toHaveAttribute(
    'aria-current',
    'true',
  );
  await expect(page.getByText('Events 20–39 of 100')).toBeVisible();
});

test('an event is found by the second it was written in', async ({ page }) => {
  const { opener, field, go } = goToTime(page);
  await opener.click();
  await field.fill('2026-11-20T21:00');
  await go.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Event 0' })).toBeFocused();
});

test('where all events are earlier or later it says so, and leads to the nearest', async ({ page }) => {
  const { opener, dialog, field, go } = goToTime(page);
  await opener.click();
  await field.fill('2027-01-01T00:00');
  await go.click();
  await expect(page.getByRole('status')).toHaveText('All events are earlier.');
  await expect(dialog).toContainText('The last is event 99');
  await field.fill('2020-01-01T00:00');
  await go.click();
  await expect(page.getByRole('status')).toHaveText('All events are later.');
  await dialog.getByRole('link', { name: 'event 0' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Event 0' })).toBeVisible();
  await expect(dialog).toBeHidden();
});

test('no time is no mistake without words', async ({ page }) => {
  const { opener, dialog, field, go } = goToTime(page);
  await opener.click();
  await field.fill('');
  await go.click();
  await expect(dialog.getByText('Give a day and a time.')).toBeVisible();
});

test('where times are in UTC the field is too', async ({ page, openApp }) => {
  await openApp('#/settings');
  await page.getByRole('radio', { name: 'UTC' }).check();
  await openApp('#/streams/$all');
  const { opener, dialog, field } = goToTime(page);
  await opener.click();
  await expect(dialog.getByText('First event at or after (UTC)')).toBeVisible();
  await expect(field).toHaveValue('2026-11-24T15:00');
  await field.fill('2026-11-21T11:59');
  await field.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Event 24' })).toBeFocused();
});

test('Esc closes the dialog and gives the focus back', async ({ page }) => {
  const { opener, dialog } = goToTime(page);
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});

test('on a small phone the dialog is inside of the screen', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const { opener, dialog } = goToTime(page);
  await opener.click();
  await expect(dialog).toBeInViewport({ ratio: 1 });
});
