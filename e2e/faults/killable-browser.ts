// A browser with its profile on disk, that can be killed as by a power cut of its process.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { findBrowser } from '../find-browser.mjs';

export interface KillableBrowser {
  /** The folder of its profile. */
  readonly profile: string;
  /** Starts the browser on the same profile again. */
  start(): Promise<BrowserContext>;
  /** kill -9: nothing is flushed, nobody is told. */
  kill(): Promise<void>;
  /** Ends the browser, and takes the profile away. */
  dispose(): Promise<void>;
}

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--remote-debugging-port=0',
];

/** Its profile is in `folder`. */
export async function killableBrowser(folder = tmpdir()): Promise<KillableBrowser> {
  const profile = await mkdtemp(join(folder, 'event-store-profile-'));
  const executable = findBrowser()?.executablePath;
  if (executable === undefined) throw new Error('No Chromium was found.');
  let running: { readonly process: ChildProcess; readonly browser: Browser } | undefined;

  async function kill(): Promise<void> {
    if (!running) return;
    const { process: killed, browser } = running;
    running = undefined;
    const gone = once(killed, 'exit');
    // The whole group, since a browser is many processes.
    if (killed.pid !== undefined) process.kill(-killed.pid, 'SIGKILL');
    await gone;
    await browser.close().catch(() => {}); // There is nobody left to answer.
  }

  return {
    profile,
    async start() {
      await rm(join(profile, 'DevToolsActivePort'), { force: true });
      const started = spawn(executable, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
        detached: true,
        stdio: 'ignore',
      });
      const browser = await chromium.connectOverCDP(await addressOf(profile));
      running = { process: started, browser };
      return browser.contexts()[0] as BrowserContext;
    },
    kill,
    async dispose() {
      await kill();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The browser writes the port into its profile when it listens. */
async function addressOf(profile: string): Promise<string> {
  const file = join(profile, 'DevToolsActivePort');
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    const [port, path] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    if (port && path) return `ws://127.0.0.1:${port}${path}`;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('The browser did not start within a minute.');
}
