// Stores in which earlier versions left holes: records of the log are missing, and every read, append and backup goes on.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_EFFECTS } from './core/import-effects.ts';
import { SIZES, type Sizes } from './core/sizes.ts';
import { createTestClient } from './http/test-client.ts';
import { type EventData, type EventStore, jsonEvent, type ResolvedEvent } from './index.ts';
import { openWithSizes } from './open-event-store.ts';
import type { CommitRecord } from './schema.ts';
import { loseRecords, recordsIn } from './test-holes.ts';

let opened = 0;
const newName = () => `holes-${opened++}`;

const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const events = (from: number, count: number, type = 'T'): EventData[] =>
  Array.from({ length: count }, (_, n) => jsonEvent({ id: idOf(from + n), type, data: { n: from + n } }));

async function all<Value>(reading: AsyncIterable<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for await (const value of reading) values.push(value);
  return values;
}
const numberOf = ({ event, link }: ResolvedEvent): number => (link ?? event)?.eventNumber ?? -1;
const positionOf = ({ event }: ResolvedEvent): number => event?.position ?? -1;
const textOf = (store: EventStore) => new Response(store.exportEvents()).text();
const blobOf = (text: string) => new Blob([text]);

/** What a stream, or the log, holds: its numbers in ascending order, and how to read them. */
interface Reading {
  readonly numbers: readonly number[];
  readonly iterate: (options: {
    readonly direction: 'forwards' | 'backwards';
    readonly from?: number;
    readonly maxCount?: number;
  }) => Promise<number[]>;
  readonly page: (request: {
    readonly direction: 'forwards' | 'backwards';
    readonly from: number | 'start' | 'end';
    readonly maxCount: number;
  }) => Promise<{ readonly numbers: number[]; readonly next: number; readonly isEnd: boolean }>;
  readonly subscribe: (after: number) => Promise<number[]>;
  /** Backwards a page begins at this number, or one past it. */
  readonly isPast: boolean;
}

async function untilCaughtUp(
  subscribe: (caughtUp: () => void, signal: AbortSignal) => AsyncIterable<ResolvedEvent>,
  toNumber: (event: ResolvedEvent) => number,
): Promise<number[]> {
  const stop = new AbortController();
  return (await all(subscribe(() => stop.abort(), stop.signal))).map(toNumber);
}

function ofStream(store: EventStore, stream: string, numbers: readonly number[]): Reading {
  return {
    numbers,
    isPast: false,
    iterate: async (options) => (await all(store.readStream(stream, options))).map(numberOf),
    async page(request) {
      const page = await store.readStreamPage(stream, request);
      return { numbers: page.events.map(numberOf), next: page.next, isEnd: page.endOfStream };
    },
    subscribe: (from) =>
      untilCaughtUp(
        (caughtUp, signal) =>
          store.subscribeToStream(stream, { ...(from >= 0 && { from }), caughtUp, signal }),
        numberOf,
      ),
  };
}

function ofLog(store: EventStore, numbers: readonly number[]): Reading {
  return {
    numbers,
    isPast: true,
    iterate: async (options) => (await all(store.readAll(options))).map(positionOf),
    async page(request) {
      const page = await store.readAllPage(request);
      return { numbers: page.events.map(positionOf), next: page.next, isEnd: page.endOfLog };
    },
    subscribe: (from) =>
      untilCaughtUp(
        (caughtUp, signal) => store.subscribeToAll({ ...(from >= 0 && { from }), caughtUp, signal }),
        positionOf,
      ),
  };
}

/** Every way to read agrees with the numbers. */
async function expectReads(
  reading: Reading,
  sizes: readonly number[],
  places: readonly number[],
): Promise<void> {
  const { numbers, iterate, page, isPast } = reading;
  const reversed = numbers.toReversed();
  expect(await iterate({ direction: 'forwards' })).toEqual(numbers);
  expect(await iterate({ direction: 'backwards' })).toEqual(reversed);
  for (const from of places) {
    const upwards = numbers.filter((number) => number >= from);
    const downwards = reversed.filter((number) => (isPast ? number < from : number <= from));
    for (const maxCount of sizes) {
      expect(await iterate({ direction: 'forwards', from, maxCount })).toEqual(upwards.slice(0, maxCount));
      expect(await iterate({ direction: 'backwards', from, maxCount })).toEqual(downwards.slice(0, maxCount));
    }
    expect(await reading.subscribe(from)).toEqual(numbers.filter((number) => number > from));
  }
  for (const maxCount of sizes) {
    for (const direction of ['forwards', 'backwards'] as const) {
      const walked: number[] = [];
      let from: number | 'start' | 'end' = direction === 'forwards' ? 'start' : 'end';
      for (let pages = 0; ; pages++) {
        const { numbers: found, next, isEnd } = await page({ direction, from, maxCount });
        walked.push(...found);
        if (isEnd) break;
        expect(next).not.toBe(from);
        from = next;
        expect(pages).toBeLessThan(numbers.length + 20_000 / maxCount);
      }
      expect(walked).toEqual(direction === 'forwards' ? numbers : reversed);
    }
  }
}

