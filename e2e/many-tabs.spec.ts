// Many tabs and a service worker at once, some of them frozen or dying: the log is as each of them was told.
import type { Page } from '@playwright/test';
import { type Claim, differences, type LoggedEvent, missesDeletion, outOfOrder } from './faults/agreement.ts';
import { actTogether } from './faults/crowd.ts';
import { type Deed, readEverything, watchDeeds } from './faults/random-tab.ts';
import { chance, report, SECONDS, SEED } from './faults/runs.ts';
import { startSite, WORKERS_STORE } from './faults/site.ts';
import { workerStopper } from './faults/tab-faults.ts';
import { expect, test } from './fixtures.ts';
import { met, openLibraryPages } from './library-page.ts';

const TABS = 8;

test.use({ serviceWorkers: 'allow' });

test('eight tabs and the service worker append one by one and in bursts, retry, set metadata, import, delete, subscribe and scavenge at random, some frozen or dying, and the log agrees with what each was told', async ({
  page,
  context,
}, info) => {
  test.setTimeout(120_000 + SECONDS * 3_000);
  const host = await startSite(info.outputPath('site'), page);
  const tabs = await openLibraryPages(context, WORKERS_STORE, { host });
  const told = await watchDeeds(context);
  const { pages, faults } = await actTogether(
    { tabs, size: TABS, deeds: told, random: chance(SEED), stopWorkers: await workerStopper(page) },
    Date.now() + SECONDS * 1_000,
  );

  const [reader] = pages as [Page, ...Page[]];
  await reader.evaluate(() =>
    window.store.appendToStream('last', window.library.jsonEvent({ type: 'T', data: 0 })),
  );
  const log = await readEverything(reader);
  const last = log.pop();
  expect(last).toMatchObject({ stream: 'last', eventNumber: 0, position: log.length });
  const deeds = [...told.values()];
  expect(differences(deeds.filter(({ ids }) => ids.length > 0).map(claimOf), log)).toEqual([]);
  expect(deeds.filter((deed) => isDeletion(deed) && missesDeletion(deed, log))).toEqual([]);
  const written = deeds.filter(({ kind, outcome }) => kind === 'append' && outcome === 'committed');
  expect(outOfOrder(written)).toEqual([]);
  const { problems } = await reader.evaluate(() => window.store.check());
  expect(problems).toEqual([]);
  for (const tab of pages) await expectMetInOrder(tab, log);
  // Each of the two did something that counts.
  for (const by of ['tab', 'worker'] as const)
    expect(deeds.filter((deed) => deed.by === by && deed.outcome === 'committed').length).toBeGreaterThan(5);

  await host.stop();
  report({
    'deeds of many tabs and a service worker': deeds.length,
    'of them in bursts': deeds.filter(({ inBurst }) => inBurst).length,
    'of them appends in several slices': deeds.filter(({ ids }) => ids.length > 3_200).length,
    'events checked after them': log.length,
    'deeds whose answer never came': deeds.filter(({ outcome }) => outcome === 'unknown').length,
    'tabs frozen among many': faults.frozen,
    'tabs crashed among many': faults.crashed,
    'tabs closed among many': faults.closed,
    'service workers stopped among many': faults['worker stopped'],
  });
});

function claimOf({ stream, ids, outcome, first, position }: Deed): Claim {
  if (outcome === 'unknown') return { stream, ids };
  return outcome === 'refused' ? { stream, ids, refused: true } : { stream, ids, first, position };
}

function isDeletion(deed: Deed): deed is Deed & { readonly kind: 'delete' | 'tombstone' } {
  return (deed.kind === 'delete' || deed.kind === 'tombstone') && deed.outcome === 'committed';
}

/** What was deleted and scavenged before it was met cannot be met, but nothing is met twice, out of order, or as another event. */
async function expectMetInOrder(tab: Page, log: readonly LoggedEvent[]): Promise<void> {
  await expect.poll(async () => (await met(tab)).at(-1)).toBe(`${log.length}:last`);
  const places = (await met(tab)).slice(0, -1);
  const positions = places.map((place) => Number(place.split(':')[0]));
  expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
  expect(places).toEqual(positions.map((position) => `${position}:${log[position]?.stream}`));
}
