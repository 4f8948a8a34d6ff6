// Clocks that jump: under `$maxAge` every way of reading shows the same events, whatever the times of the others are.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SIZES } from '../../lib/core/sizes.ts';
import { deleteEventStore, jsonEvent } from '../../lib/index.ts';
import { openWithSizes } from '../../lib/open-event-store.ts';
import { readsDiffer } from '../model/log-checks.ts';
import { TIMEOUT_MS, tryProperty } from './runs.ts';

const YEAR_2026_MS = Date.parse('2026-01-01T00:00:00Z');
let count = 0;

test(
  'under $maxAge every way of reading shows the events that are young enough, whatever the clock did',
  () =>
    tryProperty(
      'jumps of the clock',
      60,
      [
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 4 }),
      ],
      async (jumps, lastJump, maxAge, batchEvents) => {
        let nowMs = YEAR_2026_MS;
        const name = `clock ${count++}`;
        const sizes = {
          ...SIZES,
          batchEvents,
          recordEvents: 2,
          cachedEvents: 1,
          lookAhead: 5,
          lookAtOnce: 2,
        };
        const store = await openWithSizes({ name, now: () => nowMs }, sizes);
        const written: number[] = [];
        for (const seconds of jumps) {
          nowMs += 1_000 * seconds;
          written.push(nowMs);
          await store.appendToStream('s', jsonEvent({ type: 'T', data: nowMs }));
        }
        nowMs += 1_000 * lastJump;
        await store.setStreamMetadata('s', `{"$maxAge":${maxAge}}`);
        const young = written.flatMap((ms, number) => (ms >= nowMs - 1_000 * maxAge ? [number] : []));
        const read: number[] = [];
        for await (const { event } of store.readStream('s')) read.push(event?.eventNumber ?? -1);
        expect(read).toEqual(young);
        expect(await readsDiffer([store], store, ['s'])).toEqual([]);
        const { total } = await store.scavenge();
        expect(total).toBe(written.length + 1);
        expect(await readsDiffer([store], store, ['s'])).toEqual([]);
        await store.close();
        await deleteEventStore(name);
      },
    ),
  TIMEOUT_MS,
);
