// Two tabs that write at the same moment: exactly one wins, and both know it.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const doStep = (page: Page, title: string) =>
  page.getByRole('button', { name: `Do this step: ${title}`, exact: true }).click();

/** The outcomes of a round, as the scoreboard of this tab has them. */
async function outcomes(page: Page, round: number): Promise<readonly string[]> {
  const row = page.getByRole('table', { name: 'Scoreboard' }).getByRole('row').nth(round);
  await expect(row.getByText(/^(Committed|Conflict)$/)).toHaveCount(2);
  return row.getByRole('cell').allTextContents();
}

test('two tabs that expect the same version: one Committed, one Conflict, and three events in both', async ({
  page,
  context,
  openApp,
}) => {
  await openApp('#/lab/race');
  const opened = context.waitForEvent('page');
  await doStep(page, 'Open second tab');
  const second = await opened;
  await expect(second.getByRole('heading', { level: 1, name: 'Second tab' })).toBeVisible();
  await expect(second.getByText('2 events · version 1')).toBeVisible();
  await expect(page.getByText('2 events · version 1')).toBeVisible();
  await doStep(page, 'Fire in both');
  const seen = await outcomes(page, 1);
  expect(seen.toSorted()).toEqual(['Committed', 'Conflict']);
  expect(await outcomes(second, 1)).toEqual(seen);
  for (const tab of [page, second]) await expect(tab.getByText('3 events · version 2')).toBeVisible();
  await expect(page.getByRole('region', { name: 'What you just saw' })).toContainText(
    'exactly one is committed',
  );
  await page.getByRole('button', { name: 'Fire again' }).click();
  expect((await outcomes(second, 2)).toSorted()).toEqual(['Committed', 'Conflict']);
  for (const tab of [page, second]) await expect(tab.getByText('4 events · version 3')).toBeVisible();
});

test('the second tab can fire, too', async ({ page, context, openApp }) => {
  await openApp('#/lab/race');
  const opened = context.waitForEvent('page');
  await doStep(page, 'Open second tab');
  const second = await opened;
  await expect(second.getByText('2 events · version 1')).toBeVisible();
  await second.getByRole('button', { name: 'Fire in both' }).click();
  expect((await outcomes(second, 1)).toSorted()).toEqual(['Committed', 'Conflict']);
  await expect(page.getByRole('region', { name: 'What you just saw' })).toBeVisible();
  await second.close();
  await expect(page.getByText('The second tab is not open yet.')).toBeVisible();
});

test('where the browser opens no tab a rival writer races here', async ({ page, openApp }) => {
  await page.addInitScript(() => {
    window.open = () => null;
  });
  await openApp('#/lab/race');
  await doStep(page, 'Open second tab');
  await expect(page.getByText(/a rival writer with a store connection of its own/)).toBeVisible();
  await doStep(page, 'Fire in both');
  expect((await outcomes(page, 1)).toSorted()).toEqual(['Committed', 'Conflict']);
  await expect(page.getByText('3 events · version 2')).toBeVisible();
});

test('a second tab without a first one says so, and fires nothing', async ({ page, openApp }) => {
  await openApp('#/lab/race/lab-race-0000');
  await expect(page.getByText(/^The first tab is not there\. A race begins with/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Fire in both' })).toHaveAttribute('aria-disabled', 'true');
});

test('Play all opens the second tab and fires by itself', async ({ page, context, openApp }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openApp('#/lab/race');
  const opened = context.waitForEvent('page');
  await page.getByRole('button', { name: 'Play all' }).click();
  const second = await opened;
  expect((await outcomes(second, 1)).toSorted()).toEqual(['Committed', 'Conflict']);
  await expect(page.getByRole('region', { name: 'What you just saw' })).toBeVisible();
});
