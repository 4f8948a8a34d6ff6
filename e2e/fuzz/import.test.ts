import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { anyEvents, appendAll } from './events.ts';
import { anyFile, streamOf } from './files.ts';
import { TIMEOUT_MS, tryProperty } from './runs.ts';
import { withStore } from './stores.ts';

test(
  'whatever a file holds, its import ends with a sentence about the first bad line, and only what is counted is written',
  () =>
    tryProperty('files imported', 150, [anyFile], (file) =>
      withStore(async (store) => {
        const dry = await store.importEvents(streamOf(file), { dryRun: true });
        expect(await store.headPosition()).toBe(0);
        const real = await store.importEvents(streamOf(file));
        expect(real).toEqual(dry);
        expect(await store.headPosition()).toBe(real.newEvents);
        for (const { line, reason } of real.problems) {
          expect(line).toBeGreaterThan(0);
          expect(reason).toMatch(/^.{5,}/);
        }
        const again = await store.importEvents(streamOf(file));
        expect(again.newEvents).toBe(0);
        expect(again.alreadyThere).toBe(real.newEvents + real.alreadyThere);
      }),
    ),
  TIMEOUT_MS,
);

test(
  'whatever a store holds, its export is imported as it was',
  () =>
    tryProperty('stores carried over', 40, [anyEvents], (events) =>
      withStore(async (store) => {
        await appendAll(store, events);
        const lines = await new Response(store.exportEvents()).text();
        await withStore(async (other) => {
          expect((await other.importEvents(new Blob([lines]))).problems).toEqual([]);
          expect(await new Response(other.exportEvents()).text()).toBe(lines);
        });
      }),
    ),
  TIMEOUT_MS,
);