interface FeedPage {
  readonly entries: readonly { readonly title: string }[];
  readonly links: readonly { readonly relation: string; readonly uri: string }[];
}

/** What a client of the HTTP API meets that follows `next` from the newest page, and then `previous` from the oldest. */
async function walkFeed(store: EventStore, path: string, count: number) {
  const { get } = createTestClient(store);
  const walk = async (begin: string, relation: 'next' | 'previous') => {
    const titles: string[] = [];
    let at: string | undefined = begin;
    for (let pages = 0; at !== undefined; pages++) {
      expect(pages).toBeLessThan(2_000);
      const { status, text } = await get(at, 'application/vnd.eventstore.atom+json');
      expect(status).toBe(200);
      const page = JSON.parse(text) as FeedPage;
      const found = page.entries.map(({ title }) => title);
      titles.push(...(relation === 'next' ? found : found.toReversed()));
      at = page.links.find((link) => link.relation === relation)?.uri.replace('http://127.0.0.1:2113', '');
    }
    return titles;
  };
  const oldest = path.endsWith('all') ? '0'.repeat(32) : '0';
  return {
    older: await walk(`${path}/head/backward/${count}`, 'next'),
    newer: await walk(`${path}/${oldest}/forward/${count}`, 'previous'),
  };
}

/** Ranges between the numbers, from 0 on. */
function gapsIn(numbers: readonly number[]) {
  return numbers.flatMap((number, place) => {
    const first = (numbers[place - 1] ?? -1) + 1;
    return number > first ? [{ first, last: number - 1 }] : [];
  });
}

/** The streams as the records have them, which is all that a model has to know. */
function streamsOf(records: readonly CommitRecord[]): Map<string, number[]> {
  const streams = new Map<string, number[]>();
  for (const { stream, first, count } of records) {
    const numbers = streams.get(stream) ?? [];
    for (let n = 0; n < count; n++) numbers.push(first + n);
    streams.set(stream, numbers);
  }
  return streams;
}

const positionsOf = (records: readonly CommitRecord[]): number[] =>
  records.flatMap(({ position, count }) => Array.from({ length: count }, (_, n) => position + n));

/** The places, `number@stream`, that a category or type links to: of the events that a record which is there speaks for. */
function linkedIn(systemStream: string, records: readonly CommitRecord[]): string[] {
  const linked: string[] = [];
  let spokenFor = 0;
  for (const { position, count, links, linkedCount = count, stream, first, types } of records) {
    if (links) spokenFor = position + linkedCount;
    if (position >= spokenFor) continue;
    for (const [n, type] of types.entries()) {
      const isIn = systemStream === `$et-${type}` || systemStream === `$ce-${stream.split('-')[0]}`;
      if (isIn || (systemStream === '$streams' && first + n === 0)) linked.push(`${first + n}@${stream}`);
    }
  }
  return linked;
}

const STREAMS = ['a-1', 'a-2', 'b-1', 'single'];
const append = fc.record({
  stream: fc.constantFrom(...STREAMS),
  count: fc.integer({ min: 1, max: 5 }),
  type: fc.constantFrom('T', 'U'),
});
/** Appends that are not awaited are written together, and one record speaks for others. */
const burst = fc.array(append, { minLength: 1, maxLength: 6 });

/** Small, so that appends have several records, exports several pages, and there are more streams than are remembered. */
const drawnSizes: fc.Arbitrary<Sizes> = fc
  .record({
    recordEvents: fc.integer({ min: 1, max: 4 }),
    linkedEvents: fc.integer({ min: 1, max: 8 }),
    rememberedStreams: fc.integer({ min: 1, max: 4 }),
    pageEvents: fc.integer({ min: 1, max: 9 }),
    cachedEvents: fc.integer({ min: 1, max: 8 }),
  })
  .map((drawn) => ({ ...SIZES, ...drawn }));

