import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { AppendQueue } from './append-queue.ts';
import { NO_EFFECTS } from './core/import-effects.ts';
import { type BackupEvent, eventLine, headerLine } from './core/ndjson.ts';
import { openDatabase } from './database.ts';
import { type ExportOptions, exportEvents } from './export.ts';
import type { ImportOptions, ImportResult } from './import.ts';
import { importInto } from './import-into.ts';
import { type EventStore, jsonEvent, openEventStore } from './index.ts';

let count = 0;
let nowMs = 0;

beforeEach(() => {
  nowMs = Date.UTC(2026, 0, 31, 9, 30);
});

/** A store, and its backups. */
interface Place {
  readonly store: EventStore;
  /** Transactions of imports so far. */
  readonly writes: { batches: number };
  exported(options?: ExportOptions): ReadableStream<Uint8Array>;
  imported(file: Blob | string, options?: ImportOptions): Promise<ImportResult>;
}

async function openPlace(): Promise<Place> {
  const name = `backup-${count++}`;
  const [store, db] = [await openEventStore({ name, now: () => nowMs }), await openDatabase(name, 'relaxed')];
  const writes = { batches: 0 };
  const queue: Pick<AppendQueue, 'write'> = {
    async write(work) {
      writes.batches++;
      return (await db.transact('readwrite', work)).result;
    },
  };
  return {
    store,
    writes,
    exported: (options) => exportEvents(db, options),
    imported: (file, options) => importInto(db, queue, new Blob([file]), options, () => nowMs),
  };
}

