// Whose store the bridge leads to: the app in a tab, a terminal beside it, and one event that is nobody else's business.
import { mkdir } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { curl, type Reply } from '../curl.ts';
import { test as base, expect } from '../fixtures.ts';

export const SECRET = 'the treasure is under the stairs';
const SECRET_ID = 'c322e299-cb73-4b47-97c5-5054f920746e';

export interface Owner {
  readonly tab: Page;
  /** Nothing but the secret was ever written. */
  expectNothingWritten(): Promise<void>;
}

interface OwnerFixtures {
  readonly terminal: (...args: readonly string[]) => Promise<Reply>;
  /** Opens the app of the bridge at this URL, in a tab that answers. */
  readonly openOwner: (url: string) => Promise<Owner>;
  readonly owner: Owner;
}

export const test = base.extend<OwnerFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  terminal: async ({}, use, info) => {
    await mkdir(info.outputDir, { recursive: true });
    await use((...args) => curl(info.outputDir, ...args));
  },
  openOwner: ({ context, terminal }, use) =>
    use(async (url) => {
      const tab = await openTab(context, url);
      const written = await terminal(...postOf({ says: SECRET }, SECRET_ID), `${url}/streams/secret`);
      expect(written.status).toBe(201);
      return {
        tab,
        async expectNothingWritten() {
          const feed = await terminal(`${url}/streams/%24all?format=json`);
          const titles = JSON.parse(feed.text).entries.map(
            (entry: { readonly title: string }) => entry.title,
          );
          expect(titles).toEqual(['0@secret']);
          await expect(tab.getByRole('main').getByRole('link', { name: 'secret' })).toBeVisible();
          await expect(tab.getByRole('main').getByRole('link', { name: 'forged' })).toBeHidden();
        },
      };
    }),
  owner: async ({ openOwner, localServer }, use) => use(await openOwner(localServer.url)),
});

/** What to give to curl to post one event. */
export function postOf(data: unknown, id: string): readonly string[] {
  const headers = ['Content-Type: application/json', 'ES-EventType: Told', `ES-EventId: ${id}`];
  return ['-d', JSON.stringify(data), ...headers.flatMap((header) => ['-H', header])];
}

async function openTab(context: BrowserContext, url: string): Promise<Page> {
  const tab = await context.newPage();
  const isListening = tab.waitForResponse(/\/local-server\/tab$/);
  await tab.goto(url);
  await isListening;
  return tab;
}
