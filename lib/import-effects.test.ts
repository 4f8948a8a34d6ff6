// A file of a stranger can delete and limit streams: the import, and a dry run before it, says which.
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { type ImportEffects, NO_EFFECTS } from './core/import-effects.ts';
import { SIZES } from './core/sizes.ts';
import {
  type EventStore,
  type ImportOptions,
  type ImportResult,
  jsonEvent,
  openEventStore,
} from './index.ts';
import { openWithSizes } from './open-event-store.ts';

const NOW_MS = Date.UTC(2026, 10, 20);
const TOMBSTONE = Number.MAX_SAFE_INTEGER;
const SOFT = '{"$tb":9223372036854775807}';

let opened = 0;
const openNew = () => openEventStore({ name: `effects-${opened++}`, now: () => NOW_MS });
const events = (amount: number) =>
  Array.from({ length: amount }, (_, n) => jsonEvent({ type: 'T', data: { n } }));

interface Line {
  readonly stream: string;
  readonly eventNumber: number;
  readonly type?: string;
  readonly data?: string;
  readonly after?: number;
}

function lineOf({ stream, eventNumber, type = 'T', data = '{}', after }: Line): string {
  const place = `"stream":${JSON.stringify(stream)},"eventNumber":${eventNumber}`;
  const gap = after === undefined ? '' : `,"after":${after}`;
  const names = `"eventId":"${crypto.randomUUID()}","eventType":${JSON.stringify(type)}`;
  return `{${names},"data":${data},${place},"created":"2026-11-19T00:00:00.000Z"${gap}}\n`;
}

const tombstoneOf = (stream: string): Line => ({ stream, eventNumber: TOMBSTONE, type: '$streamDeleted' });
const metadataOf = (stream: string, data: string, eventNumber = 0): Line => ({
  ...{ stream: `$$${stream}`, eventNumber, type: '$metadata', data },
});
const fileOf = (lines: readonly Line[]) => new Blob(lines.map(lineOf));

/** The dry run says the same as the import, and writes nothing. */
async function importBoth(store: EventStore, lines: readonly Line[]): Promise<ImportResult> {
  const file = fileOf(lines);
  const before = await store.headPosition();
  const dry = await store.importEvents(file, { dryRun: true });
  expect(await store.headPosition()).toBe(before);
  const real = await store.importEvents(file);
  expect(real).toEqual(dry);
  expect(real.problems).toEqual([]);
  expect(await store.importEvents(file)).toEqual({
    ...real,
    newEvents: 0,
    alreadyThere: lines.length,
    effects: NO_EFFECTS,
  });
  return real;
}

function named(effects: Partial<Record<keyof ImportEffects, readonly string[]>>): ImportEffects {
  const lists = Object.entries(effects).map(([effect, names]) => [effect, { count: names.length, names }]);
  return { ...NO_EFFECTS, ...Object.fromEntries(lists) };
}

test('three lines that delete and limit three streams are told as that', async () => {
  const store = await openNew();
  for (const stream of ['a', 'b', 'c', 'd']) await store.appendToStream(stream, events(3));
  const lines = [tombstoneOf('a'), metadataOf('b', '{"$tb":2}'), metadataOf('c', '{"$maxAge":1}')];
  const { newEvents, effects } = await importBoth(store, lines);
  expect(newEvents).toBe(3);
  expect(effects).toEqual(named({ deleted: ['a'], limited: ['b', 'c'] }));
});

