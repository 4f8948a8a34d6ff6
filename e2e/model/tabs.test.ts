// Bursts of calls of one tab and of two, with sizes drawn small and hints that are late, twice or lost: every answer, and
// the log after them, is as if the calls had been made one after the other.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { play } from './play.ts';
import { scene } from './scene.ts';

/** A failure is made small for so long, and then told with its seed. */
const SHRUNK_FOR_MS = 30_000;

let run = 0;

test.each([
  ['one tab', 1],
  ['two tabs', 2],
])(
  'any burst of appends, retries, metadata, deletes, imports, scavenges and reopenings of %s agrees with an order of the calls',
  async (_, tabs) => {
    await fc.assert(
      fc.asyncProperty(scene(tabs), async (played) => {
        expect(await play(played, tabs, `model-${run++}`)).toEqual([]);
      }),
      { numRuns: 30, interruptAfterTimeLimit: SHRUNK_FOR_MS },
    );
  },
  2 * SHRUNK_FOR_MS,
);
