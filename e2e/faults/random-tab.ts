// A tab that does at random what tabs do with a store, itself or through the service worker, and tells the test of it.
import type { BrowserContext, Page } from '@playwright/test';
import type { LoggedEvent } from './agreement.ts';

/** What was asked of the store, and what came of it. */
export interface Deed {
  readonly kind: 'append' | 'retry' | 'metadata' | 'import' | 'delete' | 'tombstone' | 'scavenge';
  /** Who was asked to do it: the store of the tab, or the one of the service worker. */
  readonly by: 'tab' | 'worker';
  readonly stream: string;
  readonly ids: readonly string[];
  /** Those of one burst were begun in this order, without waiting; undefined = it was waited for. */
  readonly inBurst?: readonly [burst: string, place: number];
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

      interface Plan {
        readonly deed: Omit<Deed, 'outcome'>;
        readonly work: () => Promise<Partial<Deed>>;
      }

      /** Does all at once, in this order. */
      async function tell(...plans: readonly Plan[]): Promise<void> {
        const keyed = plans.map((plan) => ({ ...plan, key: `${first}:${count++}` }));
        await Promise.all(keyed.map(({ key, deed }) => window.onDeed(key, { ...deed, outcome: 'unknown' })));
        const done = keyed.map(async ({ key, deed, work }) => {
          const came = { ...deed, outcome: 'unknown', ...(await work()) } as const;
          const isAppend = came.kind === 'append' || came.kind === 'retry';
          if (isAppend && came.outcome !== 'refused') known.push(came);
          await window.onDeed(key, came);
        });
        await Promise.all(done);
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

      function append(
        kind: 'append' | 'retry',
        stream: string,
        ids: readonly string[],
        expectedVersion: number | 'any' | 'no_stream',
        by: Deed['by'] = pick(['tab', 'worker'] as const),
      ): Plan {
        const work = () => {
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
        };
        return { deed: { kind, by, stream, ids, first: -1, position: -1 }, work };
      }

      const newIds = (length: number) => Array.from({ length }, () => crypto.randomUUID() as string);

      async function appendNew(stream: string): Promise<void> {
        const { version } = await store.describeStream(stream);
        const exact = version < 0 ? 'no_stream' : version;
        await tell(append('append', stream, newIds(1 + random(3)), pick(['any', 'any', exact])));
      }

      /** Appends that are not waited for, to old streams and new ones, and some of them twice. */
      async function burst(): Promise<void> {
        const name = `${first}:${count}`;
        const streams = [...names.slice(0, -1), `burst-${name}`, `burst-${name}-too`];
        const plans = Array.from({ length: 1 + random(60) }, () => {
          const again = random(8) === 0 && known.length > 0 ? pick(known) : undefined;
          const { stream = pick(streams), ids = newIds(1 + random(3)) } = again ?? {};
          return append(
            again ? 'retry' : 'append',
            stream,
            ids,
            again ? 'any' : pick(['any', 'any', 'no_stream']),
            'tab',
          );
        });
        await tell(
          ...plans.map(({ deed, work }, place) => ({
            work,
            deed: { ...deed, inBurst: [name, place] as const },
          })),
        );
      }

      async function setMetadata(stream: string): Promise<void> {
        const [id] = newIds(1) as [string];
        const json = pick(['{}', `{"$maxCount":${1 + random(50)}}`, `{"$tb":${random(20)}}`]);
        const deed = {
          kind: 'metadata',
          by: 'tab',
          stream: `$$${stream}`,
          ids: [id],
          first: -1,
          position: -1,
        } as const;
        await tell({ deed, work: () => inTab(store.setStreamMetadata(stream, json, { id })) });
      }

      /** All its events come with one transaction. */
      async function importNew(): Promise<void> {
        const [stream, ids] = [`import-${first}-${count}`, newIds(1 + random(60))];
        const lines = ids.map((eventId, eventNumber) =>
          JSON.stringify({
            eventId,
            eventType: 'T',
            data: 0,
            stream,
            eventNumber,
            created: '2026-01-31T09:30:00Z',
          }),
        );
        const deed = { kind: 'import', by: 'tab', stream, ids, first: 0, position: -1 } as const;
        const work = async () => {
          const { problems } = await store.importEvents(new Blob([lines.join('\n')]));
          if (problems.length > 0) throw new Error(problems[0]?.reason);
          return { outcome: 'committed', first: 0 } as const;
        };
        await tell({ deed, work });
      }

      async function remove(kind: 'delete' | 'tombstone', stream: string): Promise<void> {
        const by = pick(['tab', 'worker'] as const);
        const work = () => {
          if (by === 'tab')
            return inTab(kind === 'delete' ? store.deleteStream(stream) : store.tombstoneStream(stream));
          const headers = { 'ES-HardDelete': String(kind === 'tombstone') };
          return byWorker(stream, { method: 'DELETE', headers });
        };
        await tell({ deed: { kind, by, stream, ids: [], first: -1, position: -1 }, work });
      }

      async function scavenge(): Promise<void> {
        const deed = { kind: 'scavenge', by: 'tab', stream: '', ids: [], first: -1, position: -1 } as const;
        await tell({ deed, work: () => inTab(store.scavenge()) });
      }

      while (!window.ended) {
        const what = random(100);
        if (what < 50) await appendNew(pick(names));
        else if (what < 70 && known.length > 0) {
          const { stream, ids } = pick(known);
          await tell(append('retry', stream, ids, 'any'));
        } else if (what < 80) await burst();
        // More than 16 records, so that they are stored in several slices.
        else if (what < 81)
          await tell(append('append', pick(names), newIds(3_300 + random(300)), 'any', 'tab'));
        else if (what < 88) await setMetadata(pick(names));
        else if (what < 91) await importNew();
        else if (what < 95) await remove('delete', pick(names));
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
