// WebKitGTK, which Playwright does not speak to: its own WebDriver, on a screen that nobody sees.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Readable } from 'node:stream';
import { XVFB } from '../find-browser.mjs';

const STARTS_WITHIN_MS = 30_000;
const TIMEOUTS = { script: 60_000, implicit: 10_000 };
/** Control and an A, as WebDriver writes keys. */
const SELECT_ALL = '\ue009a';

/** Elements are named by XPath, and waited for. */
export interface WebKitGtk {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Resolves when it is on the page. */
  see(element: string): Promise<void>;
  click(element: string): Promise<void>;
  /** Types it in the place of what was there. */
  fill(element: string, text: string): Promise<void>;
  /** Runs in the page and gives back what it resolves to; both ways only what JSON can carry. */
  evaluate<Args extends readonly unknown[], Result>(
    work: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result>;
  /** The tab that is spoken to. */
  currentTab(): Promise<string>;
  /** Opens another tab and goes on in it. */
  newTab(): Promise<string>;
  switchTo(tab: string): Promise<void>;
  close(): Promise<void>;
}

/** @param driverPath WebKitWebDriver, which starts the browser that came with it. */
export async function startWebKitGtk(driverPath: string): Promise<WebKitGtk> {
  const screen = existsSync(XVFB) ? await startScreen() : undefined;
  const port = await freePort();
  const driver = spawn(driverPath, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, ...(screen && { DISPLAY: screen.display }) },
  });
  function end(): void {
    process.off('exit', end);
    for (const each of [driver, screen?.process]) each?.kill();
  }
  process.once('exit', end);
  try {
    const call = caller(`http://127.0.0.1:${port}`);
    await untilReady(call, driver);
    const { sessionId } = (await call('POST', '/session', { capabilities: {} })) as { sessionId: string };
    const inSession: Call = (method, path, body) => call(method, `/session/${sessionId}${path}`, body);
    await inSession('POST', '/timeouts', TIMEOUTS);
    return browserOf(inSession, end);
  } catch (error) {
    end();
    throw error;
  }
}

type Call = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>;

function browserOf(call: Call, end: () => void): WebKitGtk {
  const find = async (xpath: string) => {
    const found = await call('POST', '/element', { using: 'xpath', value: xpath });
    return `/element/${Object.values(found as Readonly<Record<string, string>>)[0]}`;
  };
  return {
    goto: async (url) => void (await call('POST', '/url', { url })),
    reload: async () => void (await call('POST', '/refresh', {})),
    see: async (element) => void (await find(element)),
    click: async (element) => void (await call('POST', `${await find(element)}/click`, {})),
    async fill(element, text) {
      const field = await find(element);
      for (const keys of [SELECT_ALL, text]) await call('POST', `${field}/value`, { text: keys });
    },
    async evaluate<Args extends readonly unknown[], Result>(
      work: (...args: Args) => Result | Promise<Result>,
      ...args: Args
    ) {
      const script = `const done = arguments[arguments.length - 1];
        Promise.resolve().then(() => (${work})(...[...arguments].slice(0, -1)))
          .then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const answer = await call('POST', '/execute/async', { script, args });
      const { value, error } = answer as { readonly value: Result; readonly error?: string };
      if (error !== undefined) throw new Error(`In the page: ${error}`);
      return value;
    },
    currentTab: async () => (await call('GET', '/window')) as string,
    async newTab() {
      const { handle } = (await call('POST', '/window/new', { type: 'tab' })) as { readonly handle: string };
      await call('POST', '/window', { handle });
      return handle;
    },
    switchTo: async (handle) => void (await call('POST', '/window', { handle })),
    async close() {
      await call('DELETE', '').catch(() => {}); // It may be gone already.
      end();
    },
  };
}

function caller(address: string): Call {
  return async (method, path, body) => {
    const response = await fetch(address + path, { method, ...(body && { body: JSON.stringify(body) }) });
    const { value } = (await response.json()) as { readonly value: unknown };
    if (response.ok) return value;
    const { error, message } = value as { readonly error: string; readonly message: string };
    throw new Error(`WebKit: ${error}. ${message}`);
  };
}

async function untilReady(call: Call, driver: ChildProcess): Promise<void> {
  const until = Date.now() + STARTS_WITHIN_MS;
  for (;;) {
    try {
      await call('GET', '/status');
      return;
    } catch (error) {
      if (Date.now() > until || driver.exitCode !== null) {
        throw new Error('The WebDriver of WebKit did not start.', { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Xvfb picks a number that is free and writes it to the descriptor that it is given. */
async function startScreen(): Promise<{ readonly display: string; readonly process: ChildProcess }> {
  const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'];
  const xvfb = spawn(XVFB, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = xvfb.stdio[3] as Readable;
  const ended = Promise.race([once(xvfb, 'error'), once(xvfb, 'exit')]).then(() => {
    throw new Error('Xvfb, the screen that nobody sees, did not start.');
  });
  const [written] = await Promise.race([once(number, 'data'), ended]);
  ended.catch(() => {}); // From now on its end is no news.
  return { display: `:${String(written).trim()}`, process: xvfb };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('A port has a number.');
  return address.port;
}
