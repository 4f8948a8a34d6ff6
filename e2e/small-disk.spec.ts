// A disk that is really full: what is stored stays, what does not fit is refused whole, and it goes on when there is room.
import type { Page } from '@playwright/test';
import type { AppendResult } from '../lib/index.ts';
import { readWholeLog } from './faults/acknowledged.ts';
import { type Claim, differences } from './faults/agreement.ts';
import { killableBrowser } from './faults/killable-browser.ts';
import { report } from './faults/runs.ts';
import { smallDisk } from './faults/small-disk.ts';
import { expect, test } from './fixtures.ts';
import { openLibraryPages, startLibraryHost } from './library-page.ts';

const MEGABYTE = 1024 * 1024;
const ROUNDS = 5;
/** What may be said of an append that the disk did not take. */
const TOLD = ['StorageFullError', 'StorageUnavailableError', 'ConnectionLostError'];

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

test('on a disk that is full an append is refused whole, small ones beside it are written, all can be read and exported, and with room again it is written', async ({
  storeName,
}) => {
  test.setTimeout(300_000);
  const disk = smallDisk();
  const browser = await killableBrowser(disk.folder);
  try {
    const tabs = await openLibraryPages(await browser.start(), storeName);
    const page = await tabs.open();
    await withoutQuota(page, tabs.origin);
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
    await expect.poll(async () => (await fill(page, 'third', 3)).error).toBe('none');
    expect(await append(page, 'small')).toMatchObject({ firstEventNumber: 2 });
    await tabs.close();
    report({ 'times a small disk was filled': 2, 'events checked on it': events });
  } finally {
    await browser.dispose();
  }
});

/** Appends so many events one after another. Resolves with what was claimed of each, and the names of the errors. */
function appendMany(
  page: Page,
  events: number,
): Promise<{ readonly claims: Claim[]; readonly errors: string[] }> {
  return page.evaluate(async (count) => {
    const claims: Claim[] = [];
    const errors: string[] = [];
    for (let number = 0; number < count; number++) {
      const event = window.library.jsonEvent({ type: 'T', data: { text: crypto.randomUUID().repeat(20) } });
      const sent = { stream: 's', ids: [event.id] };
      await window.store.appendToStream('s', event).then(
        ({ firstEventNumber }) => claims.push({ ...sent, first: firstEventNumber }),
        ({ name }: Error) => {
          claims.push(sent);
          errors.push(name);
        },
      );
    }
    return { claims, errors };
  }, events);
}

test('when another program takes the disk to its last byte nothing acknowledged is lost, then and after the next starts', async ({
  storeName,
}) => {
  test.setTimeout(300_000);
  const disk = smallDisk();
  const browser = await killableBrowser(disk.folder);
  const host = await startLibraryHost();
  const claims: Claim[] = [];
  async function open(): Promise<Page> {
    return (await openLibraryPages(await browser.start(), storeName, { host })).open();
  }
  let refused = 0;
  async function append(page: Page, events: number): Promise<readonly string[]> {
    const came = await appendMany(page, events);
    claims.push(...came.claims);
    return came.errors;
  }
  try {
    let page = await open();
    for (let round = 0; round < ROUNDS; round++) {
      expect(await append(page, 50)).toEqual([]);
      const [errors] = await Promise.all([append(page, 1_000), disk.takeRest()]);
      for (const name of new Set(errors)) expect(TOLD).toContain(name);
      refused += errors.length;
      await disk.giveBack();
      expect(await append(page, 50)).toEqual([]);
      expect(differences(claims, await readWholeLog(page))).toEqual([]);
      await browser.kill();
      page = await open();
      expect(differences(claims, await readWholeLog(page))).toEqual([]);
    }
    expect(refused).toBeGreaterThan(0);
    report({
      'times a small disk was taken to its last byte': ROUNDS,
      'appends checked after that': claims.length,
    });
  } finally {
    await browser.dispose();
    await host.stop();
  }
});
