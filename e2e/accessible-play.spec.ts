// The fold playground passes axe in everything it can show, and keeps still.
import type { Page } from '@playwright/test';
import { expectNoFindings, SIZES } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { loadSample } from './sample.ts';

for (const { width, height } of SIZES) {
  test(`axe finds nothing in any state of a fold, in light or dark, at ${width} px`, async ({
    page,
    openApp,
  }) => {
    test.slow();
    await page.setViewportSize({ width, height });
    await openApp();
    await loadSample(page);
    const look = async (where: string) => {
      await expectNoFindings(page, where);
      expect(await page.evaluate(() => document.getAnimations().length), `animations: ${where}`).toBe(0);
      const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(widths[0], where).toBeLessThanOrEqual(widths[1] ?? 0);
    };

    await openApp('#/play/order-1042/113');
    await expect(page.getByText('"station": "B-07"')).toBeVisible();
    await look('a state with what is new, gone and changed');

    await runInstead(page, 'const initial = 0;\nconst fold = (n, e) => (e.eventNumber === 113 ? n.x.y : 1);');
    await expect(page.getByRole('heading', { name: 'The fold threw at event 113' })).toBeVisible();
    await look('a fold that threw');
    await showFold(page);
    await page.getByText('What an event has').click();
    await page.getByText('What a state is').click();
    await look('a text with a mistake, and what there is to know');

    await runInstead(
      page,
      'const initial = 0;\nconst fold = (n) => { for (let i = 0; i < 3e6; i++); return n; };',
    );
    await expect(page.getByRole('progressbar', { name: 'Folded' })).toBeVisible();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByRole('heading', { name: 'Stopped' })).toBeVisible();
    await look('a fold that was stopped');

    await openApp('#/play/order-1042/113/Y29uc3Q');
    await expect(page.getByText('Came with the link: read it first.')).toBeVisible();
    await look('a fold of a link');
  });
}

/** On a phone the text is a tab of its own. */
async function showFold(page: Page): Promise<void> {
  const tab = page.getByRole('tab', { name: 'Fold' });
  await expect(tab.or(page.getByRole('form', { name: 'Fold' })).first()).toBeVisible();
  if (await tab.isVisible()) await tab.click();
}

async function runInstead(page: Page, code: string): Promise<void> {
  await showFold(page);
  await page.getByRole('textbox', { name: 'Fold (JavaScript)' }).fill(code);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}
