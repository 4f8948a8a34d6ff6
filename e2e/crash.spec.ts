// Killed in the middle of its appends, as often as one likes: what was acknowledged is there, and nothing in part.
import type { Page } from '@playwright/test';
import {
  type Acknowledgements,
  acknowledgements,
  appendForEver,
  readWholeLog,
  sendAgain,
} from './faults/acknowledged.ts';
import { differences } from './faults/agreement.ts';
import { expect, test } from './faults/fixtures.ts';
import { chance, KILLS, KILLS_TIMEOUT_MS, report, SEED } from './faults/runs.ts';
import { crash } from './faults/tab-faults.ts';
import { openLibraryPages, startLibraryHost } from './library-page.ts';

/** Lets a page append until so many more are acknowledged than before; what comes next meets it at any moment. */
async function appendAtLeast(page: Page, told: Acknowledgements, round: number, more: number): Promise<void> {
  const before = told.count();
  await told.watch(page);
  await appendForEver(page, round * 1_000_000);
  await expect.poll(() => told.count() - before, { intervals: [5] }).toBeGreaterThan(more);
}

/** Everything is as acknowledged, before and after all that was in flight was sent again. Resolves with the size of the log. */
async function expectAsAcknowledged(survivor: Page, told: Acknowledgements): Promise<number> {
  const sent = [...told.sent.values()];
  const acknowledged = sent.filter(({ first }) => first !== undefined);
  expect(differences(sent, await readWholeLog(survivor))).toEqual([]);
  // What was in flight may or may not be there; sent again, it is there once.
  const inFlight = sent.filter(({ first }) => first === undefined);
  for (const [place, first] of (await sendAgain(survivor, inFlight)).entries())
    Object.assign(inFlight[place] ?? {}, { first });
  // What was acknowledged is known by its ids, whatever became of the browser since.
  const last = acknowledged.slice(-3);
  expect(await sendAgain(survivor, last)).toEqual(last.map(({ first }) => first));
  const log = await readWholeLog(survivor);
  expect(differences(sent, log)).toEqual([]);
  return log.length;
}

for (const durability of ['relaxed', 'strict'] as const) {
  test(`a browser that is killed loses nothing that was acknowledged, ${durability}`, async ({
    browserOnDisk,
    storeName,
  }) => {
    test.setTimeout(KILLS_TIMEOUT_MS);
    const random = chance(SEED);
    const told = acknowledgements();
    const host = await startLibraryHost();
    const startTabs = async () =>
      openLibraryPages(await browserOnDisk.start(), storeName, { durability, host });
    let tabs = await startTabs();
    let events = 0;
    for (let round = 0; round < KILLS; round++) {
      await appendAtLeast(await tabs.open(), told, round, random(40));
      await browserOnDisk.kill();
      tabs = await startTabs();
      const survivor = await tabs.open();
      events = await expectAsAcknowledged(survivor, told);
      await survivor.close();
    }
    await host.stop();
    report({
      [`kills of the browser, ${durability}`]: KILLS,
      'appends acknowledged before a kill': told.count(),
      'events checked after kills': events,
    });
  });
}

test('tabs that are closed or crash in the middle of their appends leave nothing in part', async ({
  context,
  storeName,
}) => {
  test.setTimeout(KILLS_TIMEOUT_MS);
  const random = chance(SEED + 1);
  const told = acknowledgements();
  const tabs = await openLibraryPages(context, storeName);
  let events = 0;
  for (let round = 0; round < KILLS * 2; round++) {
    const page = await tabs.open();
    await appendAtLeast(page, told, round, random(20));
    if (round % 2 === 0) await page.close();
    else await crash(page);
    const survivor = await tabs.open();
    events = await expectAsAcknowledged(survivor, told);
    await survivor.close();
  }
  await tabs.close();
  report({
    'tabs closed in the middle of appends': KILLS,
    'tabs crashed in the middle of appends': KILLS,
    'appends acknowledged before a tab ended': told.count(),
    'events checked after tabs ended': events,
  });
});
