// What tests start from that kill a browser.
import { test as base } from '../fixtures.ts';
import { type KillableBrowser, killableBrowser } from './killable-browser.ts';

export const test = base.extend<{ readonly browserOnDisk: KillableBrowser }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  browserOnDisk: async ({}, use) => {
    const browser = await killableBrowser();
    await use(browser);
    await browser.dispose();
  },
});

export { expect } from '../fixtures.ts';
