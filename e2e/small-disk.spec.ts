// A disk that is really full: what is stored stays, what does not fit is refused whole, and it goes on when there is room.
import type { Page } from '@playwright/test';
import type { AppendResult } from '../lib/index.ts';
import { killableBrowser } from './faults/killable-browser.ts';
import { report } from './faults/runs.ts';
import { smallDisk } from './faults/small-disk.ts';
import { expect, test } from './fixtures.ts';
import { openLibraryPages } from './library-page.ts';

const MEGABYTE = 1024 * 1024;

interface Full {
  readonly written: number;
  readonly error: string;
}

/** Appends events of a megabyte that does not compress until one is refused, or there are enough. */
function fill(page: Page, stream: string, most = 1_000): Promise<Full> {
  return page.evaluate(
    async ({ name, bytes, limit }) => {
      const { store, library } = window;
      for (let written = 0; written < limit; written++) {
        const data = new Uint8Array(bytes);
        for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(data.subarray(at, at + 65_536));
        try {
          await store.appendToStream(name, library.binaryEvent({ type: 'T', data }));
        } catch (error) {
          return { written, error: String(error) };
        }
      }
      return { written: limit, error: 'none' };
    },
    { name: stream, bytes: MEGABYTE, limit: most },
  );
}

function append(page: Page, stream: string): Promise<AppendResult> {
  return page.evaluate((name) => {
    const event = window.library.jsonEvent({ type: 'T', data: {} });
    return window.store.appendToStream(name, event);
  }, stream);
}

function look(page: Page): Promise<{ readonly head: number; readonly exported: number }> {
  return page.evaluate(async () => {
    const text = await new Response(window.store.exportEvents()).text();
    return { head: await window.store.headPosition(), exported: text.trimEnd().split('\n').length - 1 };
  });
}

/** So that only the disk itself says no. */
async function withoutQuota(page: Page, origin: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1e12 });
}

for (const who of ['the browser', 'the disk'] as const)
  test(`where ${who} says that a disk is full, an append is refused whole, small ones beside it are written, all can be read and exported, and with room again it is written`, async ({
    storeName,
  }) => {
    test.setTimeout(300_000);
    const disk = smallDisk();
    const browser = await killableBrowser(disk.folder);
    try {
      const tabs = await openLibraryPages(await browser.start(), storeName);
      const page = await tabs.open();
      if (who === 'the disk') await withoutQuota(page, tabs.origin);
      await disk.take(20 * MEGABYTE);
      let events = 0;
      for (const stream of ['first', 'second']) {
        const { written, error } = await fill(page, stream);
        expect(error).toBe('StorageFullError: No space is left for this store. Nothing was written.');
        expect(await append(page, 'small')).toMatchObject({ outcome: 'committed' });
        events += written + 1;
        expect(await look(page)).toEqual({ head: events, exported: events });
      }
      expect(events).toBeGreaterThan(10);

      await disk.giveBack();
      // The browser looks for room only now and then.
      const patience = { timeout: 150_000, intervals: [1_000] };
      await expect.poll(async () => (await fill(page, 'third', 3)).error, patience).toBe('none');
      expect(await append(page, 'small')).toMatchObject({ firstEventNumber: 2 });
      await tabs.close();
      report({ 'times a small disk was filled': 2, 'events checked on it': events });
    } finally {
      await browser.dispose();
    }
  });
