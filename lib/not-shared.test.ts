// What is handed in is copied in the call, and what is handed out is the caller's own: changing either changes nothing here.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  binaryEvent,
  type Commit,
  type EventData,
  type EventStore,
  eventTypeFilter,
  jsonEvent,
  openEventStore,
  type ResolvedEvent,
  streamNameFilter,
} from './index.ts';

let store: EventStore;
/** Another connection, as another tab has. */
let other: EventStore;
let count = 0;

beforeEach(async () => {
  const name = `not-shared-${count++}`;
  [store, other] = await Promise.all([openEventStore({ name }), openEventStore({ name })]);
});
afterEach(() => Promise.all([store.close(), other.close()]));

/** Changes whatever can be changed in a value, at every depth, and takes the memory of its bytes away. */
function spoil(value: unknown, seen = new Set<unknown>()): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (value instanceof Uint8Array) {
    value.fill(0xee);
    if (value.buffer instanceof ArrayBuffer) structuredClone(value.buffer, { transfer: [value.buffer] });
    return;
  }
  const fields = value as Record<string, unknown>;
  for (const key of Object.keys(fields)) {
    spoil(fields[key], seen);
    if (Object.getOwnPropertyDescriptor(fields, key)?.writable) fields[key] = 'spoilt';
  }
  if (value instanceof Map) value.clear();
  if (Array.isArray(value)) value.length = 0;
}

async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const plain = (value: unknown): unknown => structuredClone(value);
const plainEvents = (events: readonly ResolvedEvent[]) =>
  events.map(({ event, link }) =>
    [event, link].map((each) => each && [plain({ ...each }), plain(each.data), plain(each.metadata)]),
  );

const PAGE = { direction: 'backwards', from: 'end', maxCount: 50, resolveLinkTos: true } as const;
const LISTED = { includeSystem: true, includeDeleted: true };
const STREAMS = ['bytes-1', 'texts-1', 'links', '$ce-bytes', '$$texts-1'];

/** Every way of reading, each with the whole of what it gives. */
const WAYS: Readonly<Record<string, (from: EventStore) => Promise<unknown>>> = {
  readStream: (from) =>
    Promise.all(STREAMS.map((stream) => collected(from.readStream(stream, { resolveLinkTos: true })))),
  readStreamPage: (from) => Promise.all(STREAMS.map((stream) => from.readStreamPage(stream, PAGE))),
  readEvent: (from) => Promise.all(STREAMS.map((stream) => from.readEvent(stream, 'end'))),
  readAll: (from) => collected(from.readAll()),
  readAllPage: (from) => from.readAllPage(PAGE),
  listStreams: (from) => from.listStreams(LISTED),
  describeStream: (from) => from.describeStream('bytes-1'),
  findEventIds: (from) => from.findEventIds('bytes-1', IDS),
  getStreamMetadata: (from) =>
    Promise.all(['texts-1', 'bytes-1', 'none'].map((stream) => from.getStreamMetadata(stream))),
  subscribeToStream: (from) => caughtUp((options) => from.subscribeToStream('bytes-1', options)),
  subscribeToAll: (from) => caughtUp((options) => from.subscribeToAll(options)),
  exportEvents: (from) => collected(from.exportEvents()),
  parsed: async (from) =>
    (await collected(from.readAll())).map(({ event }) => [event?.data, event?.metadata]),
};

