// Many tabs and a service worker at once, some of them frozen or dying: the log is as each of them was told.
import type { Page } from '@playwright/test';
import { actAtRandom, type Deed, readEverything, STREAMS } from './faults/random-tab.ts';
import { test as base, expect } from './fixtures.ts';
import { type LibraryPages, met, openLibraryPages, subscribeToAll } from './library-page.ts';

const ROUNDS = Number(process.env.FAULT_ROUNDS || 1);
const TABS = 8;
const DEEDS = 12 * ROUNDS;

const test = base.extend<{ readonly tabs: LibraryPages }>({
  tabs: async ({ context, storeName }, use) => {
    const tabs = await openLibraryPages(context, storeName);
    await use(tabs);
    await tabs.close();
  },
});

test('eight tabs append, retry, delete and scavenge at random, and the log agrees with what each was told', async ({
  tabs,
  context,
}) => {
  test.setTimeout(120_000 + ROUNDS * 30_000);
  const pages = await Promise.all(Array.from({ length: TABS }, () => tabs.open()));
  const [reader, frozen, dying, ...others] = pages as [Page, Page, Page, ...Page[]];
  await subscribeToAll(reader);

  const acting = [reader, frozen, ...others].map((page, seed) => actAtRandom(page, seed + 1, DEEDS));
  // Nobody hears what became of its deeds, which is what dying is.
  void actAtRandom(dying, 99, DEEDS * 100).catch(() => {});
  const session = await context.newCDPSession(frozen);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await expect.poll(async () => (await met(reader)).length).toBeGreaterThan(20);
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await dying.close();
  const late = await tabs.open();
  acting.push(actAtRandom(late, 1234, DEEDS));
  const deeds = (await Promise.all(acting)).flat();

  const log = await readEverything(late);
  expectNumbersWithoutGaps(log);
  expectAsTold(deeds, log);
  // What was deleted and scavenged before it was met cannot be met, but nothing is met twice or out of order.
  await late.evaluate(() =>
    window.store.appendToStream('last', window.library.jsonEvent({ type: 'T', data: 0 })),
  );
  await expect.poll(async () => (await met(reader)).at(-1)).toBe(`${log.length}:last`);
  const positions = (await met(reader)).map((entry) => Number(entry.split(':')[0]));
  expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
  test.info().annotations.push({
    type: 'figures',
    description: `${deeds.length} deeds of ${TABS} tabs, ${log.length} events`,
  });
});

type Logged = Awaited<ReturnType<typeof readEverything>>;

function expectNumbersWithoutGaps(log: Logged): void {
  for (const stream of STREAMS) {
    const numbers = log.filter((event) => event.stream === stream).map(({ eventNumber }) => eventNumber);
    const written = numbers.filter((number) => number !== Number.MAX_SAFE_INTEGER);
    expect(written, stream).toEqual([...written.keys()]);
  }
}

function expectAsTold(deeds: readonly Deed[], log: Logged): void {
  const places = new Map<string, string[]>();
  for (const { eventId, stream, eventNumber } of log) {
    places.set(eventId, [...(places.get(eventId) ?? []), `${stream}/${eventNumber}`]);
  }
  for (const { kind, stream, ids, outcome, first } of deeds) {
    if (kind !== 'append' && kind !== 'retry') continue;
    for (const [place, id] of ids.entries()) {
      const found = places.get(id) ?? [];
      if (outcome === 'refused' && kind === 'append') expect(found, `refused: ${id}`).toEqual([]);
      else if (outcome !== 'refused')
        expect(found, `${kind}, ${outcome}`).toEqual([`${stream}/${first + place}`]);
    }
  }
  const committed = deeds.filter(({ kind, outcome }) => kind === 'append' && outcome === 'committed');
  expect(committed.length).toBeGreaterThan(10);
}
