// The end-to-end promises in Firefox and WebKit, of which only those are left out that are listed.
import { defineConfig, type Project } from '@playwright/test';
import { findBrowser, launchOptions } from '../find-browser.mjs';
import base from '../playwright.config.ts';
import { leftFiles, leftTitles } from './chromium-only.ts';

const { use: _, ...rest } = base;

function promises(browserName: 'firefox' | 'webkit'): Project {
  return {
    name: browserName,
    testDir: '..',
    testMatch: '*.spec.ts',
    testIgnore: [...leftFiles.map((file) => `**/${file}`)],
    grepInvert: leftTitles.map((title) => new RegExp(`${title}$`)),
    use: { browserName, launchOptions: launchOptions(browserName) },
  };
}

/** What a WebDriver does is written by hand, so it is the core of them. */
const CORE: Project = { name: 'webkit', testDir: '.', testMatch: 'webkitgtk.promises.ts' };

export default defineConfig({
  ...rest,
  outputDir: '../../test-results',
  globalSetup: '../build-once.ts',
  reporter: [['dot'], ['./promises-reporter.ts']],
  // A browser of the system is driven more slowly than one that Playwright built.
  expect: { timeout: 30_000 },
  projects: [promises('firefox'), findBrowser('webkit')?.driver === 'webdriver' ? CORE : promises('webkit')],
  // As in Chromium, without what makes a page believe that it is in Chrome; nor a picture of what failed, which would be
  // taken with a style that the policy of the page refuses.
  use: { viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' },
});