const textOf = (stream: ReadableStream<Uint8Array>): Promise<string> => new Response(stream).text();
const all = async <Value>(reading: AsyncIterable<Value>): Promise<Value[]> => {
  const values: Value[] = [];
  for await (const value of reading) values.push(value);
  return values;
};
const ids = (...places: number[]) =>
  places.map((n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
const numbered = (from: number, amount: number) =>
  Array.from({ length: amount }, (_, n) => {
    const [id] = ids(from + n) as [string];
    return jsonEvent({ id, type: 'T', data: { n: from + n } });
  });

/** A backup file of these events; what is not given is as it mostly is. */
function fileOf(events: readonly Partial<BackupEvent>[], announced?: number): string {
  const lines = events.map((event, position) => {
    const [id] = ids(position) as [string];
    const usual = { id, type: 'T', stream: 's', eventNumber: position, createdMs: nowMs, data: '1' };
    return eventLine({ metadata: null, recreates: false, ...usual, ...event, position });
  });
  return [...(announced === undefined ? [] : [headerLine(announced)]), ...lines, ''].join('\n');
}

const STREAMS = ['orders-1', 'orders-2', '$odd 🚲/%?#', 'a@b', ' ', '\u{fffd}', '__proto__', 'toString'];
const stream = fc.constantFrom(...STREAMS);
const EXACT = [
  '9007199254740993',
  '1.0',
  '{"b":1,"a":2,"b":3}',
  '{\n  "a": 1\r\n}',
  ' 1',
  '"\ud800"',
  'null',
];
const payload = fc.oneof(fc.json(), fc.constantFrom(...EXACT), fc.uint8Array({ maxLength: 8 }));
const appended = fc.record({
  idNumbers: fc.array(fc.nat(30), { minLength: 1, maxLength: 5 }),
  data: payload,
  metadata: fc.option(payload),
  type: fc.constantFrom('T', '$>', 'U ü'),
});

type Step = (store: EventStore) => Promise<unknown>;

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(stream, appended, fc.boolean()).map(
      ([name, append, exact]): Step =>
        async (store) => {
          const { type, data, metadata } = append;
          const events = ids(...append.idNumbers).map((id) => ({ id, type, data, metadata }));
          const { version } = await store.describeStream(name);
          return store.appendToStream(
            name,
            events,
            exact && version >= 0 ? { expectedVersion: version } : {},
          );
        },
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(stream, fc.constantFrom('{"$tb":2}', '{"$maxCount":2,"mine":1.0}', '{"$maxAge":5}', '{}'))
      .map(
        ([name, json]): Step =>
          (store) =>
            store.setStreamMetadata(name, json),
      ),
  },
  {
    weight: 2,
    arbitrary: stream.map(
      (name): Step =>
        (store) =>
          store.deleteStream(name),
    ),
  },
  {
    weight: 1,
    arbitrary: stream.map(
      (name): Step =>
        (store) =>
          store.tombstoneStream(name),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Step>((store) => store.scavenge()) },
  {
    weight: 1,
    arbitrary: fc.nat(7000).map(
      (ms): Step =>
        async () => {
          nowMs += ms;
        },
    ),
  },
);

/** Whatever can be read of a store. */
async function readable({ store }: Place): Promise<unknown> {
  const failed = (error: unknown) => `${error}`;
  const streams = await store.listStreams({ includeSystem: true, includeDeleted: true });
  const names = new Set([...STREAMS, ...streams.map((each) => each.stream)]);
  for (const name of [...names]) names.add(`$$${name}`);
  for (const name of ['$streams', '$ce-orders', '$et-T', '$et-U ü', '$et-$deleted', '$et-$metadata'])
    names.add(name);
  const each = [...names].map(async (name) => ({
    name,
    summary: await store.describeStream(name),
    metadata: await store.getStreamMetadata(name).catch(failed),
    forwards: await all(store.readStream(name)).catch(failed),
    backwards: await all(store.readStream(name, { direction: 'backwards', resolveLinkTos: true })).catch(
      failed,
    ),
    firstIds: await store.findEventIds(name, ids(...Array.from({ length: 31 }, (_, n) => n))),
  }));
  return {
    streams,
    log: await all(store.readAll()),
    head: await store.headPosition(),
    each: await Promise.all(each),
  };
}

test('an imported store equals the original in every read, whatever was done to it, and exports to the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.boolean(), async (steps, gzip) => {
      const original = await openPlace();
      for (const act of steps) await act(original.store).catch(() => {}); // A refusal is as good as any other step.
      const file = await new Response(original.exported({ gzip })).blob();
      const copy = await openPlace();
      const dry = await copy.imported(file, { dryRun: true });
      expect(await copy.store.headPosition()).toBe(0);
      const total = await original.store.headPosition();
      const wanted = {
        newEvents: total,
        alreadyThere: 0,
        problems: [],
        cancelled: false,
        effects: NO_EFFECTS,
      };
      expect(dry).toEqual(wanted);
      expect(await copy.imported(file)).toEqual(wanted);
      expect(await readable(copy)).toEqual(await readable(original));
      expect(await textOf(copy.exported())).toBe(await textOf(original.exported()));
      const again = { ...wanted, newEvents: 0, alreadyThere: total };
      expect(await copy.imported(file, { dryRun: true })).toEqual(again);
      expect(await copy.imported(file)).toEqual(again);
      expect(await copy.store.headPosition()).toBe(total);
      await Promise.all([original.store.close(), copy.store.close()]);
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('a retry of what brought a soft-deleted stream back is still recognised after an import', async () => {
  const original = await openPlace();
  await original.store.appendToStream('s', numbered(0, 2));
  await original.store.deleteStream('s');
  await original.store.appendToStream('s', numbered(10, 2), { expectedVersion: 'no_stream' });
  const copy = await openPlace();
  await copy.imported(await textOf(original.exported()));
  for (const { store } of [original, copy]) {
    expect(await store.appendToStream('s', numbered(10, 2), { expectedVersion: 'no_stream' })).toMatchObject({
      outcome: 'already_committed',
      firstEventNumber: 2,
    });
  }
});

test('events that came back from a deletion are found again also where they follow the others at once', async () => {
  const { store, imported } = await openPlace();
  await imported(fileOf([{}, { recreates: true }]));
  const [, second] = numbered(0, 2);
  expect(await store.appendToStream('s', [second as never], { expectedVersion: 'no_stream' })).toMatchObject({
    outcome: 'already_committed',
    firstEventNumber: 1,
  });
});

test('an export is of the store as it is when its reading begins', async () => {
  const { store, exported } = await openPlace();
  const stream = exported();
  await store.appendToStream('s', numbered(0, 2));
  await store.appendToStream('s', numbered(2, 1));
  expect((await textOf(stream)).split('\n')[0]).toBe(headerLine(3));
});

test('an export is read only as fast as it is taken, page by page, and can be left', async () => {
  const { store, exported } = await openPlace();
  for (let n = 0; n < 3; n++) await store.appendToStream(`s${n}`, numbered(n * 1000, 600));
  const seen: number[] = [];
  const reader = exported({ onProgress: ({ events: done, total }) => seen.push(done, total) }).getReader();
  await reader.read();
  expect(seen).toEqual([]);
  await reader.read();
  expect(seen).toEqual([600, 1800]);
  await reader.cancel();
  expect(seen).toEqual([600, 1800]);
});

test('large events make small pages', async () => {
  const { store, exported } = await openPlace();
  const large = 'x'.repeat(700_000);
  for (let n = 0; n < 4; n++) await store.appendToStream('s', jsonEvent({ type: 'T', data: large }));
  const seen: number[] = [];
  await textOf(exported({ onProgress: ({ events: done }) => seen.push(done) }));
  expect(seen).toEqual([2, 4]);
});

test('an aborted export fails with the reason of the signal; what is appended meanwhile is left out', async () => {
  const { store, exported } = await openPlace();
  for (let n = 0; n < 3; n++) await store.appendToStream(`s${n}`, numbered(n * 1000, 600));
  const stop = new AbortController();
  const reason = new Error('enough');
  const aborted = exported({ signal: stop.signal, onProgress: () => stop.abort(reason) });
  await expect(textOf(aborted)).rejects.toBe(reason);
  await expect(textOf(exported({ signal: AbortSignal.abort(reason) }))).rejects.toBe(reason);
  let appended: Promise<unknown> | undefined;
  const growing = exported({
    onProgress: () => {
      appended ??= store.appendToStream('late', numbered(5000, 1));
    },
  });
  const lines = (await textOf(growing)).trim().split('\n');
  await appended;
  expect(lines).toHaveLength(1 + 1800);
  expect(lines[0]).toBe(headerLine(1800));
});

test('a backup merges into a store that goes on elsewhere: what is new comes last, what is there stays', async () => {
  const original = await openPlace();
  await original.store.appendToStream('shared', numbered(0, 5));
  await original.store.appendToStream('theirs', numbered(20, 2));
  const target = await openPlace();
  await target.store.appendToStream('mine', numbered(40, 3));
  await target.store.appendToStream('shared', numbered(0, 2));
  const file = await textOf(original.exported());
  const wanted = { newEvents: 5, alreadyThere: 2, problems: [], cancelled: false, effects: NO_EFFECTS };
  expect(await target.imported(file, { dryRun: true })).toEqual(wanted);
  expect(await target.imported(file)).toEqual(wanted);
  const log = (await all(target.store.readAll())).map(
    ({ event }) => `${event?.position}:${event?.eventNumber}@${event?.stream}`,
  );
  expect(log).toEqual([
    ...['0:0@mine', '1:1@mine', '2:2@mine', '3:0@shared', '4:1@shared'],
    ...['5:2@shared', '6:3@shared', '7:4@shared', '8:0@theirs', '9:1@theirs'],
  ]);
  const firsts = await all(target.store.readStream('$streams', { resolveLinkTos: true }));
  expect(firsts.map(({ event }) => event?.stream)).toEqual(['mine', 'shared', 'theirs']);
});

/** The first event of `numbered(0, …)` in a file. */
const FIRST = { eventNumber: 0, data: '{"n":0}' };

test.each([
  [
    'another id at the same number',
    [FIRST, { eventNumber: 1, id: ids(99)[0] as string }],
    2,
    'is here already with id',
  ],
  ['a gap', [FIRST, { eventNumber: 5 }], 2, 'the stream is at version 2 here, so 3 comes next'],
  [
    'a gap at the beginning',
    [{ stream: 'new', eventNumber: 1 }],
    1,
    'the stream has no events here, so 0 comes next',
  ],
  [
    'an event of a tombstoned stream',
    [{ stream: 'gone', eventNumber: 0 }],
    1,
    '"gone" was permanently deleted here',
  ],
  [
    'metadata of a tombstoned stream',
    [{ stream: '$$gone', eventNumber: 0 }],
    1,
    '"$$gone" was permanently deleted here',
  ],
  [
    'metadata after a tombstone of the same file',
    [
      { stream: 'a', eventNumber: Number.MAX_SAFE_INTEGER, type: '$streamDeleted' },
      { stream: '$$a', eventNumber: 0 },
    ],
    2,
    '"$$a" was permanently deleted here',
  ],
  [
    'a tombstone that knows less events than are here',
    [{ eventNumber: Number.MAX_SAFE_INTEGER, type: '$streamDeleted', after: 1 }],
    1,
    'was permanently deleted at version 1, but is at version 2 here',
  ],
] satisfies [string, Partial<BackupEvent>[], number, string][])(
  '%s is a problem of its line, and nothing of its batch is written, nor of a dry run',
  async (_what, lines, line, reason) => {
    const place = await openPlace();
    await place.store.appendToStream('s', numbered(0, 3));
    await place.store.tombstoneStream('gone');
    const before = await textOf(place.exported());
    const file = fileOf([...lines, { stream: 'after', eventNumber: 0 }]);
    const results = [await place.imported(file, { dryRun: true }), await place.imported(file)];
    for (const result of results) {
      expect(result).toEqual({
        newEvents: 0,
        alreadyThere: 0,
        problems: [{ line, reason: expect.stringContaining(reason) }],
        cancelled: false,
        effects: NO_EFFECTS,
      });
    }
    expect(await textOf(place.exported())).toBe(before);
  },
);

test('a broken line ends the import: batches before it are written, its own batch and what follows are not', async () => {
  const lines = fileOf(Array.from({ length: 1200 }, () => ({}))).split('\n');
  lines[700] = '{"eventId":';
  const wanted = { newEvents: 500, alreadyThere: 0, problems: [{ line: 701, reason: 'is not valid JSON' }] };
  const { store, imported } = await openPlace();
  expect(await imported(lines.join('\n'), { dryRun: true })).toMatchObject(wanted);
  expect(await imported(lines.join('\n'))).toMatchObject(wanted);
  expect(await store.headPosition()).toBe(500);
});

test('a conflict in a later batch is told with its own line, in a dry run as well', async () => {
  const twice = Array.from({ length: 1200 }, (_, n) =>
    n === 1100 ? { eventNumber: 1100, id: ids(5)[0] as string } : {},
  );
  const same = fileOf(twice);
  const { imported } = await openPlace();
  expect(await imported(same)).toMatchObject({ newEvents: 1200, problems: [] });
  const other = fileOf(twice.map((event, n) => (n === 1100 ? {} : event)));
  const wanted = { newEvents: 0, alreadyThere: 1000, problems: [{ line: 1101 }] };
  expect(await imported(other, { dryRun: true })).toMatchObject(wanted);
  expect(await imported(other)).toMatchObject(wanted);
});

test('a dry run knows what it would have written: a file that repeats itself counts as there already', async () => {
  const file = fileOf(Array.from({ length: 700 }, () => ({})));
  const conflicting = fileOf([{ eventNumber: 3, id: ids(9999)[0] as string }]);
  const wanted = { newEvents: 700, alreadyThere: 700, problems: [] };
  const { store, imported } = await openPlace();
  expect(await imported(file + file, { dryRun: true })).toMatchObject(wanted);
  expect(await imported(file + conflicting, { dryRun: true })).toMatchObject({ problems: [{ line: 701 }] });
  expect(await store.headPosition()).toBe(0);
  expect(await imported(file + file)).toMatchObject(wanted);
});

test.each([
  ['data', '"data":{"n":0}', '"data":{"n":9}'],
  ['type', '"eventType":"T"', '"eventType":"U"'],
  ['metadata', '"data":{"n":0}', '"data":{"n":0},"metadata":{}'],
])(
  'an id stands for one event: a file with another %s under it is refused, in a dry run as well',
  async (_, from, to) => {
    const { store, exported, imported } = await openPlace();
    await store.appendToStream('s', numbered(0, 1), { expectedVersion: 'no_stream' });
    const text = await textOf(exported());
    const other = text.replace(from, to);
    expect(other).not.toBe(text);
    const reason =
      'event 0 of stream "s" is here already under the same id, but with another type, data or metadata';
    for (const dryRun of [true, false])
      expect(await imported(other, { dryRun })).toMatchObject({
        newEvents: 0,
        alreadyThere: 0,
        problems: [{ line: 2, reason }],
      });
    expect(await imported(text)).toMatchObject({ newEvents: 0, alreadyThere: 1, problems: [] });

    const empty = await openPlace();
    const twice = `${text}${other.split('\n')[1]}\n`.replace('"events":1', '"events":2');
    expect(await empty.imported(twice)).toMatchObject({ newEvents: 0, problems: [{ line: 3, reason }] });
  },
);

test('a permanent deletion holds for the batches after it, in a dry run as well', async () => {
  const { imported } = await openPlace();
  const deletion = { stream: 'a', eventNumber: Number.MAX_SAFE_INTEGER, type: '$streamDeleted' };
  const others = Array.from({ length: 600 }, (_, eventNumber) => ({ eventNumber }));
  for (const stream of ['a', '$$a']) {
    const file = fileOf([deletion, ...others, { stream, eventNumber: 0 }]);
    const wanted = {
      problems: [{ line: 602, reason: expect.stringContaining('was permanently deleted here') }],
    };
    expect(await imported(file, { dryRun: true })).toMatchObject(wanted);
    expect(await imported(file)).toMatchObject(wanted);
  }
});

test('a cancelled import keeps whole batches, and the next one goes on from there', async () => {
  const file = fileOf(Array.from({ length: 1300 }, () => ({})));
  const { store, imported } = await openPlace();
  const stop = new AbortController();
  const seen: object[] = [];
  const cancelled = await imported(file, {
    signal: stop.signal,
    onProgress: (progress) => {
      seen.push(progress);
      stop.abort();
    },
  });
  expect(cancelled).toEqual({
    newEvents: 500,
    alreadyThere: 0,
    problems: [],
    cancelled: true,
    effects: NO_EFFECTS,
  });
  expect(seen).toEqual([{ newEvents: 500, alreadyThere: 0, lines: 500, bytes: expect.any(Number) }]);
  expect(await store.headPosition()).toBe(500);
  expect(await imported(file)).toEqual({
    newEvents: 800,
    alreadyThere: 500,
    problems: [],
    cancelled: false,
    effects: NO_EFFECTS,
  });
  expect(await store.headPosition()).toBe(1300);
  const early = await imported(file, { signal: AbortSignal.abort() });
  expect(early).toEqual({
    newEvents: 0,
    alreadyThere: 0,
    problems: [],
    cancelled: true,
    effects: NO_EFFECTS,
  });
});

test('progress adds up to the whole file, and an abort after the last batch is no cancelling', async () => {
  const file = fileOf(
    Array.from({ length: 900 }, () => ({})),
    900,
  );
  const { imported } = await openPlace();
  const stop = new AbortController();
  const seen: object[] = [];
  const result = await imported(file, {
    signal: stop.signal,
    onProgress: (progress) => {
      seen.push(progress);
      if (seen.length === 2) stop.abort();
    },
  });
  expect(result).toEqual({
    newEvents: 900,
    alreadyThere: 0,
    problems: [],
    cancelled: false,
    effects: NO_EFFECTS,
  });
  const bytes = new TextEncoder().encode(file).length;
  expect(seen).toMatchObject([
    { lines: 501, newEvents: 500 },
    { lines: 901, newEvents: 900, bytes },
  ]);
});

test('a file that was cut off between two lines is noticed', async () => {
  const { imported } = await openPlace();
  expect(await imported(fileOf([{}, {}], 5))).toMatchObject({
    newEvents: 2,
    problems: [{ line: 3, reason: expect.stringContaining('ends after 2 of 5 events') }],
  });
});

test('an import is written in batches of bounded size, also when events are large', async () => {
  const data = JSON.stringify('x'.repeat(1_500_000));
  const { imported, writes } = await openPlace();
  expect(await imported(fileOf(Array.from({ length: 7 }, () => ({ data }))))).toMatchObject({ newEvents: 7 });
  expect(writes.batches).toBe(3);
});

test('an event may have its id twice in one stream, as an append to an exact version can write it', async () => {
  const original = await openPlace();
  const twice = [...numbered(0, 1), ...numbered(0, 1)];
  await original.store.appendToStream('s', twice, { expectedVersion: 'no_stream' });
  nowMs++;
  await original.store.appendToStream('s', twice, { expectedVersion: 1 });
  const copy = await openPlace();
  const file = await textOf(original.exported());
  expect(await copy.imported(file)).toMatchObject({ problems: [], alreadyThere: 0 });
  expect(await readable(copy)).toEqual(await readable(original));
});

test('a merge does not index an id again that its stream already has', async () => {
  const place = await openPlace();
  await place.store.appendToStream('s', numbered(0, 2));
  const repeated = fileOf([
    { eventNumber: 2, id: ids(0)[0] as string },
    { eventNumber: 3, id: ids(77)[0] as string },
  ]);
  expect(await place.imported(repeated)).toMatchObject({ newEvents: 2, problems: [] });
  const found = await place.store.findEventIds('s', ids(0, 77));
  expect([...found.values()]).toEqual([0, 3]);
});