test.each<[string, readonly Line[], Parameters<typeof named>[0]]>([
  ['a tombstone', [tombstoneOf('mine')], { deleted: ['mine'] }],
  ['a soft delete', [metadataOf('mine', SOFT)], { softDeleted: ['mine'] }],
  ['a $tb past every number', [metadataOf('mine', `{"$tb":${TOMBSTONE}}`)], { limited: ['mine'] }],
  ['a $tb behind the last event', [metadataOf('mine', '{"$tb":3}')], { limited: ['mine'] }],
  ['a $tb behind the first event', [metadataOf('mine', '{"$tb":1}')], { limited: ['mine'] }],
  ['a $tb that hides nothing', [metadataOf('mine', '{"$tb":0}')], {}],
  ['a $maxAge', [metadataOf('mine', '{"$maxAge":1}')], { limited: ['mine'] }],
  ['a $maxAge that hides nothing yet', [metadataOf('mine', '{"$maxAge":999999999}')], { limited: ['mine'] }],
  ['a $maxCount', [metadataOf('mine', '{"$maxCount":1}')], { limited: ['mine'] }],
  ['other metadata', [metadataOf('mine', '{"$cacheControl":9,"$acl":{"$r":"me"},"own":1}')], {}],
  ['metadata that is not valid', [metadataOf('mine', '{"$tb":2,"$maxCount":"x"}')], {}],
  ['a limit that is lifted again', [metadataOf('mine', '{"$maxAge":1}'), metadataOf('mine', '{}', 1)], {}],
  [
    'a soft delete that the tombstone follows',
    [metadataOf('mine', SOFT), tombstoneOf('mine')],
    { deleted: ['mine'] },
  ],
  [
    'an event, and then the tombstone',
    [{ stream: 'mine', eventNumber: 3 }, tombstoneOf('mine')],
    { deleted: ['mine'] },
  ],
  ['an event more', [{ stream: 'mine', eventNumber: 3 }], {}],
  [
    'a stream that the file itself begins and deletes',
    [{ stream: 'new', eventNumber: 0 }, tombstoneOf('new')],
    {},
  ],
  [
    'a stream that the file itself begins and limits',
    [
      { stream: 'new', eventNumber: 0 },
      metadataOf('new', '{"$tb":1}'),
      metadataOf('new', '{"$maxCount":1}', 1),
    ],
    {},
  ],
  ['the tombstone of a name without a stream', [tombstoneOf('new')], {}],
  ['the metadata of a name without a stream', [metadataOf('new', SOFT)], {}],
  ['links that are hidden', [metadataOf('$et-T', '{"$tb":2}')], { limited: ['$et-T'] }],
])('%s', async (_what, lines, wanted) => {
  const store = await openNew();
  await store.appendToStream('mine', events(3));
  expect((await importBoth(store, lines)).effects).toEqual(named(wanted));
});

test('only what could be read before is lost', async () => {
  const store = await openNew();
  for (const stream of ['soft', 'cut', 'old', 'emptied']) await store.appendToStream(stream, events(3));
  await store.deleteStream('soft');
  await store.setStreamMetadata('cut', '{"$tb":3}');
  await store.setStreamMetadata('emptied', '{"$maxAge":1}');
  const later = await openEventStore({ name: `effects-${opened - 1}`, now: () => NOW_MS + 60_000 });
  const lines = [
    tombstoneOf('soft'),
    metadataOf('cut', SOFT, 1),
    tombstoneOf('emptied'),
    metadataOf('old', '{"$tb":1}'),
  ];
  expect((await importBoth(later, lines)).effects).toEqual(named({ limited: ['old'] }));
});

test('a stream that was soft-deleted comes back, and one that came back by itself is not told', async () => {
  const store = await openNew();
  for (const stream of ['back', 'gone']) {
    await store.appendToStream(stream, events(2));
    await store.deleteStream(stream);
  }
  const lines = [
    metadataOf('back', '{"$tb":2}', 1),
    { stream: 'back', eventNumber: 2 },
    metadataOf('gone', '{}', 1),
    tombstoneOf('gone'),
  ];
  expect((await importBoth(store, lines)).effects).toEqual(named({ recreated: ['back'] }));
});

test('limits that are made stricter or wider are told apart', async () => {
  const store = await openNew();
  for (const stream of ['fewer', 'more', 'younger', 'older']) await store.appendToStream(stream, events(3));
  await store.setStreamMetadata('fewer', '{"$maxCount":10}');
  await store.setStreamMetadata('more', '{"$maxCount":2}');
  await store.setStreamMetadata('younger', '{"$maxAge":1000}');
  await store.setStreamMetadata('older', '{"$maxAge":1000}');
  const lines = [
    metadataOf('fewer', '{"$maxCount":9}', 1),
    metadataOf('more', '{"$maxCount":3}', 1),
    metadataOf('younger', '{"$maxAge":999}', 1),
    metadataOf('older', '{"$maxAge":1001}', 1),
  ];
  expect((await importBoth(store, lines)).effects).toEqual(named({ limited: ['fewer', 'younger'] }));
});