test('whatever records are missing, all reads, appends and backups agree with the events that are there', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(burst, { minLength: 1, maxLength: 6 }),
      fc.array(fc.boolean(), { minLength: 36, maxLength: 36 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 2 }),
      fc.array(fc.nat(25), { minLength: 2, maxLength: 2 }),
      drawnSizes,
      async (bursts, losses, sizes, places, drawn) => {
        const name = newName();
        const before = await openWithSizes({ name }, drawn);
        let id = 0;
        for (const appends of bursts) {
          const written = appends.map(({ stream, count, type }) => {
            id += count;
            return before.appendToStream(stream, events(id - count, count, type));
          });
          await Promise.all(written);
        }
        await before.close();
        const lost = await loseRecords(name, (_, place) => losses[place] === true);
        const records = await recordsIn(name);
        const store = await openWithSizes({ name }, drawn);

        const streams = streamsOf(records);
        for (const [stream, numbers] of streams) {
          await expectReads(ofStream(store, stream, numbers), sizes, places);
          const last = numbers.at(-1) as number;
          expect(await store.describeStream(stream)).toMatchObject({ state: 'live', version: last });
          for (let number = 0; number <= last + 1; number++) {
            const read = store.readEvent(stream, number);
            if (numbers.includes(number)) expect(numberOf(await read)).toBe(number);
            else await expect(read).rejects.toMatchObject({ name: 'EventNotFoundError' });
          }
          const titles = numbers.map((number) => `${number}@${stream}`);
          const [size = 1] = sizes;
          expect(await walkFeed(store, `/streams/${stream}`, size)).toEqual({
            older: titles.toReversed(),
            newer: titles,
          });
        }
        expect((await store.listStreams()).map(({ stream }) => stream)).toEqual([...streams.keys()].sort());

        const positions = positionsOf(records);
        await expectReads(ofLog(store, positions), sizes, places);
        const newest = await walkFeed(store, '/streams/$all', sizes[0] ?? 1);
        expect(newest.newer).toEqual(newest.older.toReversed());
        expect(newest.newer).toHaveLength(positions.length);

        for (const systemStream of ['$ce-a', '$ce-b', '$et-T', '$et-U', '$streams']) {
          const linked = linkedIn(systemStream, records);
          if (linked.length === 0) {
            await expect(all(store.readStream(systemStream))).rejects.toMatchObject({
              name: 'StreamNotFoundError',
            });
            continue;
          }
          const links = await all(store.readStream(systemStream, { resolveLinkTos: true }));
          expect(links.map(({ event }) => `${event?.eventNumber}@${event?.stream}`)).toEqual(linked);
          await expectReads(ofStream(store, systemStream, links.map(numberOf)), sizes, places);
          expect(numberOf(await store.readEvent(systemStream, 'end'))).toBe(numberOf(links.at(-1) ?? {}));
        }

        const check = await store.check();
        const byKind = (kind: string) => check.problems.filter((problem) => problem.kind === kind);
        const missing = [...streams].flatMap(([stream, numbers]) =>
          gapsIn(numbers).map((gap) => ({ kind: 'missing_events', stream, ...gap })),
        );
        expect(byKind('missing_events')).toHaveLength(missing.length);
        expect(byKind('missing_events')).toEqual(expect.arrayContaining(missing));
        expect(byKind('missing_positions')).toEqual(
          gapsIn(positions).map((gap) => ({ kind: 'missing_positions', ...gap })),
        );
        expect(check).toMatchObject({ events: positions.length, unlisted: 0, cancelled: false });
        expect(check.problems.filter(({ kind }) => /repeated|ids/.test(kind))).toEqual([]);
        const isInside = lost.some(({ position }) => position < (positions.at(-1) ?? -1));
        if (isInside) expect(check.problems).not.toEqual([]);
        if (lost.length === 0) expect(check.problems).toEqual([]);

        const file = await textOf(store);
        expect(file.split('\n')[0]).toContain(`"events":${positions.length}`);
        const copy = await openWithSizes({ name: newName() }, drawn);
        const wanted = {
          newEvents: positions.length,
          alreadyThere: 0,
          problems: [],
          cancelled: false,
          effects: NO_EFFECTS,
        };
        expect(await copy.importEvents(blobOf(file), { dryRun: true })).toEqual(wanted);
        expect(await copy.importEvents(blobOf(file))).toEqual(wanted);
        expect(await textOf(copy)).toBe(file);
        expect(await copy.headPosition()).toBe(positions.length);
        const kinds = new Set((await copy.check()).problems.map(({ kind }) => kind));
        expect([...kinds]).toEqual(missing.length > 0 ? ['missing_events'] : []);
        const again = { ...wanted, newEvents: 0, alreadyThere: positions.length };
        expect(await copy.importEvents(blobOf(file))).toEqual(again);

        for (const either of [store, copy]) await expectAppends(either, records, lost);
        await Promise.all([store.close(), copy.close()]);
      },
    ),
    { numRuns: 20 },
  );
}, 120_000);

