import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import {
  binaryEvent,
  type EventStore,
  InvalidArgumentError,
  jsonEvent,
  openEventStore,
  type RecordedEvent,
} from './index.ts';

let store: EventStore;
let count = 0;

beforeEach(async () => {
  store = await openEventStore({ name: `system-${count++}` });
  return () => store.close();
});

const some = (type = 'T', data: unknown = {}) => jsonEvent({ type, data });

/** What the links of a system stream point at, as `number@stream`, in order. */
async function linksOf(stream: string, target = store): Promise<string[]> {
  const events: (RecordedEvent | undefined)[] = [];
  for await (const { event } of target.readStream(stream)) events.push(event);
  expect(events.map((event) => event?.eventNumber)).toEqual([...events.keys()]);
  expect(new Set(events.map((event) => event?.type))).toEqual(new Set(['$>']));
  return events.map((event) => new TextDecoder().decode(event?.rawData as Uint8Array));
}

test('a category holds a link to each event of its streams, in the order of the log', async () => {
  await store.appendToStream('order-1', [some(), some()]);
  await store.appendToStream('payment-1', some());
  await store.appendToStream('order-2-b', some());
  await store.appendToStream('order', some());
  await store.appendToStream('$order-x', some());
  await store.appendToStream('order-1', some());
  expect(await linksOf('$ce-order')).toEqual(['0@order-1', '1@order-1', '0@order-2-b', '2@order-1']);
  expect(await linksOf('$ce-payment')).toEqual(['0@payment-1']);
  await expect(linksOf('$ce-nothing')).rejects.toMatchObject({ name: 'StreamNotFoundError' });
});

test('an event type holds a link to each event of that type, and links are not linked to', async () => {
  await store.appendToStream('a', [some('Placed'), some('Paid'), some('Placed')]);
  await store.appendToStream('b', [some('Placed'), some('$>', '0@a')]);
  expect(await linksOf('$et-Placed')).toEqual(['0@a', '2@a', '0@b']);
  expect(await linksOf('$et-Paid')).toEqual(['1@a']);
  await expect(linksOf('$et-$>')).rejects.toMatchObject({ name: 'StreamNotFoundError' });
});

test('$streams holds a link to the first event of each stream, and deletions are found by type', async () => {
  await store.appendToStream('a', [some(), some()]);
  await store.appendToStream('b', some());
  await store.appendToStream('a', some());
  await store.tombstoneStream('a');
  expect(await linksOf('$streams')).toEqual(['0@a', '0@b']);
  expect(await linksOf('$et-$deleted')).toHaveLength(1);
});

test('events of the type that deletions are found by are linked to as any others', async () => {
  await store.appendToStream('a', [some('$deleted'), some('$deleted')]);
  await store.tombstoneStream('a');
  await store.appendToStream('b', some('$deleted'));
  expect(await linksOf('$et-$deleted')).toEqual(['0@a', '1@a', `${Number.MAX_SAFE_INTEGER}@a`, '0@b']);
});

test('links are followed to their events, and kept when the event can no longer be read', async () => {
  await store.appendToStream('order-1', [some('T', 'first'), some('T', 'second')]);
  await store.appendToStream('order-2', some('T', 'third'));
  await store.deleteStream('order-2');
  const resolved: unknown[] = [];
  for await (const { event, link } of store.readStream('$ce-order', { resolveLinkTos: true })) {
    resolved.push([event?.data, link?.eventNumber]);
  }
  expect(resolved).toEqual([
    ['first', 0],
    ['second', 1],
    [undefined, 2],
  ]);
});

test('system streams are read only', async () => {
  for (const stream of ['$streams', '$ce-order', '$et-T']) {
    await expect(store.appendToStream(stream, some())).rejects.toBeInstanceOf(InvalidArgumentError);
    await expect(store.tombstoneStream(stream)).rejects.toBeInstanceOf(InvalidArgumentError);
  }
});

interface Append {
  readonly stream: string;
  readonly types: readonly string[];
}

