// An append that is refused writes nothing in a real browser, whatever slice of its records the refused one is in.
// Chromium once committed all but the refused record; fake-indexeddb does not show it.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SIZES } from './core/sizes.ts';
import {
  type ConflictReason,
  deleteEventStore,
  type EventData,
  type EventStore,
  jsonEvent,
  WrongExpectedVersionError,
} from './index.ts';
import { openWithSizes } from './open-event-store.ts';

const NAME = 'refused in a browser';
const COPY = `${NAME}, a copy`;
/** Small events, so that many records are written quickly; the slices are as they are. */
const SIZES_OF_TEST = { ...SIZES, recordEvents: 2 };
const SLICE = SIZES.sliceRecords;

const TrueChannel = BroadcastChannel;
/** No hint arrives, so a store that has appended once goes on with a memory that another one has made wrong. */
class SilentChannel extends TrueChannel {
  override postMessage(): void {}
}

let stores: EventStore[] = [];

async function open(sizes = SIZES_OF_TEST): Promise<EventStore> {
  const store = await openWithSizes({ name: NAME }, sizes);
  stores.push(store);
  return store;
}

beforeEach(async () => {
  await deleteEventStore(NAME);
  vi.stubGlobal('BroadcastChannel', SilentChannel);
});

afterEach(async () => {
  for (const store of stores) await store.close();
  stores = [];
  vi.unstubAllGlobals();
});

const event = (data: unknown = 0) => jsonEvent({ type: 'T', data });
const events = (count: number) => Array.from({ length: count }, (_, n) => event(n));
const records = (count: number) => events(count * SIZES_OF_TEST.recordEvents);

async function outcomeOf(append: Promise<unknown>): Promise<'written' | ConflictReason> {
  try {
    await append;
    return 'written';
  } catch (error) {
    if (error instanceof WrongExpectedVersionError) return error.reason;
    throw error;
  }
}

/** Positions and numbers have no gap, the links neither, and a copy of the store has the same events. */
async function expectWhole(store: EventStore): Promise<void> {
  const numbers = new Map<string, number>();
  let position = 0;
  for await (const { event: read } of store.readAll()) {
    if (!read) continue;
    expect(read.position).toBe(position++);
    expect(read.eventNumber).toBe((numbers.get(read.stream) ?? -1) + 1);
    numbers.set(read.stream, read.eventNumber);
  }
  expect(await store.headPosition()).toBe(position);
  let link = 0;
  for await (const { event: read } of store.readStream('$et-T')) expect(read?.eventNumber).toBe(link++);
  const exported = await new Response(store.exportEvents()).blob();
  await deleteEventStore(COPY);
  const copy = await openWithSizes({ name: COPY }, SIZES_OF_TEST);
  expect((await copy.importEvents(exported)).problems).toEqual([]);
  expect(await new Response(copy.exportEvents()).text()).toBe(await exported.text());
  await copy.close();
}

/** `first` has written to stream s; the memory of the other store is older than that. */
async function openTwo(): Promise<{ first: EventStore; other: EventStore }> {
  const [first, other] = [await open(), await open()];
  await other.appendToStream('x', event());
  await first.appendToStream('s', event());
  return { first, other };
}

const COUNTS = [17, 20, 32, 33, 48, 49, 64];
/** The slices begin at the multiples of 16. */
const PLACES = [0, 1, 15, 16, 17, 31, 32, 33, 47, 48, 63];

