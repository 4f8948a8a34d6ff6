// Backups in a real browser: its IndexedDB, its streams and its compression.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NO_EFFECTS } from './core/import-effects.ts';
import { deleteEventStore, type EventStore, jsonEvent, openEventStore } from './index.ts';

const NAMES = ['backed-up-in-a-browser', 'restored-in-a-browser'] as const;
let original: EventStore;
let copy: EventStore;

beforeEach(async () => {
  for (const name of NAMES) await deleteEventStore(name);
  [original, copy] = [await openEventStore({ name: NAMES[0] }), await openEventStore({ name: NAMES[1] })];
});

afterEach(() => Promise.all([original.close(), copy.close()]));

const blobOf = (stream: ReadableStream<Uint8Array>) => new Response(stream).blob();

test('10,000 events, appended singly and together, are exported, compressed, and come back to the same bytes', async () => {
  const events = (amount: number) =>
    Array.from({ length: amount }, (_, n) =>
      jsonEvent({ type: `Type${n % 7}`, data: { n, text: 'ü🚲\u2028' } }),
    );
  await Promise.all(events(1000).map((event, n) => original.appendToStream(`single-${n % 50}`, event)));
  for (let n = 0; n < 9; n++) await original.appendToStream(`many-${n}`, events(1000));
  await original.appendToStream('odd \u{fffd}', events(1));
  await original.deleteStream('many-3');
  await original.tombstoneStream('many-4');
  await original.scavenge();
  const total = await original.headPosition();
  const plain = await blobOf(original.exportEvents());
  const compressed = await blobOf(original.exportEvents({ gzip: true }));
  expect(compressed.size).toBeLessThan(plain.size / 2);
  const seen: number[] = [];
  const result = await copy.importEvents(compressed, { onProgress: ({ bytes }) => seen.push(bytes) });
  expect(result).toEqual({
    newEvents: total,
    alreadyThere: 0,
    problems: [],
    cancelled: false,
    effects: NO_EFFECTS,
  });
  expect(seen.at(-1)).toBe(compressed.size);
  expect(await (await blobOf(copy.exportEvents())).text()).toBe(await plain.text());
  const again = { newEvents: 0, alreadyThere: total, problems: [], cancelled: false, effects: NO_EFFECTS };
  expect(await copy.importEvents(plain)).toEqual(again);
  expect(await copy.importEvents(plain.stream(), { dryRun: true })).toEqual(again);
}, 60_000);

test('compressed data that was cut off is told, and what came before it stays whole', async () => {
  const noise = Array.from({ length: 3000 }, () => jsonEvent({ type: 'T', data: crypto.randomUUID() }));
  await original.appendToStream('s', noise);
  const compressed = await blobOf(original.exportEvents({ gzip: true }));
  const result = await copy.importEvents(compressed.slice(0, compressed.size * 0.6));
  expect(result.problems).toMatchObject([{ reason: 'the compressed data is broken or was cut off' }]);
  expect(result.newEvents % 500).toBe(0);
  expect(await copy.headPosition()).toBe(result.newEvents);
  expect(await copy.importEvents(compressed)).toMatchObject({
    newEvents: 3000 - result.newEvents,
    problems: [],
  });
});
