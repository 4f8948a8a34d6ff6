// What every test starts from: the app on a server of its own worker, and a store of its own.
import { test as base, type Page } from '@playwright/test';
import { buildFolder } from './build-once.ts';
import { fillAsTyped } from './engines/insert-text.ts';
import { type LocalServer, startLocalServer } from './local-server.ts';
import { type StaticHost, startStaticHost } from './static-host.ts';

interface TestFixtures {
  /** A store that no other test uses. */
  readonly storeName: string;
  /** Opens the app with this test's store, at a hash route, in the test's page or another one. */
  readonly openApp: (hash?: string, page?: Page) => Promise<Page>;
  /** The app on a static host of this test's own, below a path. */
  readonly staticHost: StaticHost;
}

interface WorkerFixtures {
  readonly localServer: LocalServer;
}

interface Watched {
  /** What the test does on purpose against the content policy; null = nothing may. */
  readonly violates: RegExp | null;
  readonly noUncaughtErrors: undefined;
  readonly noViolations: undefined;
}

interface Driven {
  readonly fillsAsTyped: undefined;
}

/** Firefox calls it an error when a page is left before the service worker has given it all its files. */
const LEFT_WHILE_LOADING =
  /A ServiceWorker intercepted the request and encountered an unexpected error|error loading dynamically imported module/;

/** Firefox reports what the policy refused as an error of the page; Chromium and WebKit write it to the console. */
const OF_THE_POLICY = /Content.Security.Policy|Trusted ?Type/i;

export const test = base.extend<TestFixtures & Watched & Driven, WorkerFixtures>({
  localServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
    async ({}, use) => {
      const server = await startLocalServer();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ localServer }, use) => use(localServer.url),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  storeName: ({}, use, info) => use(`test-${info.testId}-${info.repeatEachIndex}-${info.retry}`),
  openApp: ({ page: own, storeName }, use) =>
    use(async (hash = '#/streams', page = own) => {
      await page.goto(`/?store=${storeName}${hash}`);
      return page;
    }),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  staticHost: async ({}, use) => {
    const host = await startStaticHost(buildFolder('static'), '/some/path/');
    await use(host);
    await host.stop();
  },
  fillsAsTyped: [
    async ({ context, launchOptions }, use) => {
      if (launchOptions.channel === 'moz-firefox') await fillAsTyped(context);
      await use(undefined);
    },
    { auto: true },
  ],
  noUncaughtErrors: [
    async ({ context }, use) => {
      const errors: Error[] = [];
      context.on('weberror', (webError) => {
        const error = webError.error();
        if (!LEFT_WHILE_LOADING.test(error.message) && !OF_THE_POLICY.test(String(error))) errors.push(error);
      });
      await use(undefined);
      expect(errors, 'errors that no page caught').toEqual([]);
    },
    { auto: true },
  ],
  violates: [null, { option: true }],
  noViolations: [
    async ({ context, violates }, use) => {
      const violations: string[] = [];
      const note = (text: string) => {
        if (OF_THE_POLICY.test(text) && !violates?.test(text)) violations.push(text);
      };
      context.on('console', (message) => note(message.text()));
      context.on('weberror', (webError) => note(String(webError.error())));
      await use(undefined);
      expect(violations, 'what the content policy refused').toEqual([]);
    },
    { auto: true },
  ],
});

export const expect = test.expect;
