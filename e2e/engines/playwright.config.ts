// The end-to-end promises in the engines besides Chromium that this machine has.
import { defineConfig, type Project } from '@playwright/test';
import { findBrowser } from '../find-browser.mjs';
import base from '../playwright.config.ts';
import { CHROMIUM_ONLY } from './chromium-only.ts';

const { use: _, ...rest } = base;

/** As the tests of Chromium, without what makes a page believe that it is in Chrome. */
function promises(engine: 'firefox' | 'webkit'): Project {
  const { driver: _driver, ...launchOptions } = findBrowser(engine) ?? {};
  return {
    name: engine,
    testDir: '..',
    testMatch: '*.spec.ts',
    testIgnore: CHROMIUM_ONLY.map(({ file }) => `**/${file}`),
    use: { browserName: engine, launchOptions },
  };
}

export default defineConfig({
  ...rest,
  outputDir: '../../test-results',
  globalSetup: '../build-once.ts',
  projects: [
    promises('firefox'),
    findBrowser('webkit')?.driver === 'webdriver'
      ? { name: 'webkit', testDir: '.', testMatch: 'webkitgtk.spec.ts' }
      : promises('webkit'),
  ],
  use: {
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
  },
});
