// Every *.spec.ts against the built app, in real Chromium; each test has a store of its own.
import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from './find-browser.mjs';

export default defineConfig({
  testMatch: '*.spec.ts',
  // Needs a file system of its own, which only `npm run faults` makes.
  testIgnore: process.env.SMALL_DISK ? [] : 'small-disk.spec.ts',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: true,
  // A machine that is shared may freeze for seconds; what passes only then is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  // Generous, so that a busy machine is slow and not red.
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: '100%',
  reporter: 'dot',
  globalSetup: './build-once.ts',
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    launchOptions: launchOptions(),
    // The app works without a worker too. Tests about the worker let it in.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
  },
});
