// A browser with its profile, and in it a page for each contender.
import type { BrowserContext, Page } from '@playwright/test';
import type { Backend, Settings } from './command-line.ts';
import { type ContenderEntry, isOurs, originOf } from './contenders/list.ts';
import { backendOf, browserName, newProfile } from './machine/browser.ts';
import { buildPage, moduleAddress } from './machine/page-build.ts';
import { startServer } from './machine/server.ts';

export interface Session {
  /** The profile's folder. */
  readonly folder: string;
  /** The page of a contender, the same each time. */
  page(contender: ContenderEntry): Promise<Page>;
  /** One more page of it, a tab of its own; in another origin if one is named. */
  newPage(contender: ContenderEntry, origin?: string): Promise<Page>;
  /** A page of an origin of its own, with nothing in it but what every page has. */
  blankPage(origin: string): Promise<Page>;
  /** Closes the page, which may have been left in the middle of something; the next is a new one. */
  forget(contender: ContenderEntry): Promise<void>;
  /** Name and version, once a page was opened. */
  browser(): string;
  /** What IndexedDB has been found to be kept in. */
  backend(): Promise<Backend | 'unknown'>;
  /** Ends the browser, so that its files are at rest; the next page starts it again. */
  rest(): Promise<void>;
  end(): Promise<void>;
}

const SAMPLE_MS = 50;
/**
 * Events in each append to a log. This store keeps the events of an append together; the others keep each by itself, and
 * so the same log however it was appended.
 */
const LOG_BATCH = { ours: 100, others: 1000 };

export async function startSession({ contenders, browser, backend, scale }: Settings): Promise<Session> {
  const build = await buildPage(contenders);
  const server = await startServer(build.folder);
  const profile = await newProfile(browser, backend);
  const pages = new Map<string, Promise<Page>>();
  let context: Promise<BrowserContext> | undefined;
  let name = '';
  let ending: Promise<void> | undefined;

  async function blankPage(origin: string): Promise<Page> {
    context ??= profile.launch();
    const page = await (await context).newPage();
    name ||= browserName(await context);
    await page.goto(server.addressFor(origin));
    return page;
  }

  async function newPage(contender: ContenderEntry, origin = originOf(contender)): Promise<Page> {
    const page = await blankPage(origin);
    await page.evaluate((options) => window.startBench(options), {
      contender: contender.name,
      module: moduleAddress(contender),
      durabilities: contender.durabilities,
      logBatch: isOurs(contender) ? LOG_BATCH.ours : LOG_BATCH.others,
      sampleMs: SAMPLE_MS * scale,
    });
    return page;
  }

  async function rest(): Promise<void> {
    await (await context)?.close();
    context = undefined;
    pages.clear();
  }

  async function end(): Promise<void> {
    await rest();
    await profile.remove();
    await server.stop();
    await build.remove();
  }

  return {
    folder: profile.folder,
    page(contender) {
      const known = pages.get(contender.name) ?? newPage(contender);
      pages.set(contender.name, known);
      return known;
    },
    newPage,
    blankPage,
    async forget({ name }) {
      await (await pages.get(name))?.close();
      pages.delete(name);
    },
    browser: () => name,
    backend: () => backendOf(profile.folder),
    rest,
    end: () => (ending ??= end()),
  };
}
