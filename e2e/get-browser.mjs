// @ts-check
// Gets the browsers that are named (Chromium when none is) where they are not there: `node e2e/get-browser.mjs firefox webkit`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { ENGINES, findBrowser } from './find-browser.mjs';

/** @typedef {import('./find-browser.mjs').Engine} Engine */

const named = process.argv.slice(2);
const engines = /** @type {Engine[]} */ (named.length === 0 ? ['chromium'] : named);
for (const engine of engines) if (!findBrowser(engine)) get(engine);
for (const engine of engines) if (!findBrowser(engine)) miss(engine);

/**
 * From Playwright, or, where that cannot be downloaded, from Debian.
 * @param {Engine} engine
 */
function get(engine) {
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const aptWorks = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (run(engine, process.execPath, [cli, 'install', engine])) {
    // A bare container lacks the libraries that the download links to.
    if (aptWorks) run(engine, process.execPath, [cli, 'install-deps', engine]);
    return;
  }
  if (!aptWorks) return;
  run(engine, 'apt-get', ['update', '-qq']);
  const quietly = ['-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300'];
  /** @type {import('./find-browser.mjs').EngineFacts} */
  const { packages, olderPackages } = ENGINES[engine];
  if (run(engine, 'apt-get', ['install', ...quietly, ...packages]) || !olderPackages) return;
  run(engine, 'apt-get', ['install', ...quietly, ...olderPackages]);
}

/**
 * @param {Engine} engine
 * @param {string} command
 * @param {string[]} args
 */
function run(engine, command, args) {
  const words = [command, ...args].map((part) => basename(part)).join(' ');
  console.log(`No ${ENGINES[engine].title} yet, trying: ${words}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr } = spawnSync(command, args, { env, encoding: 'utf8' });
  if (status !== 0) console.log(`${stdout ?? ''}${stderr ?? ''}`.trim().split('\n').slice(-3).join('\n'));
  return status === 0;
}

/** @param {Engine} engine */
function miss(engine) {
  const { title, variable, packages } = ENGINES[engine];
  console.error(
    `No ${title} was found. Install one with "npx playwright install --with-deps ${engine}" ` +
      `or, on Debian, "apt-get install ${packages.join(' ')}", or set ${variable} to yours.`,
  );
  process.exitCode = 1;
}
