// Pages of a filter, one after the other, show every event that passes once, wherever a page had to end.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deleteEventStore, type EventStore, jsonEvent, openEventStore } from '../index.ts';
import type { EventFilter } from './event-filter.ts';
import { type FilteredSizes, readFiltered } from './filtered-page.ts';

const within = (min: number, max: number) => fc.integer({ min, max });
const sizes: fc.Arbitrary<FilteredSizes> = fc.record({
  batchEvents: within(1, 6),
  lookedAt: within(1, 20),
  steps: within(5, 30),
});

/** All that the pages show, following each to the next; forwards they end at the head. */
async function walk(
  store: EventStore,
  direction: 'forwards' | 'backwards',
  maxCount: number,
  filter: EventFilter,
  drawn: FilteredSizes,
): Promise<readonly number[]> {
  const met: number[] = [];
  let from: number | 'start' | 'end' = direction === 'forwards' ? 'start' : 'end';
  for (;;) {
    const page = await readFiltered(store, { direction, from, maxCount }, filter, drawn);
    expect(page.events.length).toBeLessThanOrEqual(maxCount);
    for (const { event } of page.events) met.push(event?.position ?? -1);
    if (page.endOfLog) return met;
    expect(page.next).not.toBe(page.from);
    from = page.next;
  }
}

let count = 0;

test('whatever the sizes are', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.boolean(), { maxLength: 30 }),
      fc.array(within(1, 5), { minLength: 1, maxLength: 5 }),
      within(1, 5),
      sizes,
      async (passing, work, maxCount, drawn) => {
        const store = await openEventStore({ name: `filtered-${count++}` });
        const events = passing.map((passes) => jsonEvent({ type: passes ? 'T' : 'other', data: 0 }));
        if (events.length > 0) await store.appendToStream('s', events);
        const filter: EventFilter = {
          passes: ({ type }) => type === 'T',
          stepsFor: ({ position }) => work[position % work.length] as number,
        };
        const wanted = passing.flatMap((passes, position) => (passes ? [position] : []));
        expect(await walk(store, 'forwards', maxCount, filter, drawn)).toEqual(wanted);
        expect(await walk(store, 'backwards', maxCount, filter, drawn)).toEqual(wanted.toReversed());
        await store.close();
        await deleteEventStore(store.name);
      },
    ),
    { numRuns: 60 },
  );
});
