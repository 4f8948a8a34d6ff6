// Stores that another version of the program wrote: upgraded whole or not at all, and never damaged.
import type { Page } from '@playwright/test';
import { EARLIER_LINES, holdEarlier, lookAtDatabase } from './faults/earlier-versions.ts';
import { expect, test } from './faults/fixtures.ts';
import { chance, KILLS, KILLS_TIMEOUT_MS, report, SEED } from './faults/runs.ts';
import { openLibraryPages, startLibraryHost } from './library-page.ts';

/** So many that an upgrade can be met in the middle. */
const MORE = 2_000;

declare global {
  interface Window {
    /** Given by the test. */
    onHalfWay(): Promise<void>;
  }
}

function exportLines(page: Page, name: string): Promise<string[]> {
  return page.evaluate(async (storeName) => {
    const store = await window.library.openEventStore({ name: storeName });
    const lines = (await new Response(store.exportEvents()).text()).trimEnd().split('\n');
    await store.close();
    return lines.slice(1);
  }, name);
}

/** Begins an upgrade, and resolves when so many records were converted. */
async function upgradeUntil(page: Page, name: string, converted: number): Promise<void> {
  let halfWay = false;
  await page.exposeFunction('onHalfWay', () => {
    halfWay = true;
  });
  await page.evaluate(
    ({ storeName, until }) => {
      const { update } = IDBCursor.prototype;
      let count = 0;
      IDBCursor.prototype.update = function (this: IDBCursor, value: unknown) {
        if (++count === until) void window.onHalfWay();
        return update.call(this, value);
      };
      void window.library.openEventStore({ name: storeName });
    },
    { storeName: name, until: converted },
  );
  await expect.poll(() => halfWay, { intervals: [1] }).toBe(true);
}

test('an upgrade in the middle of which the browser is killed leaves the old version as it was, and the next one succeeds', async ({
  browserOnDisk: browser,
  storeName,
}) => {
  test.setTimeout(KILLS_TIMEOUT_MS);
  const random = chance(SEED + 4);
  const host = await startLibraryHost();
  const startTabs = async () => openLibraryPages(await browser.start(), storeName, { host });
  let tabs = await startTabs();
  let interrupted = 0;
  let events = 0;
  for (let round = 0; round < KILLS; round++) {
    const name = `${storeName} ${round}`;
    const page = await tabs.open();
    const letGo = await holdEarlier(page, name, 1, MORE);
    const before = await lookAtDatabase(page, name);
    await letGo();
    await upgradeUntil(page, name, 1 + random(before.records / 2));
    await browser.kill();

    tabs = await startTabs();
    const survivor = await tabs.open();
    const after = await lookAtDatabase(survivor, name);
    // The browser may have been faster than the kill.
    if (after.version === 1) expect(after).toEqual(before);
    else expect(after).toEqual({ ...before, version: 3, unconverted: 0 });
    interrupted += after.version === 1 ? 1 : 0;
    const lines = await exportLines(survivor, name);
    expect(lines.slice(0, EARLIER_LINES.length)).toEqual(EARLIER_LINES);
    expect(lines).toHaveLength(EARLIER_LINES.length + MORE);
    events += lines.length;
    await survivor.close();
  }
  await host.stop();
  expect(interrupted).toBeGreaterThan(0);
  report({ 'upgrades interrupted by a kill': interrupted, 'events checked after upgrades': events });
});

test('a store of a newer version is refused with the reason, and left as it is', async ({
  context,
  storeName,
}) => {
  const tabs = await openLibraryPages(context, storeName);
  const page = await tabs.open();
  const said = await page.evaluate(async (name) => {
    const opening = indexedDB.open(name, 99);
    opening.onupgradeneeded = () =>
      opening.result.createObjectStore('from the future').add('what only it can read', 1);
    await new Promise((resolve) => {
      opening.onsuccess = resolve;
    });
    opening.result.close();
    return window.library.openEventStore({ name }).then(() => 'opened', String);
  }, `${storeName} newer`);
  expect(said).toBe(
    'ProgramOutdatedError: A newer version of this program has upgraded the store, and this tab has the older one. Reload this tab.',
  );
  const kept = await page.evaluate(async (name) => {
    const opening = indexedDB.open(name);
    await new Promise((resolve) => {
      opening.onsuccess = resolve;
    });
    const reading = opening.result.transaction('from the future').objectStore('from the future').get(1);
    await new Promise((resolve) => {
      reading.onsuccess = resolve;
    });
    return [opening.result.version, reading.result];
  }, `${storeName} newer`);
  expect(kept).toEqual([99, 'what only it can read']);
  await tabs.close();
});

test('while a tab holds the old version, this one asks within two seconds to close or reload it, and goes on by itself with all its events', async ({
  page,
  context,
  openApp,
  storeName,
}) => {
  const old = await context.newPage();
  await old.goto('/icon.svg');
  await holdEarlier(old, storeName, 2);
  await page.clock.install();
  await openApp();
  await page.clock.runFor(2_000);
  await expect(page.getByRole('heading', { level: 1, name: 'Close or reload the other tab' })).toBeVisible();
  await expect(page.getByText('Another tab still uses the previous version of this store.')).toBeVisible();
  await old.reload();
  await page.clock.runFor(2_000);
  const orders = page.getByRole('main').getByRole('link', { name: 'order-1042', exact: true });
  await expect(orders).toBeVisible();
  await orders.click();
  await expect(page.getByText('50 events · version 208')).toBeVisible();
});