/** Retries of what is there are recognised, those of what is missing too are partial, and new events follow the last. */
async function expectAppends(
  store: EventStore,
  records: readonly CommitRecord[],
  lost: readonly CommitRecord[],
): Promise<void> {
  for (const [stream, numbers] of streamsOf(records)) {
    const own = records.filter((record) => record.stream === stream);
    const stored = own.flatMap((record) => [...record.ids]);
    const last = numbers.at(-1) as number;
    const toEvent = (id: string): EventData => jsonEvent({ id, type: 'T', data: 0 });
    expect(await store.appendToStream(stream, stored.map(toEvent))).toMatchObject({
      outcome: 'already_committed',
      firstEventNumber: numbers[0],
      lastEventNumber: last,
    });
    for (const { first, ids: together } of own) {
      const expectedVersion = first === 0 ? 'no_stream' : first - 1;
      if (first - 1 === last) continue;
      expect(await store.appendToStream(stream, together.map(toEvent), { expectedVersion })).toMatchObject({
        outcome: 'already_committed',
        firstEventNumber: first,
      });
    }
    for (const { first, ids: missing } of lost.filter((record) => record.stream === stream)) {
      const [some] = stored;
      const partly = [...missing, some as string].map(toEvent);
      await expect(store.appendToStream(stream, partly)).rejects.toMatchObject({ reason: 'partial' });
      if (first > last) continue;
      // What follows the hole is not what follows its version.
      const behind = own.find((record) => record.first > first);
      const expectedVersion = first === 0 ? 'no_stream' : first - 1;
      const shifted = (behind?.ids ?? []).map(toEvent);
      await expect(store.appendToStream(stream, shifted, { expectedVersion })).rejects.toMatchObject({
        reason: 'behind',
      });
    }
    const event = jsonEvent({ type: 'T', data: null });
    expect(await store.appendToStream(stream, event, { expectedVersion: last })).toMatchObject({
      firstEventNumber: last + 1,
    });
    const link = await store.readEvent('$et-T', 'end', { resolveLinkTos: true });
    expect(link.event?.id).toBe(event.id);
    const links = (await all(store.readStream('$et-T'))).map(numberOf);
    expect(links).toEqual([...new Set(links)].sort((a, b) => a - b));
  }
}

test('events that are too old end in a hole or before one, and none behind it is passed over', async () => {
  const name = newName();
  let nowMs = Date.UTC(2026, 0, 1);
  const now = () => nowMs;
  const before = await openWithSizes({ name, now }, SIZES);
  for (let n = 0; n < 60; n++) {
    nowMs += 1000;
    await before.appendToStream('a-1', events(n, 1));
  }
  await before.setStreamMetadata('a-1', '{"$maxAge":1000}');
  await before.close();
  const isLost = (n: number) => (n >= 5 && n < 8) || (n >= 20 && n < 40) || (n >= 44 && n < 50);
  await loseRecords(name, ({ stream, first }) => stream === 'a-1' && isLost(first));
  const store = await openWithSizes({ name, now }, SIZES);
  const end = nowMs;
  for (let oldest = 0; oldest <= 60; oldest++) {
    // The event number `oldest` was written 1,000 s ago.
    nowMs = end + 1_000_000 - (59 - oldest) * 1000;
    const numbers = Array.from({ length: 60 }, (_, n) => n).filter((n) => n >= oldest && !isLost(n));
    for (const maxCount of [1, 3, 500]) {
      const forwards: number[] = [];
      for (let from = 0, isOver = false; !isOver; ) {
        const page = await store.readStreamPage('a-1', { direction: 'forwards', from, maxCount });
        forwards.push(...page.events.map(numberOf));
        from = page.next;
        isOver = page.endOfStream;
      }
      expect(forwards).toEqual(numbers);
      const backwards = store.readStream('a-1', { direction: 'backwards', maxCount });
      expect((await all(backwards)).map(numberOf)).toEqual(numbers.toReversed().slice(0, maxCount));
    }
  }
  await store.close();
}, 30_000);
