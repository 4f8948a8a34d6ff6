// Empty pages that have the library at hand, for promises that need several real tabs and no app.
import type { BrowserContext, Page } from '@playwright/test';
import type * as Library from '../lib/index.ts';
import { buildFolder } from './build-once.ts';
import { type StaticHost, startStaticHost } from './static-host.ts';

declare global {
  interface Window {
    /** The public names of the library. */
    library: typeof Library;
    store: Library.EventStore;
    /** What a subscription of the page has met so far. */
    met: string[];
    caughtUp: number;
  }
}

export interface LibraryPages {
  /** Of all the tabs. */
  readonly origin: string;
  /** A new tab with the store open. */
  open(): Promise<Page>;
  close(): Promise<void>;
}

export interface LibraryPagesOptions {
  readonly durability?: Library.Durability;
  /** Serves the library at an address that outlives the browser, since a store belongs to its address. */
  readonly host?: StaticHost;
}

export function startLibraryHost(): Promise<StaticHost> {
  return startStaticHost(buildFolder('library'));
}

export async function openLibraryPages(
  context: BrowserContext,
  storeName: string,
  { durability = 'relaxed', host: given }: LibraryPagesOptions = {},
): Promise<LibraryPages> {
  const host = given ?? (await startLibraryHost());
  await context.route(`${host.url}empty.html`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>A tab</title>' }),
  );
  return {
    origin: new URL(host.url).origin,
    async open() {
      const page = await context.newPage();
      await page.goto(`${host.url}empty.html`);
      await page.evaluate(
        async (options) => {
          const address = '/library.js';
          // A service worker that is stopped breaks off what it was asked for.
          const loaded = import(address).catch(() => import(`${address}?again`));
          window.library = (await loaded) as typeof Library;
          window.store = await window.library.openEventStore(options);
        },
        { name: storeName, durability },
      );
      return page;
    },
    async close() {
      if (!given) await host.stop();
    },
  };
}

/** Subscribes to the whole log and keeps what is met in `met`, as `position:stream`. */
export async function subscribeToAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.met = [];
    window.caughtUp = 0;
    void (async () => {
      const events = window.store.subscribeToAll({ caughtUp: () => window.caughtUp++ });
      for await (const { event } of events) window.met.push(`${event?.position}:${event?.stream}`);
    })();
  });
}

/** The whole log, as a subscription keeps it. */
export function readLog(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const log: string[] = [];
    for await (const { event } of window.store.readAll()) log.push(`${event?.position}:${event?.stream}`);
    return log;
  });
}

export const met = (page: Page): Promise<string[]> => page.evaluate(() => window.met);
