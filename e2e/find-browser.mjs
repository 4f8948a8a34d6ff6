// @ts-check
// Finds the Chromium that the tests run in, and with --install gets one when there is none.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const CHROME = [
  '/opt/google/chrome/chrome',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
/** A browser without windows, as Debian has it: the same engine, and a test begins in half the time. */
const SYSTEM_SHELL = '/usr/bin/chromium-headless-shell';
const SYSTEM_CHROMIUM = [
  SYSTEM_SHELL,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
];

/**
 * The browser to launch, or undefined when none is there. First what CHROMIUM_PATH names, then Playwright's own
 * download, then Google Chrome, then the system's Chromium.
 * @param {{
 *   readonly env?: Readonly<Record<string, string | undefined>>,
 *   readonly exists?: (path: string) => boolean,
 *   readonly ownPath?: string,
 * }} [machine]
 * @returns {{ readonly executablePath: string } | undefined}
 */
export function findBrowser({ env = process.env, exists = existsSync, ownPath = playwrightsOwn() } = {}) {
  const named = env.CHROMIUM_PATH;
  if (named) {
    if (!exists(named)) throw new Error(`CHROMIUM_PATH names ${named}, and there is no such file.`);
    return { executablePath: named };
  }
  const found = [ownPath, ...CHROME, ...SYSTEM_CHROMIUM].find((path) => path !== '' && exists(path));
  return found === undefined ? undefined : { executablePath: found };
}

/**
 * What to give to `launch()`; without a browser, what makes Playwright say which one it misses.
 * @returns {{ executablePath?: string }}
 */
export function launchOptions() {
  return findBrowser() ?? {};
}

/** Playwright throws where it has no build for this system. */
function playwrightsOwn() {
  try {
    return chromium.executablePath();
  } catch {
    return '';
  }
}

/** Gets a Chromium from Playwright, or, where that cannot be downloaded, from Debian. */
function install() {
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const aptWorks = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (run(process.execPath, [cli, 'install', 'chromium'])) {
    // A bare container lacks the libraries that the download links to.
    if (aptWorks) run(process.execPath, [cli, 'install-deps', 'chromium']);
    return;
  }
  if (!aptWorks) return;
  run('apt-get', ['update', '-qq']);
  if (!aptInstall('chromium-headless-shell')) aptInstall('chromium');
}

/** @param {string} chromium */
function aptInstall(chromium) {
  const quietly = ['-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300'];
  return run('apt-get', ['install', ...quietly, chromium, 'fonts-liberation']);
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  console.log(`No Chromium yet, trying: ${[command, ...args].map((part) => basename(part)).join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr } = spawnSync(command, args, { env, encoding: 'utf8' });
  if (status !== 0) console.log(`${stdout ?? ''}${stderr ?? ''}`.trim().split('\n').slice(-3).join('\n'));
  return status === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--install') && !findBrowser()) install();
  const browser = findBrowser();
  if (!browser) {
    console.error(
      'No Chromium was found. Install one with "npx playwright install chromium", or set CHROMIUM_PATH to yours.',
    );
    process.exit(1);
  }
  if (!process.argv.includes('--install')) console.log(browser.executablePath);
}
