// A real browser with a profile on disk, which is gone afterwards.
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, firefox } from '@playwright/test';
import { findBrowser } from '../../find-browser.mjs';
import type { Backend } from '../command-line.ts';

export interface Profile {
  readonly folder: string;
  /** Starts the browser; closing the context ends it. */
  launch(): Promise<BrowserContext>;
  remove(): Promise<void>;
}

/** Switches of Chromium's two IndexedDB backends. */
const BACKENDS: Readonly<Record<Backend, string>> = {
  leveldb: '--disable-features=IdbSqliteBackingStore',
  sqlite: '--enable-features=IdbSqliteBackingStore',
};

/** Without it, a page is told its memory only after the next collection of garbage, which may be minutes away. */
const MEASURE_MEMORY_AT_ONCE = '--enable-blink-features=ForceEagerMeasureMemory';

/** @param browser `'chromium'`, `'firefox'` or the path of one */
export async function newProfile(browser: string, backend: Backend | undefined): Promise<Profile> {
  const folder = await mkdtemp(join(tmpdir(), 'event-store-bench-'));
  return {
    folder,
    launch: () =>
      /firefox/.test(browser)
        ? firefox.launchPersistentContext(folder, firefoxOptions(browser))
        : chromium.launchPersistentContext(folder, {
            ...(browser === 'chromium' ? wholeChromium() : { executablePath: browser }),
            args: [MEASURE_MEMORY_AT_ONCE, ...(backend ? [BACKENDS[backend]] : [])],
          }),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** One without windows is quicker to start, and does not say how much memory a page takes. */
function wholeChromium() {
  const exists = (path: string) => !path.includes('headless') && existsSync(path);
  const found = findBrowser('chromium', { exists });
  return found ? { executablePath: found.executablePath } : {};
}

const SYSTEM_FIREFOX = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

/** One that is installed is driven by WebDriver BiDi; Playwright's own is not. */
function firefoxOptions(browser: string) {
  const installed = browser === 'firefox' ? SYSTEM_FIREFOX.find((path) => existsSync(path)) : browser;
  const own = browser === 'firefox' && existsSync(firefox.executablePath());
  return own || !installed ? {} : { channel: 'moz-firefox', executablePath: installed };
}

/** As `Chromium 156.0.1`. */
export function browserName(context: BrowserContext): string {
  const browser = context.browser();
  const name = browser?.browserType().name() ?? 'browser';
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${browser?.version() ?? ''}`.trim();
}

/** Tells by the files of the profile. Firefox has SQLite only. */
export async function backendOf(folder: string): Promise<Backend | 'unknown'> {
  const files = await readdir(folder, { recursive: true });
  if (files.some((path) => /IndexedDB.*\.leveldb$/.test(path))) return 'leveldb';
  return files.some((path) => /IndexedDB.http_|idb.+\.sqlite$/.test(path)) ? 'sqlite' : 'unknown';
}
