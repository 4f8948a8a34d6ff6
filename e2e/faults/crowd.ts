// Many tabs that act at random, while some of them are frozen, crash, are closed, and are opened again.
import type { Page } from '@playwright/test';
import { expect } from '../fixtures.ts';
import { type LibraryPages, subscribeToAll } from '../library-page.ts';
import { actAtRandom, type Deed } from './random-tab.ts';
import { crash, freeze } from './tab-faults.ts';

interface Actor {
  readonly page: Page;
  /** Resolves with what went wrong in the page; an end that was made for it is nothing wrong. */
  readonly done: Promise<unknown>;
}

export interface CrowdOptions {
  readonly tabs: LibraryPages;
  readonly size: number;
  readonly deeds: ReadonlyMap<string, Deed>;
  readonly random: (below: number) => number;
  readonly stopWorkers: () => Promise<void>;
}

/** How often each fault was injected. */
export type FaultCounts = Readonly<Record<Fault, number>>;

const FAULTS = ['frozen', 'crashed', 'closed', 'worker stopped'] as const;
type Fault = (typeof FAULTS)[number];

/** Acts and fails until it is time; resolves with the tabs that are left, which do nothing any more. */
export async function actTogether(
  { tabs, size, deeds, random, stopWorkers }: CrowdOptions,
  untilMs: number,
): Promise<{ readonly pages: readonly Page[]; readonly faults: FaultCounts }> {
  const faults = { frozen: 0, crashed: 0, closed: 0, 'worker stopped': 0 };
  const ended = new Set<Page>();

  async function join(): Promise<Actor> {
    const page = await tabs.open();
    // A process may be shared: who crashes with another tab is gone as well.
    page.on('crash', () => ended.add(page));
    await subscribeToAll(page);
    const acting = actAtRandom(page, random(2 ** 31));
    return { page, done: acting.catch((error: unknown) => (ended.has(page) ? undefined : error)) };
  }

  async function othersAct(): Promise<void> {
    const before = deeds.size;
    await expect.poll(() => deeds.size, { intervals: [10], timeout: 30_000 }).toBeGreaterThan(before + 20);
  }

  async function inject(fault: Fault, { page }: Actor): Promise<void> {
    faults[fault]++;
    switch (fault) {
      case 'worker stopped':
        return stopWorkers();
      case 'frozen': {
        const wake = await freeze(page);
        await othersAct();
        return wake();
      }
      case 'crashed':
        return crash(page);
      case 'closed':
        ended.add(page);
        return page.close();
    }
  }

  const actors = await Promise.all(Array.from({ length: size }, join));
  for (let round = 0; Date.now() < untilMs || round < FAULTS.length; round++) {
    await othersAct();
    await inject(FAULTS[round % FAULTS.length] as Fault, actors[random(size)] as Actor);
    for (const [place, { page }] of actors.entries()) if (ended.has(page)) actors[place] = await join();
  }
  for (const { page } of actors) await page.evaluate(() => Object.assign(window, { ended: true }));
  for (const { done } of actors) expect(await done, 'what a tab did not expect').toBeUndefined();
  return { pages: actors.map(({ page }) => page), faults };
}
