import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { openEventStore } from '../../../lib/index.ts';
import { guidFrom } from '../../guid.ts';
import { loadSampleData } from './sample-data.ts';
import { SAMPLE_STREAMS } from './sample-streams.ts';

test('the sample is what the empty page says it is, and loading it twice adds nothing', async () => {
  const store = await openEventStore({ name: 'sample' });
  const total = SAMPLE_STREAMS.reduce((sum, { eventCount }) => sum + eventCount, 0);
  for (let round = 0; round < 2; round++) {
    expect(await loadSampleData(store)).toBe(total);
    expect(await store.headPosition()).toBe(total);
  }
  const streams = await store.listStreams();
  const expected = SAMPLE_STREAMS.map(({ stream, eventCount }) => ({ stream, eventCount }));
  expect(streams.map(({ stream, eventCount }) => ({ stream, eventCount }))).toEqual(
    expected.toSorted((a, b) => (a.stream < b.stream ? -1 : 1)),
  );
  await store.close();
});

test('each event of the sample has an id of its own, in the shape of a random UUID', () => {
  const ids = SAMPLE_STREAMS.flatMap(({ stream, eventCount }) =>
    Array.from({ length: eventCount }, (_, index) => guidFrom(`${stream} ${index}`)),
  );
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