/** Appends that are made at once, so that they share a transaction. */
const groups: fc.Arbitrary<readonly (readonly Append[])[]> = fc.array(
  fc.array(
    fc.record({
      stream: fc.constantFrom('order-1', 'order-2', 'payment-1', 'plain'),
      types: fc.array(fc.constantFrom('A', 'B', 'C'), { minLength: 1, maxLength: 40 }),
    }),
    { minLength: 1, maxLength: 12 },
  ),
  { minLength: 1, maxLength: 4 },
);

const SYSTEM_STREAMS = {
  '$ce-order': ({ stream }: RecordedEvent) => stream.startsWith('order-'),
  '$ce-payment': ({ stream }: RecordedEvent) => stream.startsWith('payment-'),
  '$et-B': ({ type }: RecordedEvent) => type === 'B',
  $streams: ({ eventNumber, stream }: RecordedEvent) => eventNumber === 0 && !stream.startsWith('$'),
};

/** Each holds what the log says, in whole and in pages that begin anywhere. */
async function expectAgreement(own: EventStore, from: number): Promise<void> {
  const log: RecordedEvent[] = [];
  for await (const { event } of own.readAll()) if (event) log.push(event);
  for (const [name, isLinked] of Object.entries(SYSTEM_STREAMS)) {
    const expected = log.filter(isLinked).map(({ eventNumber, stream }) => `${eventNumber}@${stream}`);
    if (expected.length === 0) continue;
    expect(await linksOf(name, own)).toEqual(expected);
    const start = from % expected.length;
    const page = await own.readStreamPage(name, { direction: 'backwards', from: start, maxCount: 3 });
    const numbers = page.events.map(({ event }) => event?.eventNumber);
    expect(numbers).toEqual([start, start - 1, start - 2].filter((number) => number >= 0));
  }
}

/** Writes the appends of a group together. */
async function appendGroups(own: EventStore, each: readonly (readonly Append[])[]) {
  for (const group of each) {
    const appends = group.map(({ stream, types }) => {
      const events = types.map((type) => some(type));
      return own.appendToStream(stream, events);
    });
    await Promise.all(appends);
  }
}

test('system streams agree with the log, however many appends were written together', async () => {
  await fc.assert(
    fc.asyncProperty(groups, fc.nat(), fc.uuid(), async (each, from, name) => {
      const own = await openEventStore({ name });
      await appendGroups(own, each);
      await expectAgreement(own, from);
      await own.close();
    }),
    { numRuns: 20 },
  );
});

test('system streams agree with the log in a copy of the store, and as it goes on', async () => {
  await fc.assert(
    fc.asyncProperty(groups, fc.nat(), fc.uuid(), async (each, from, name) => {
      const own = await openEventStore({ name });
      await appendGroups(own, each);
      const copy = await openEventStore({ name: `copy of ${name}` });
      await copy.importEvents(own.exportEvents());
      await expectAgreement(copy, from);
      await copy.appendToStream('order-2', some('B'));
      await expectAgreement(copy, from);
      await Promise.all([own.close(), copy.close()]);
    }),
    { numRuns: 10 },
  );
}, 60_000);

test('many small appends at once share their links: the index has few entries for them', async () => {
  const name = `system-${count - 1}`;
  const small = Array.from({ length: 400 }, (_, n) =>
    store.appendToStream(`order-${n % 100}`, some(`T${n % 5}`)),
  );
  await Promise.all(small);
  const database = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => resolve(opening.result);
  });
  const counting = database.transaction('commits').objectStore('commits').index('links').count();
  await new Promise((resolve) => {
    counting.onsuccess = resolve;
  });
  database.close();
  // Of one category, five types and `$streams`: once for the first append, and once for each 200 events.
  expect(counting.result).toBeLessThanOrEqual(7 * 4);
  expect(await linksOf('$ce-order')).toHaveLength(400);
});

test('a large append of many types is linked without gaps', async () => {
  const types = Array.from({ length: 450 }, (_, n) => `T${n % 7}`);
  await store.appendToStream(
    'big-1',
    types.map((type) => binaryEvent({ type, data: new Uint8Array() })),
  );
  await store.appendToStream('big-2', some('T3'));
  expect(await linksOf('$ce-big')).toHaveLength(451);
  expect(await linksOf('$et-T3')).toHaveLength(types.filter((type) => type === 'T3').length + 1);
});
