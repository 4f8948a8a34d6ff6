// Killed in the middle of its appends, as often as one likes: what was acknowledged is there, and nothing in part.

import { acknowledgements, appendForEver, differences, readWholeLog } from './faults/acknowledged.ts';
import { type KillableBrowser, killableBrowser } from './faults/killable-browser.ts';
import { test as base, expect } from './fixtures.ts';
import { openLibraryPages, startLibraryHost } from './library-page.ts';

/** `FAULT_ROUNDS=50` for the run whose figures are told in PROMISES.md. */
const ROUNDS = Number(process.env.FAULT_ROUNDS || 3);

const test = base.extend<{ readonly browserOnDisk: KillableBrowser }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  browserOnDisk: async ({}, use) => {
    const browser = await killableBrowser();
    await use(browser);
    await browser.dispose();
  },
});

for (const durability of ['relaxed', 'strict'] as const) {
  test(`a browser that is killed loses nothing that was acknowledged, ${durability}`, async ({
    browserOnDisk,
    storeName,
  }) => {
    test.setTimeout(60_000 + ROUNDS * 30_000);
    const told = acknowledgements();
    const host = await startLibraryHost();
    const startTabs = async () =>
      openLibraryPages(await browserOnDisk.start(), storeName, { durability, host });
    let tabs = await startTabs();
    for (let round = 0; round < ROUNDS; round++) {
      const before = told.count();
      const page = await tabs.open();
      await told.watch(page);
      await appendForEver(page, round * 1_000_000);
      // At least so many, and then at any moment.
      await expect.poll(() => told.count() - before, { intervals: [5] }).toBeGreaterThan(round * 7 + 3);
      await browserOnDisk.kill();
      tabs = await startTabs();
      const survivor = await tabs.open();
      expect(differences(told.sent.values(), await readWholeLog(survivor))).toEqual([]);

      // What was in flight may or may not be there; sent again, it is there once.
      const inFlight = [...told.sent.values()].at(-1);
      if (inFlight && inFlight.first === undefined) {
        const { stream, expectedVersion, ids } = inFlight;
        inFlight.first = await survivor.evaluate(
          async ([name, expected, retried]) => {
            const events = retried.map((id) => window.library.jsonEvent({ id, type: 'T', data: {} }));
            const options = { expectedVersion: expected };
            return (await window.store.appendToStream(name, events, options)).firstEventNumber;
          },
          [stream, expectedVersion, ids] as const,
        );
        expect(differences(told.sent.values(), await readWholeLog(survivor))).toEqual([]);
      }
      await survivor.close();
    }
    await host.stop();
    test.info().annotations.push({
      type: 'figures',
      description: `${ROUNDS} kills, ${told.count()} acknowledged appends, ${durability}`,
    });
  });
}

test('tabs that are closed or crash in the middle of their appends leave nothing in part', async ({
  context,
  storeName,
}) => {
  test.setTimeout(60_000 + ROUNDS * 20_000);
  const told = acknowledgements();
  const tabs = await openLibraryPages(context, storeName);
  for (let round = 0; round < ROUNDS * 2; round++) {
    const before = told.count();
    const page = await tabs.open();
    await told.watch(page);
    await appendForEver(page, round * 1_000_000);
    await expect.poll(() => told.count() - before, { intervals: [5] }).toBeGreaterThan(round * 3 + 3);
    if (round % 2 === 0) await page.close();
    else {
      const crashed = page.waitForEvent('crash');
      const session = await context.newCDPSession(page);
      session.send('Page.crash').catch(() => {}); // The page that would answer is gone.
      await crashed;
    }
    const survivor = await tabs.open();
    expect(differences(told.sent.values(), await readWholeLog(survivor))).toEqual([]);
    await survivor.close();
  }
  await tabs.close();
});