describe.each(COUNTS)('of %i records', (count) => {
  test('one append that is refused has written nothing', async () => {
    const { other } = await openTwo();
    const append = other.appendToStream('s', records(count), { expectedVersion: 'no_stream' });
    expect(await outcomeOf(append)).toBe('behind');
    expect(await other.headPosition()).toBe(2);
    await expectWhole(other);
  });

  test('an append with one id that is there already, in any of them, has written nothing', async () => {
    const { first, other } = await openTwo();
    for (const place of PLACES.filter((each) => each < count)) {
      const known = event();
      await first.appendToStream('s', known);
      const all = records(count).with(place * SIZES_OF_TEST.recordEvents, known);
      const head = await other.headPosition();
      expect(await outcomeOf(other.appendToStream('s', all))).toBe('partial');
      expect(await other.headPosition()).toBe(head);
    }
    await expectWhole(other);
  });

  test('a burst of which one append is refused, anywhere, leaves no gap, and the others are written once', async () => {
    const { first, other } = await openTwo();
    for (const place of PLACES.filter((each) => each < count)) {
      await first.appendToStream(`taken-${place}`, event());
      const name = (n: number) => (n === place ? `taken-${place}` : `stream-${place}-${n}`);
      const burst = Array.from({ length: count }, (_, n) => ({ stream: name(n), one: event(n) }));
      const send = ({ stream, one }: { stream: string; one: EventData }) =>
        outcomeOf(other.appendToStream(stream, one, { expectedVersion: 'no_stream' }));
      const head = await other.headPosition();
      const wanted = burst.map((_, n) => (n === place ? 'behind' : 'written'));
      expect(await Promise.all(burst.map(send))).toEqual(wanted);
      expect(await Promise.all(burst.map(send))).toEqual(wanted);
      expect(await other.headPosition()).toBe(head + count - 1);
    }
    await expectWhole(other);
  });

  test('an append to several streams that is refused for one of them has written nothing', async () => {
    const { other } = await openTwo();
    const streams = Array.from({ length: count }, (_, n) => ({ stream: `stream-${n}`, events: event() }));
    const appends = [...streams, { stream: 's', events: event(), expectedVersion: 'no_stream' as const }];
    expect(await outcomeOf(other.appendToStreams(appends))).toBe('behind');
    expect(await other.headPosition()).toBe(2);
    await expectWhole(other);
  });

  test('two imports of one file at once, beside appends, write each event once and leave no gap', async () => {
    const source = await open();
    for (let n = 0; n < count; n++) await source.appendToStream('s', event(n));
    const file = await new Response(source.exportEvents()).blob();
    await source.close();
    await deleteEventStore(NAME);
    const [first, other] = [await open(), await open()];
    const beside = Array.from({ length: 5 }, (_, n) => other.appendToStream(`beside-${n}`, event()));
    const imports = await Promise.all([first.importEvents(file), other.importEvents(file), ...beside]);
    expect(imports.slice(0, 2)).toMatchObject([{ problems: [] }, { problems: [] }]);
    expect(await other.importEvents(file)).toMatchObject({ newEvents: 0, alreadyThere: count, problems: [] });
    expect(await other.headPosition()).toBe(count + beside.length);
    await expectWhole(first);
  });
});

test('with the sizes of the product a refused append of 3,400 events has written nothing', async () => {
  const [first, other] = [await open(SIZES), await open(SIZES)];
  await other.appendToStream('x', event());
  await first.appendToStream('s', event());
  const append = other.appendToStream('s', events(3_400), { expectedVersion: 'no_stream' });
  expect(await outcomeOf(append)).toBe('behind');
  expect(await other.headPosition()).toBe(2);
});

test('what was appended in several slices can be sent again: a burst, and one large append', async () => {
  const store = await open();
  const burst = Array.from({ length: 2 * SLICE + 1 }, (_, n) => [`stream-${n}`, event(n)] as const);
  const large = records(2 * SLICE + 1);
  for (const wanted of ['committed', 'already_committed']) {
    const results = await Promise.all(burst.map(([stream, one]) => store.appendToStream(stream, one)));
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set([wanted]));
    expect(await store.appendToStream('large', large)).toMatchObject({ outcome: wanted });
  }
  await expectWhole(store);
});

test('two stores, one with single events and one with thousands at a time, leave no gap', async () => {
  vi.unstubAllGlobals();
  const [single, large] = [await open(), await open()];
  let isOver = false;
  const singles = (async () => {
    for (let n = 0; !isOver; n++) await single.appendToStream(`single-${n % 3}`, event(n));
  })();
  for (let n = 0; n < 12; n++) await large.appendToStream(`large-${n % 2}`, records(40));
  isOver = true;
  await singles;
  await expectWhole(single);
});
