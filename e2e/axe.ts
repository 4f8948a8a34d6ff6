// What axe says of a screen as it stands.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** The widths of a desk and of a phone, in px, with their heights. */
export const SIZES = [
  { width: 1440, height: 900 },
  { width: 380, height: 800 },
] as const;

/**
 * axe finds nothing in either scheme. The scheme changes colours and nothing else; without motion it changes them at
 * once, also of what is under the pointer.
 */
export async function expectNoFindings(page: Page, where: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const light = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  expect(light.violations, where).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const dark = await new AxeBuilder({ page }).withRules('color-contrast').analyze();
  expect(dark.violations, `${where}, dark`).toEqual([]);
}
