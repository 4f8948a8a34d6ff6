// @ts-check
// Finds the browsers that the tests run in: Chromium, Firefox and WebKit.
import { existsSync } from 'node:fs';
import { chromium, firefox, webkit } from '@playwright/test';

/** @typedef {'chromium' | 'firefox' | 'webkit'} Engine */

/**
 * `driver`: what speaks to it, Playwright or a WebDriver of the system.
 * `channel`: what Playwright needs to know of a browser that it did not build.
 * @typedef {{
 *   readonly executablePath: string,
 *   readonly driver: 'playwright' | 'webdriver',
 *   readonly channel?: string,
 * }} Browser
 */

/**
 * @typedef {{
 *   readonly title: string,
 *   readonly variable: string,
 *   readonly system: readonly string[],
 *   readonly packages: readonly string[],
 *   readonly olderPackages?: readonly string[],
 *   readonly whenOfTheSystem: Omit<Browser, 'executablePath'>,
 * }} EngineFacts
 */

/** Where each engine may be, best first, and which packages of Debian have it. */
export const ENGINES = /** @satisfies {Readonly<Record<Engine, EngineFacts>>} */ ({
  chromium: {
    title: 'Chromium',
    variable: 'CHROMIUM_PATH',
    system: [
      '/opt/google/chrome/chrome',
      '/usr/bin/google-chrome',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      // Without windows, as Debian has it: the same engine, and a test begins in half the time.
      '/usr/bin/chromium-headless-shell',
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/snap/bin/chromium',
    ],
    packages: ['chromium-headless-shell', 'fonts-liberation'],
    olderPackages: ['chromium', 'fonts-liberation'],
    whenOfTheSystem: { driver: 'playwright' },
  },
  firefox: {
    title: 'Firefox',
    variable: 'FIREFOX_PATH',
    system: [
      '/usr/bin/firefox-esr',
      '/usr/bin/firefox',
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ],
    packages: ['firefox-esr'],
    whenOfTheSystem: { driver: 'playwright', channel: 'moz-firefox' },
  },
  webkit: {
    title: 'WebKit',
    variable: 'WEBKIT_DRIVER_PATH',
    system: ['/usr/bin/WebKitWebDriver'],
    packages: ['webkit2gtk-driver', 'xvfb'],
    whenOfTheSystem: { driver: 'webdriver' },
  },
});

/** Gives a browser that knows no headless mode a screen that nobody sees. */
export const XVFB = '/usr/bin/Xvfb';

/**
 * The browser to launch, or undefined when none is there. First what a variable names (CHROMIUM_PATH, FIREFOX_PATH,
 * WEBKIT_DRIVER_PATH; empty = none is to be used), then Playwright's own download, then the system's.
 * @param {Engine} [engine]
 * @param {{
 *   readonly env?: Readonly<Record<string, string | undefined>>,
 *   readonly exists?: (path: string) => boolean,
 *   readonly ownPath?: string,
 * }} [machine]
 * @returns {Browser | undefined}
 */
export function findBrowser(
  engine = 'chromium',
  { env = process.env, exists = existsSync, ownPath = playwrightsOwn(engine) } = {},
) {
  const { variable, system, whenOfTheSystem } = ENGINES[engine];
  const named = env[variable];
  if (named === '') return undefined;
  if (named && !exists(named)) throw new Error(`${variable} names ${named}, and there is no such file.`);
  const places = named ? [named] : [ownPath, ...system];
  const executablePath = places.find((path) => path !== '' && exists(path));
  if (executablePath === undefined) return undefined;
  if (executablePath === ownPath) return { executablePath, driver: 'playwright' };
  const isShown = whenOfTheSystem.driver === 'webdriver';
  return isShown && !exists(XVFB) && !env.DISPLAY ? undefined : { executablePath, ...whenOfTheSystem };
}

/**
 * What to give to `launch()`; without a browser, what makes Playwright say which one it misses.
 * @param {Engine} [engine]
 * @returns {{ executablePath?: string, channel?: string }}
 */
export function launchOptions(engine = 'chromium') {
  const { driver: _, ...options } = findBrowser(engine) ?? {};
  return options;
}

/**
 * Playwright throws where it has no build for this system.
 * @param {Engine} engine
 */
function playwrightsOwn(engine) {
  try {
    return { chromium, firefox, webkit }[engine].executablePath();
  } catch {
    return '';
  }
}
