// What axe says of a screen as it stands.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
/** The rules that ask for colours; all others see the same in either scheme. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** The widths of a desk and of a phone, in px, with their heights. */
export const SIZES = [
  { width: 1440, height: 900 },
  { width: 380, height: 800 },
] as const;

export interface Looks {
  /** Selector of the part that is looked at; all of the page when it is left out. */
  readonly inside?: string;
  /** Also what WCAG does not ask for. */
  readonly bestPractice?: boolean;
}

/**
 * axe finds nothing in either scheme. The scheme changes colours and nothing else; without motion it changes them at
 * once, also of what is under the pointer.
 */
export async function expectNoFindings(
  page: Page,
  where: string,
  { inside, bestPractice = false }: Looks = {},
): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const all = await axe(page, inside);
  const light = await (bestPractice ? all : all.withTags(WCAG)).analyze();
  expect(light.violations, where).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const dark = await (await axe(page, inside)).withRules(OF_COLOURS).analyze();
  expect(dark.violations, `${where}, dark`).toEqual([]);
}

/** In the page itself, which has no frames: its half megabyte is given to each document once. */
async function axe(page: Page, inside: string | undefined): Promise<AxeBuilder> {
  const isThere = await page.evaluate(() => 'axe' in window);
  const builder = new AxeBuilder({ page, ...(isThere && { axeSource: ';' }) });
  builder.setLegacyMode().options({ resultTypes: ['violations'] });
  return inside === undefined ? builder : builder.include(inside);
}
