// A tab that does at random what tabs do with a store, and keeps what it was told.
import type { Page } from '@playwright/test';

/** What was asked of the store, and what came of it. */
export interface Deed {
  readonly kind: 'append' | 'retry' | 'delete' | 'tombstone';
  readonly stream: string;
  readonly ids: readonly string[];
  readonly outcome: 'committed' | 'already_committed' | 'refused';
  readonly first: number;
}

export const STREAMS = ['order-1', 'order-2', 'cart-1', 'cart-2', 'plain'] as const;

/** Does `count` things, one after the other, and resolves with what came of each. */
export function actAtRandom(page: Page, seed: number, count: number): Promise<Deed[]> {
  return page.evaluate(
    async ({ names, seed: first, count: left }) => {
      let state = first;
      function random(below: number): number {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
      }
      const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;
      const { store, library } = window;
      const deeds: Deed[] = [];

      async function tell(
        kind: Deed['kind'],
        stream: string,
        ids: readonly string[],
        work: Promise<unknown>,
      ) {
        try {
          const answer = (await work) as Partial<{ outcome: Deed['outcome']; firstEventNumber: number }>;
          const { outcome = 'committed', firstEventNumber: number = -1 } = answer;
          deeds.push({ kind, stream, ids, outcome, first: number });
        } catch (error) {
          if (!(error instanceof library.EventStoreError)) throw error;
          deeds.push({ kind, stream, ids, outcome: 'refused', first: -1 });
        }
      }

      async function append(stream: string): Promise<void> {
        const events = Array.from({ length: 1 + random(3) }, () =>
          library.jsonEvent({ type: 'T', data: left }),
        );
        const ids = events.map(({ id }) => id);
        const { version } = await store.describeStream(stream);
        const expectedVersion = pick(['any', 'any', version < 0 ? 'no_stream' : version] as const);
        await tell('append', stream, ids, store.appendToStream(stream, events, { expectedVersion }));
      }

      async function retry(): Promise<void> {
        const done = deeds.filter(({ kind, outcome }) => kind === 'append' && outcome === 'committed');
        if (done.length === 0) return;
        const { stream, ids } = pick(done);
        const events = ids.map((id) => library.jsonEvent({ id, type: 'T', data: left }));
        await tell('retry', stream, ids, store.appendToStream(stream, events));
      }

      for (; left > 0; left--) {
        const stream = pick(names);
        const what = random(100);
        if (what < 70) await append(stream);
        else if (what < 90) await retry();
        else if (what < 94) await tell('delete', stream, [], store.deleteStream(stream));
        else if (what < 98) await store.scavenge();
        else if (stream === 'plain') await tell('tombstone', stream, [], store.tombstoneStream(stream));
      }
      return deeds;
    },
    { names: STREAMS, seed, count },
  );
}

/** Every event of the log, deleted and scavenged ones included, by position. */
export function readEverything(
  page: Page,
): Promise<{ stream: string; eventNumber: number; eventId: string }[]> {
  return page.evaluate(async () => {
    const lines = (await new Response(window.store.exportEvents()).text()).trim().split('\n');
    return lines.slice(1).map((line) => JSON.parse(line));
  });
}
