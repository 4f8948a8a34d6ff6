// A tab that does at random what tabs do with a store, itself or through the service worker, and tells the test of it.
import type { BrowserContext, Page } from '@playwright/test';
import type { LoggedEvent } from './agreement.ts';

/** What was asked of the store, and what came of it. */
export interface Deed {
  readonly kind: 'append' | 'retry' | 'delete' | 'tombstone' | 'scavenge';
  /** Who was asked to do it: the store of the tab, or the one of the service worker. */
  readonly by: 'tab' | 'worker';
  readonly stream: string;
  readonly ids: readonly string[];
  /** `unknown`: nobody answered, as when the tab or the worker is gone. */
  readonly outcome: 'committed' | 'already_committed' | 'refused' | 'unknown';
  readonly first: number;
  /** Of the last event that it wrote or found; -1 = none. */
  readonly position: number;
}

declare global {
  interface Window {
    /** Given by the test: told of each deed before it is done, and again of what came of it. */
    onDeed(key: string, deed: Deed): Promise<void>;
    /** Set by the test: begin nothing more. */
    ended: boolean;
  }
}

const STREAMS = ['order-1', 'order-2', 'cart-1', 'cart-2', 'plain'] as const;

/** The deeds of all tabs of a browser, also of those that are gone. */
export async function watchDeeds(context: BrowserContext): Promise<ReadonlyMap<string, Deed>> {
  const deeds = new Map<string, Deed>();
  await context.exposeFunction('onDeed', (key: string, deed: Deed) => void deeds.set(key, deed));
  return deeds;
}

/** Acts until the page is told to end. */
export function actAtRandom(page: Page, seed: number): Promise<void> {
  return page.evaluate(
    async ({ names, first }) => {
      let state = first;
      function random(below: number): number {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
      }
      const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;
      const { store, library } = window;
      const known: Deed[] = [];
      let count = 0;

      async function tell(deed: Omit<Deed, 'outcome'>, work: () => Promise<Partial<Deed>>): Promise<void> {
        const key = `${first}:${count++}`;
        await window.onDeed(key, { ...deed, outcome: 'unknown' });
        const came = { ...deed, outcome: 'unknown', ...(await work()) } as const;
        if (came.ids.length > 0 && came.outcome !== 'refused') known.push(came);
        await window.onDeed(key, came);
      }

      async function inTab(work: Promise<unknown>): Promise<Partial<Deed>> {
        try {
          const answer = (await work) as Partial<Awaited<ReturnType<typeof store.appendToStream>>>;
          const { outcome = 'committed', firstEventNumber = -1, position } = answer;
          return { outcome, first: firstEventNumber, position: position ?? -1 };
        } catch (error) {
          if (!(error instanceof library.EventStoreError)) throw error;
          return { outcome: 'refused' };
        }
      }

      async function byWorker(stream: string, init: RequestInit): Promise<Partial<Deed>> {
        const response = await fetch(`/streams/${stream}`, init).catch(() => undefined); // The worker was stopped.
        const outcome = response?.headers.get('Store-Outcome');
        if (!response || !outcome) return {};
        if (outcome !== 'committed' && outcome !== 'already_committed') return { outcome: 'refused' };
        const [number = -1] = response.headers.get('Store-Events')?.split('-').map(Number) ?? [];
        return { outcome, first: number, position: Number(response.headers.get('Store-Position') ?? -1) };
      }

      async function append(
        kind: 'append' | 'retry',
        stream: string,
        ids: readonly string[],
        expectedVersion: number | 'any' | 'no_stream',
      ): Promise<void> {
        const by = pick(['tab', 'worker'] as const);
        await tell({ kind, by, stream, ids, first: -1, position: -1 }, () => {
          if (by === 'tab') {
            const events = ids.map((id) => library.jsonEvent({ id, type: 'T', data: count }));
            return inTab(store.appendToStream(stream, events, { expectedVersion }));
          }
          const words = { any: '-2', no_stream: '-1' };
          const headers = {
            'Content-Type': 'application/vnd.eventstore.events+json',
            'ES-ExpectedVersion':
              typeof expectedVersion === 'number' ? String(expectedVersion) : words[expectedVersion],
          };
          const events = ids.map((eventId) => ({ eventId, eventType: 'T', data: count }));
          return byWorker(stream, { method: 'POST', headers, body: JSON.stringify(events) });
        });
      }

      async function appendNew(stream: string): Promise<void> {
        const ids = Array.from({ length: 1 + random(3) }, () => crypto.randomUUID());
        const { version } = await store.describeStream(stream);
        const exact = version < 0 ? 'no_stream' : version;
        await append('append', stream, ids, pick(['any', 'any', exact]));
      }

      async function remove(kind: 'delete' | 'tombstone', stream: string): Promise<void> {
        const by = pick(['tab', 'worker'] as const);
        await tell({ kind, by, stream, ids: [], first: -1, position: -1 }, () => {
          if (by === 'tab')
            return inTab(kind === 'delete' ? store.deleteStream(stream) : store.tombstoneStream(stream));
          const headers = { 'ES-HardDelete': String(kind === 'tombstone') };
          return byWorker(stream, { method: 'DELETE', headers });
        });
      }

      async function scavenge(): Promise<void> {
        const deed = { kind: 'scavenge', by: 'tab', stream: '', ids: [], first: -1, position: -1 } as const;
        await tell(deed, () => inTab(store.scavenge()));
      }

      while (!window.ended) {
        const what = random(100);
        if (what < 65) await appendNew(pick(names));
        else if (what < 90 && known.length > 0) {
          const { stream, ids } = pick(known);
          await append('retry', stream, ids, 'any');
        } else if (what < 95) await remove('delete', pick(names));
        else if (what < 98) await scavenge();
        // One stream is deleted for good, late, so that the others go on.
        else if (count > 150) await remove('tombstone', 'plain');
      }
    },
    { names: STREAMS, first: seed },
  );
}

/** Every event of the log, deleted and scavenged ones included, by position. */
export function readEverything(page: Page): Promise<LoggedEvent[]> {
  return page.evaluate(async () => {
    const lines = (await new Response(window.store.exportEvents()).text()).trim().split('\n');
    return lines
      .slice(1)
      .map((line) => JSON.parse(line))
      .map(({ stream, eventNumber, position, eventId: id }) => ({ stream, eventNumber, position, id }));
  });
}