const IDS = Array.from({ length: 12 }, (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);

function caughtUp(
  subscribe: (options: { caughtUp: () => void; signal: AbortSignal }) => AsyncIterable<ResolvedEvent>,
): Promise<ResolvedEvent[]> {
  const done = new AbortController();
  return collected(subscribe({ caughtUp: () => done.abort(), signal: done.signal }));
}

async function pictureOf(from: EventStore): Promise<unknown> {
  const pages = await Promise.all(STREAMS.map((stream) => from.readStreamPage(stream, PAGE)));
  const all = await from.readAllPage(PAGE);
  return plain({
    pages: pages.map(({ events, ...page }) => ({ ...page, events: plainEvents(events) })),
    all: { ...all, events: plainEvents(all.events) },
    listed: await from.listStreams(LISTED),
    metadata: await Promise.all(
      ['texts-1', 'bytes-1', 'none'].map((stream) => from.getStreamMetadata(stream)),
    ),
    file: await new Response(from.exportEvents()).text(),
  });
}

/** More than are kept in memory as one record only where they are many. */
async function fill(): Promise<void> {
  const bytes = IDS.map((id, n) =>
    binaryEvent({ id, type: 'Blob', data: new Uint8Array([n, 1, 2]), metadata: new Uint8Array([n]) }),
  );
  const texts = IDS.map((_, n) =>
    jsonEvent({ type: 'Text', data: { list: [n], deep: { n } }, metadata: [n] }),
  );
  await store.appendToStream('bytes-1', bytes);
  await store.appendToStream('texts-1', texts);
  const links = IDS.map((_, n) =>
    binaryEvent({ type: '$>', data: new TextEncoder().encode(`${n}@bytes-1`) }),
  );
  await store.appendToStream('links', links);
  await store.setStreamMetadata('texts-1', '{"$maxCount":10,"mine":[1]}');
}

test.each(Object.keys(WAYS))('what %s gave may be changed', async (name) => {
  await fill();
  const before = await pictureOf(other);
  const way = WAYS[name] as (from: EventStore) => Promise<unknown>;
  // Twice: what the first read may have put into a cache is changed, too.
  for (const from of [store, store, other]) spoil(await way(from));
  for (const from of [store, other]) expect(await pictureOf(from)).toEqual(before);
  const { outcome, dataDiffers } = await store.appendToStream(
    'bytes-1',
    IDS.map((id, n) =>
      binaryEvent({ id, type: 'Blob', data: new Uint8Array([n, 1, 2]), metadata: new Uint8Array([n]) }),
    ),
  );
  expect({ outcome, dataDiffers }).toEqual({ outcome: 'already_committed', dataDiffers: false });
});

test('so may answers, errors and the progress of a scavenge or a check', async () => {
  await fill();
  spoil(await store.appendToStream('s', [jsonEvent({ type: 'T', data: 1 })]));
  spoil(await store.appendToStreams([{ stream: 's', events: jsonEvent({ type: 'T', data: 2 }) }]));
  await store.appendToStream('s', jsonEvent({ type: 'T', data: 3 }), { expectedVersion: 0 }).catch(spoil);
  await store.readEvent('s', 9).catch(spoil);
  spoil(await store.deleteStream('links'));
  expect(await store.describeStream('s')).toMatchObject({ version: 1, eventCount: 2 });
  const head = await store.headPosition();
  const result = await store.scavenge({ onProgress: spoil });
  expect(result).toMatchObject({ done: head, total: head, droppedEvents: 14 });
  const checked = await store.check({ onProgress: spoil });
  expect(checked).toEqual({
    done: head,
    total: head,
    events: head,
    problems: [],
    unlisted: 0,
    cancelled: false,
  });
});

class OwnBytes extends Uint8Array {}

const resizable = (bytes: readonly number[]) => {
  const buffer = new (ArrayBuffer as unknown as new (length: number, options: object) => ArrayBuffer)(8, {
    maxByteLength: 16,
  });
  const view = new Uint8Array(buffer, 2, bytes.length);
  view.set(bytes);
  return view;
};

describe('bytes are copied in the call', () => {
  const BYTES = [1, 2, 3];
  test.each<[string, () => Uint8Array]>([
    ['an array', () => Uint8Array.from(BYTES)],
    ['a Buffer of the pool', () => Buffer.from(BYTES)],
    ['a view into a larger buffer', () => new Uint8Array([9, ...BYTES, 9]).subarray(1, 4)],
    ['an array of a class of its own', () => OwnBytes.from(BYTES)],
    [
      'memory that is shared with a worker',
      () => {
        const shared = new Uint8Array(new SharedArrayBuffer(3));
        shared.set(BYTES);
        return shared;
      },
    ],
    ['memory that can be resized', () => resizable(BYTES)],
  ])('%s', async (_, make) => {
    const [data, metadata] = [make(), make()];
    const built = binaryEvent({ type: 'Built', data, metadata });
    const one = { ...built, id: crypto.randomUUID(), data, metadata };
    const several = store.appendToStreams([
      { stream: 'a', events: built },
      { stream: 'b', events: [one] },
    ]);
    const single = store.appendToStream('c', one);
    spoil(data);
    spoil(metadata);
    spoil(built);
    await Promise.all([several, single]);
    for (const from of [store, other]) {
      for (const stream of ['a', 'b', 'c']) {
        const { event } = await from.readEvent(stream, 0);
        expect([event?.rawData, event?.rawMetadata]).toEqual([
          Uint8Array.from(BYTES),
          Uint8Array.from(BYTES),
        ]);
        expect(event?.rawData).not.toBeInstanceOf(Buffer);
      }
    }
  });
});

test('lists, events and options may be changed as soon as the call has begun', async () => {
  const events = [jsonEvent({ type: 'One', data: 1 }), jsonEvent({ type: 'Two', data: 2 })];
  const appends = [{ stream: 'b', events: [...events], expectedVersion: 'no_stream' as const }];
  const options = { expectedVersion: 'no_stream' as const };
  const written = [
    store.appendToStream('a', events, options),
    store.appendToStreams(appends),
    store.setStreamMetadata('a', '{"mine":1}', options),
  ];
  for (const each of [events, appends, options]) spoil(each);
  await Promise.all(written);
  const types = (await collected(other.readAll())).map(({ event }) => `${event?.stream} ${event?.type}`);
  expect(types.toSorted()).toEqual(['$$a $metadata', 'a One', 'a Two', 'b One', 'b Two']);
});

test.each<[string, (options: { onProgress: () => void }, file: Blob) => Promise<unknown>]>([
  ['an import', (options, file) => store.importEvents(file, options)],
  ['a scavenge', (options) => store.scavenge(options)],
  ['a check', (options) => store.check(options)],
])(
  'the options of %s may be changed as soon as the call has begun, and may be an object of a class',
  async (_, work) => {
    await store.appendToStream('s', jsonEvent({ type: 'T', data: 1 }));
    const file = await new Response(store.exportEvents()).blob();
    const told: string[] = [];
    class Options {
      first = () => void told.push('first');
      get onProgress() {
        return this.first;
      }
    }
    const options = new Options();
    const working = work(options, file);
    options.first = () => void told.push('second');
    await working;
    expect(told).toEqual(['first']);
  },
);

test('each field of an event is read once', async () => {
  const reads: string[] = [];
  const fields: EventData = jsonEvent({ type: 'T', data: 1 });
  const watched = {} as EventData;
  for (const name of ['id', 'type', 'data', 'metadata'] as const) {
    Object.defineProperty(watched, name, {
      get: () => {
        reads.push(name);
        return reads.filter((each) => each === name).length > 1 ? 'another' : fields[name];
      },
    });
  }
  await store.appendToStream('s', [watched]);
  expect(reads.toSorted()).toEqual(['data', 'id', 'metadata', 'type']);
  expect((await other.readEvent('s', 0)).event).toMatchObject({ id: fields.id, type: 'T', rawData: '1' });
});

test('a commit that a listener was told of may be changed: others are told as it was, and no subscription misses it', async () => {
  const told: Commit[] = [];
  for (const each of [store, other]) {
    each.onCommit(spoil);
    each.onCommit((commit) => void told.push(commit));
  }
  const met = [store, other].map((each) => each.subscribeToStream('s').next());
  await store.appendToStream('s', jsonEvent({ type: 'T', data: 1 }));
  for (const { value } of await Promise.all(met)) expect(value?.event?.type).toBe('T');
  await other.appendToStream('s', jsonEvent({ type: 'T', data: 2 }), { expectedVersion: 0 });
  await expect.poll(() => told.length).toBe(4);
  for (const { streams } of told) expect(streams).toMatchObject([{ stream: 's' }]);
});

test('filters and options of a read or a subscription may be changed after the call', async () => {
  await store.appendToStream('a-1', jsonEvent({ type: 'Wanted', data: 1 }));
  await store.appendToStream('b-1', jsonEvent({ type: 'Not', data: 2 }));
  const prefixes = ['a-'];
  const byName = streamNameFilter({ prefixes });
  const regex = /Wanted/g;
  const byHand = { filterOn: 'eventType' as const, regex };
  const saved: number[] = [];
  const checkpoint = { every: 1, save: (position: number) => void saved.push(position) };
  const options = { filter: byHand, checkpoint, from: 'start' as const, direction: 'forwards' as const };
  const [read, live] = [store.readAll(options), store.subscribeToAll(options)];
  const named = store.readAll({ filter: byName });
  prefixes[0] = 'b-';
  spoil(byName);
  spoil(checkpoint);
  spoil(options);
  regex.lastIndex = 5;
  const types = (events: readonly ResolvedEvent[]) => events.map(({ event }) => event?.type);
  expect(types(await collected(named))).toEqual(['Wanted']);
  expect(types(await collected(read))).toEqual(['Wanted']);
  expect((await live.next()).value?.event?.type).toBe('Wanted');
  expect(regex.lastIndex).toBe(5);
  await store.appendToStream('c', jsonEvent({ type: 'Wanted', data: 3 }));
  expect((await live.next()).value?.event?.data).toBe(3);
  expect(saved).toEqual([0, 1]);
  await live.return?.();
});

test('an event that was met may be changed before the loop goes on: the checkpoint is still its own', async () => {
  await store.appendToStream('s', [jsonEvent({ type: 'T', data: 1 }), jsonEvent({ type: 'T', data: 2 })]);
  const saved: number[] = [];
  const events = store.subscribeToStream('s', {
    checkpoint: { every: 1, save: (number) => void saved.push(number) },
  });
  for (let n = 0; n < 2; n++) spoil((await events.next()).value);
  const waiting = events.next();
  await expect.poll(() => saved).toEqual([0, 1]);
  await events.return?.();
  await waiting;
});

describe('a projection', () => {
  const initial = { seen: [] as number[] };
  const source = { all: true as const, filter: eventTypeFilter({ prefixes: ['Wanted'] }) };
  const definition = () => ({
    name: 'seen',
    source,
    initial: () => initial,
    fold: (state: { seen: number[] }, event: { readonly data: unknown }) => {
      state.seen.push(Number((event.data as Uint8Array)[0]));
      spoil(event);
      return state;
    },
  });

  test('may fold into the state it is given, and spoil events and states, without a trace', async () => {
    const own = definition();
    const projection = store.project(own);
    spoil(own);
    spoil(source);
    const stop = new AbortController();
    const run = projection.run(stop.signal);
    const states = projection.changes(stop.signal);
    spoil((await states.next()).value);
    for (const n of [7, 8]) {
      await store.appendToStream('s', binaryEvent({ type: 'Wanted', data: new Uint8Array([n]) }));
      await store.appendToStream('s', binaryEvent({ type: 'Not', data: new Uint8Array([0]) }));
    }
    const later = other.project({
      ...definition(),
      source: { all: true, filter: eventTypeFilter({ prefixes: ['Wanted'] }) },
    });
    await expect.poll(async () => (await later.read()).state.seen).toEqual([7, 8]);
    spoil(await projection.read());
    expect((await projection.read()).state.seen).toEqual([7, 8]);
    expect(initial.seen).toEqual([]);
    const stored = await collected(other.readStream('s'));
    expect(stored.map(({ event }) => event?.rawData)).toEqual([7, 0, 8, 0].map((n) => Uint8Array.of(n)));
    stop.abort();
    await run;
  });
});

test('a source may use the buffer of a chunk again for the next', async () => {
  await fill();
  const whole = new Uint8Array(await new Response(store.exportEvents()).arrayBuffer());
  const copy = await openEventStore({ name: `not-shared-${count++}` });
  const buffer = Buffer.alloc(100);
  let at = 0;
  const source = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const next = whole.subarray(at, at + buffer.length);
        if (next.length === 0) return controller.close();
        buffer.set(next);
        controller.enqueue(buffer.subarray(0, next.length));
        at += next.length;
      },
    },
    { highWaterMark: 0 },
  );
  expect((await copy.importEvents(source)).problems).toEqual([]);
  expect(new Uint8Array(await new Response(copy.exportEvents()).arrayBuffer())).toEqual(whole);
  await copy.close();
});