test('events that the $maxCount of their stream drops, for events or a number of the file, are told', async () => {
  const store = await openNew();
  for (const stream of ['full', 'far', 'roomy']) {
    await store.appendToStream(stream, events(3));
    await store.setStreamMetadata(stream, `{"$maxCount":${stream === 'full' ? 3 : 100}}`);
  }
  const lines = [
    { stream: 'full', eventNumber: 3 },
    { stream: 'roomy', eventNumber: 3 },
    { stream: 'far', eventNumber: 2 ** 51, after: 2 },
  ];
  expect((await importBoth(store, lines)).effects).toEqual(named({ limited: ['full', 'far'] }));
});

test('batches of any size and streams of any name come to the same', async () => {
  const names = ['__proto__', 'constructor', ' ', '\u202eabc', '$odd', 'a,"b"', '🚲'.repeat(50)];
  for (const importEvents of [1, 2, 500]) {
    const sizes = { ...SIZES, importEvents, lookAtOnce: 1, importStreams: importEvents };
    const store = await openWithSizes({ name: `effects-${opened++}`, now: () => NOW_MS }, sizes);
    for (const name of names) await store.appendToStream(name, events(2));
    const lines = names.flatMap((stream) => [
      { stream: `new-${stream}`, eventNumber: 0 },
      metadataOf(stream, '{"$maxCount":1}'),
      metadataOf(stream, '{"$maxCount":5}', 1),
      { stream, eventNumber: 2 },
      metadataOf(`new-${stream}`, '{"$tb":1}'),
      { stream: `back-${stream}`, eventNumber: 0 },
      metadataOf(`back-${stream}`, SOFT),
      metadataOf(`back-${stream}`, '{"$tb":0}', 1),
      tombstoneOf(`new-${stream}`),
      tombstoneOf(stream),
    ]);
    expect((await importBoth(store, lines)).effects).toEqual(named({ deleted: names }));
  }
});

test('of hundreds of streams the first are named, and all are counted', async () => {
  const store = await openNew();
  const streams = Array.from({ length: 700 }, (_, n) => `s-${n}`);
  await store.appendToStreams(streams.map((stream) => ({ stream, events: events(1) })));
  const { effects } = await importBoth(store, streams.map(tombstoneOf));
  expect(effects.deleted).toEqual({ count: 700, names: streams.slice(0, 100) });
});

test('a line that is broken ends what is told with the batches before it', async () => {
  const store = await openNew();
  await store.appendToStream('a', events(1));
  await store.appendToStream('b', events(1));
  const filler = Array.from({ length: 499 }, (_, n) => ({ stream: 'new', eventNumber: n }));
  const whole = await fileOf([tombstoneOf('a'), ...filler, tombstoneOf('b')]).text();
  for (const options of [{ dryRun: true }, {}] satisfies ImportOptions[]) {
    const { problems, effects } = await store.importEvents(new Blob([whole, '{']), options);
    expect(problems).toHaveLength(1);
    expect(effects).toEqual(named({ deleted: ['a'] }));
  }
});

test('a backup of the store itself, and one in an empty store, changes nothing that was there', async () => {
  const store = await openNew();
  for (const stream of ['a', 'b', 'c', 'd']) await store.appendToStream(stream, events(5));
  await store.tombstoneStream('a');
  await store.deleteStream('b');
  await store.setStreamMetadata('c', '{"$maxCount":2}');
  await store.deleteStream('d');
  await store.appendToStream('d', events(1));
  const file = await new Response(store.exportEvents()).blob();
  for (const place of [store, await openNew()]) {
    for (const dryRun of [true, false]) {
      const { effects, problems } = await place.importEvents(file, { dryRun });
      expect({ effects, problems }).toEqual({ effects: NO_EFFECTS, problems: [] });
    }
  }
});
