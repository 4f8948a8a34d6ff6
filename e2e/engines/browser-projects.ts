// The tests that run in real browsers, one project for each engine that this machine has.
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import type { TestUserConfig } from 'vitest/node';
import { type Browser, ENGINES, type Engine, findBrowser } from '../find-browser.mjs';
import { webkitGtk } from './vitest-webkitgtk.ts';

/** What the store promises, written for the IndexedDB of Node's tests; here the same tests meet the real one. */
const CONTRACT = [
  'lib/{event-store,append-streams,system-streams,scavenge,model,log-replaced}.test.ts',
  'lib/{holes,store-check,import-gaps}.test.ts',
  'lib/http/{addresses,all-feed,handler,read,write}.test.ts',
  'e2e/model/*.test.ts',
];

/** `--project browser` runs Chromium, which is always there, `--project browser*` all, `--project Firefox` that one. */
export function browserProjects(): readonly TestUserConfig[] {
  return (Object.keys(ENGINES) as Engine[]).flatMap((engine, place) => {
    const browser = findBrowser(engine);
    // Without a Chromium, Playwright says that it misses one.
    return browser || engine === 'chromium' ? [project(engine, place, browser)] : [];
  });
}

function project(engine: Engine, place: number, browser: Browser | undefined): TestUserConfig {
  return {
    name: engine === 'chromium' ? 'browser' : `browser-${engine}`,
    include: ['{lib,app,e2e}/**/*.browser.test.ts', ...CONTRACT],
    alias: { 'fake-indexeddb/auto': fileURLToPath(new URL('real-indexeddb.ts', import.meta.url)) },
    // One after the other: at once they would take the machine from each other, and wait.
    sequence: { groupOrder: place + 1 },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: browser?.driver === 'webdriver' ? webkitGtk(browser.executablePath) : byPlaywright(browser),
      instances: [{ browser: engine, name: ENGINES[engine].title }],
    },
  };
}

function byPlaywright(browser: Browser | undefined) {
  const { driver: _, ...launchOptions } = browser ?? {};
  return playwright({ launchOptions });
}
