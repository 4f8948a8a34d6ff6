// Every outcome of a request passes axe, says its state in a word, and keeps still.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { postForm, result, setLink } from './pages.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

// Contrast hangs on the scheme, everything else on the size: two of the four see all of it.
for (const [colorScheme, width, height] of [
  ['light', 1440, 900],
  ['dark', 380, 800],
] as const)
  test(`axe finds nothing in any outcome: ${colorScheme}, ${width} px`, async ({ page, openApp }) => {
    test.slow();
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openApp('#/post/orders');
    await passEveryOutcome(page, async (where) => {
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      expect(violations, where).toEqual([]);
      expect(await page.evaluate(() => document.getAnimations().length), `animations: ${where}`).toBe(0);
    });
  });

/** Walks through everything that can come of a request, and calls `look` at each. */
async function passEveryOutcome(page: Page, look: (where: string) => Promise<void>): Promise<void> {
  const { event, another, send, expected, exact } = postForm(page);
  const first = await event(1).id.inputValue();

  await event(1).data.fill('{"a":}');
  await event(1).openMetadata();
  await send.click();
  await look('a form with a mistake');

  await event(1).data.fill('{"a":1}');
  await setLink(page, 'Lose reply');
  await send.click();
  await expect(result(page, 'No reply')).toBeVisible();
  await look('No reply');
  await event(1).data.fill('{"n":9007199254740993}');
  await send.click();
  await expect(result(page, 'Already committed').getByRole('group', { name: 'Data you sent' })).toBeVisible();
  await look('Already committed, with other data');

  await event(1).storeAssigns.click();
  await expect(exact).toHaveValue('0');
  await send.click();
  await expect(result(page, 'Committed')).toContainText('Id assigned.');
  await look('Committed, with an assigned id');

  await exact.fill('0');
  await send.click();
  await expect(result(page, 'Conflict').getByRole('list', { name: 'Newer events' })).toBeVisible();
  await look('Conflict');

  await event(1).storeAssigns.click();
  await event(1).id.fill(first);
  await another.click();
  await expected('Any').check();
  await send.click();
  await expect(result(page, 'Partial duplicate').getByRole('row', { name: /found at 0/ })).toBeVisible();
  await look('Partial duplicate');

  await exact.fill('1');
  await expect(page.getByRole('alert')).toContainText('written again');
  await page.getByText('Request as curl').click();
  await page.getByRole('button', { name: /^Link:/ }).click();
  await look('a warning, the link menu');
  await page.keyboard.press('Escape');

  await result(page, 'Partial duplicate').getByRole('link', { name: 'What really happened' }).click();
  for (const tab of ['What happened', 'Transcript', 'Body']) {
    await page.getByRole('tab', { name: tab }).click();
    await look(tab);
  }
  await page.getByRole('link', { name: 'Requests' }).last().click();
  await expect(page.getByRole('heading', { level: 2, name: 'Needs you' })).toBeVisible();
  await look('Requests');
  const outcomes = page.getByRole('main').getByRole('listitem');
  await expect(outcomes).toHaveText([
    /^Partial duplicate/,
    /^Conflict/,
    /^No reply/,
    /^Committed/,
    /^Already committed/,
  ]);
}
