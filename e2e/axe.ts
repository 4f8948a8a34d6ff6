// What axe says of a screen as it stands.
import type { Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';
import { expect } from './fixtures.ts';

/** The widths of a desk and of a phone, in px, with their heights. */
export const SIZES = [
  { width: 1440, height: 900 },
  { width: 380, height: 800 },
] as const;

/** All of WCAG 2.2 AA that a program can see, and what axe calls best practice. */
const RULES: RunOptions = { resultTypes: ['violations'] };
/** The rules that ask for colours. */
const OF_COLOURS: RunOptions = {
  ...RULES,
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
};

/**
 * axe finds nothing in either scheme. The scheme changes colours and nothing else; without motion it changes them at
 * once, also of what is under the pointer.
 */
export async function expectNoFindings(page: Page, where: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await findings(page, RULES), where).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await findings(page, OF_COLOURS), `${where}, dark`).toEqual([]);
}

/** Each rule that is broken, and by which elements. */
async function findings(page: Page, options: RunOptions) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (options) => {
    const { violations } = await window.axe.run(document, options);
    return violations.map(({ id, nodes }) => ({
      rule: id,
      elements: nodes.map(({ html, failureSummary }) => [html, failureSummary]),
    }));
  }, options);
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
