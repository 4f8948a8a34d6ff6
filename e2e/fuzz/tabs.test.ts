// Bursts of calls of one tab and of several, with sizes drawn small, for as long as there is time.
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { play } from '../model/play.ts';
import { scene } from '../model/scene.ts';
import { TIMEOUT_MS, tryProperty } from './runs.ts';

let count = 0;

test.each([1, 2, 3])(
  'bursts of %i tabs are answered, and written, as if their calls had been made one after the other',
  (tabs) =>
    tryProperty(`bursts of ${tabs} tabs with small sizes`, 5, [scene(tabs)], async (played) => {
      expect(await play(played, tabs, `bursts ${count++}`)).toEqual([]);
    }),
  TIMEOUT_MS,
);
