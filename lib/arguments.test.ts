// Arguments are refused by name before anything is written or opened, whatever is handed in for them.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  binaryEvent,
  deleteEventStore,
  type EventData,
  type EventStore,
  EventStoreError,
  eventTypeFilter,
  InvalidArgumentError,
  InvalidEventError,
  jsonEvent,
  jsonText,
  openEventStore,
  streamNameFilter,
} from './index.ts';

let store: EventStore;
let count = 0;

beforeEach(async () => {
  store = await openEventStore({ name: `arguments-${count++}` });
  await store.appendToStream('s', [event(), event()]);
});
afterEach(() => store.close());

const event = (): EventData => jsonEvent({ type: 'T', data: 1 });

/** Nothing may look into it. */
const hostile = new Proxy(() => {}, {
  get: (_, name) => {
    throw new Error(`${String(name)} was read`);
  },
  getPrototypeOf: () => {
    throw new Error('the prototype was read');
  },
});
const cycle: Record<string, unknown> = { toString: undefined };
cycle.self = cycle;
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();

const NUMBERS = {
  NaN: Number.NaN,
  '-1': -1,
  '1.5': 1.5,
  Infinity: Number.POSITIVE_INFINITY,
  '2**53': 2 ** 53,
};
const NO_TEXTS = {
  null: null,
  '11n': 11n,
  symbol: Symbol('s'),
  true: true,
  object: cycle,
  array: ['3'],
  hostile,
  revoked,
};
const TEXTS = { "''": '', "'3'": '3', "'START'": 'START', "'forward'": 'forward' };
const ODD: Readonly<Record<string, unknown>> = { ...NUMBERS, ...NO_TEXTS, ...TEXTS };
const without = (values: Readonly<Record<string, unknown>>, ...names: readonly string[]) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
const NO_FLAGS = { ...without(ODD, 'true'), 1: 1, "'yes'": 'yes' };
const NO_OBJECTS = { ...without(ODD, 'object', 'revoked'), function: () => {} };
const NO_FUNCTIONS = without(ODD, 'hostile');

/** What cannot be meant is handed in on purpose. */
const odd = (value: unknown) => value as never;
const drained = async (events: AsyncIterable<unknown>) => {
  for await (const _ of events);
};
const first = (events: AsyncIterableIterator<unknown>) => events.next();

type Call = (value: unknown) => unknown;

/** The argument as it is named, values that are none, and the call. */
const CALLS: readonly (readonly [argument: string, Readonly<Record<string, unknown>>, Call])[] = [
  ...(
    [
      ['appendToStream', (name) => store.appendToStream(odd(name), event())],
      ['appendToStreams', (name) => store.appendToStreams([{ stream: odd(name), events: event() }])],
      ['readStream', (name) => first(store.readStream(odd(name)))],
      [
        'readStreamPage',
        (name) => store.readStreamPage(odd(name), { direction: 'forwards', from: 0, maxCount: 1 }),
      ],
      ['readEvent', (name) => store.readEvent(odd(name), 0)],
      ['describeStream', (name) => store.describeStream(odd(name))],
      ['findEventIds', (name) => store.findEventIds(odd(name), [])],
      ['getStreamMetadata', (name) => store.getStreamMetadata(odd(name))],
      ['setStreamMetadata', (name) => store.setStreamMetadata(odd(name), '{}')],
      ['deleteStream', (name) => store.deleteStream(odd(name))],
      ['tombstoneStream', (name) => store.tombstoneStream(odd(name))],
      ['subscribeToStream', (name) => first(store.subscribeToStream(odd(name)))],
      [
        'project',
        (name) =>
          store.project({ name: 'p', source: { stream: odd(name) }, initial: () => 0, fold: (n) => n }),
      ],
    ] satisfies [string, Call][]
  ).map(
    ([, call]) =>
      [
        'stream',
        {
          ...NUMBERS,
          ...NO_TEXTS,
          "''": '',
          "'$$'": '$$',
          "'$all'": '$all',
          "'$$$all'": '$$$all',
          'half a pair': 'a\ud83d',
          'the other half': '\udeb2b',
          turned: '\udeb2\ud83d',
          'too long': 'x'.repeat(1024 * 1024 + 1),
        },
        call,
      ] as const,
  ),
  ['expectedVersion', ODD, (value) => store.appendToStream('s', event(), { expectedVersion: odd(value) })],
  ['expectedVersion', ODD, (value) => store.setStreamMetadata('s', '{}', { expectedVersion: odd(value) })],
  ['expectedVersion', ODD, (value) => store.deleteStream('s', { expectedVersion: odd(value) })],
  ['expectedVersion', ODD, (value) => store.tombstoneStream('s', { expectedVersion: odd(value) })],
  [
    'expectedVersion',
    ODD,
    (value) => store.appendToStreams([{ stream: 's', events: event(), expectedVersion: odd(value) }]),
  ],
  ['options', NO_OBJECTS, (value) => store.appendToStream('s', event(), odd(value))],
  ['options', NO_OBJECTS, (value) => store.setStreamMetadata('s', '{}', odd(value))],
  ['options', NO_OBJECTS, (value) => store.deleteStream('s', odd(value))],
  ['options', NO_OBJECTS, (value) => store.tombstoneStream('s', odd(value))],
  ['options', NO_OBJECTS, (value) => first(store.readStream('s', odd(value)))],
  ['options', NO_OBJECTS, (value) => first(store.readAll(odd(value)))],
  ['options', NO_OBJECTS, (value) => store.readEvent('s', 0, odd(value))],
  ['options', NO_OBJECTS, (value) => store.listStreams(odd(value))],
  ['options', NO_OBJECTS, (value) => store.check(odd(value))],
  ['options', NO_OBJECTS, (value) => first(store.subscribeToStream('s', odd(value)))],
  ['options', NO_OBJECTS, (value) => first(store.subscribeToAll(odd(value)))],
  ['options', NO_OBJECTS, (value) => store.scavenge(odd(value))],
  ['options', NO_OBJECTS, (value) => store.exportEvents(odd(value))],
  ['options', NO_OBJECTS, (value) => store.importEvents(new Blob([]), odd(value))],
  ['options', NO_OBJECTS, (value) => openEventStore(odd(value))],
  ['request', NO_OBJECTS, (value) => store.readStreamPage('s', odd(value))],
  ['request', NO_OBJECTS, (value) => store.readAllPage(odd(value))],
  ['appends', without(ODD, 'array'), (value) => store.appendToStreams(odd(value))],
  ['appends[1]', NO_OBJECTS, (value) => store.appendToStreams([{ stream: 's', events: [] }, odd(value)])],
  ['events[1]', without(NO_OBJECTS, 'array'), (value) => store.appendToStream('s', [event(), odd(value)])],
  ['events', without(NO_OBJECTS, 'array'), (value) => store.appendToStream('s', odd(value))],
  ['direction', ODD, (value) => first(store.readStream('s', { direction: odd(value) }))],
  ['direction', ODD, (value) => first(store.readAll({ direction: odd(value) }))],
  [
    'direction',
    { ...ODD, undefined: undefined },
    (value) => store.readStreamPage('s', { direction: odd(value), from: 0, maxCount: 1 }),
  ],
  ['from', ODD, (value) => first(store.readStream('s', { from: odd(value) }))],
  ['from', ODD, (value) => first(store.readAll({ from: odd(value) }))],
  ['from', ODD, (value) => first(store.subscribeToStream('s', { from: odd(value) }))],
  ['from', ODD, (value) => first(store.subscribeToAll({ from: odd(value) }))],
  [
    'from',
    { ...ODD, undefined: undefined },
    (value) => store.readStreamPage('s', { direction: 'forwards', from: odd(value), maxCount: 1 }),
  ],
  [
    'from',
    { ...ODD, undefined: undefined },
    (value) => store.readAllPage({ direction: 'forwards', from: odd(value), maxCount: 1 }),
  ],
  ['maxCount', ODD, (value) => first(store.readStream('s', { maxCount: odd(value) }))],
  ['maxCount', ODD, (value) => first(store.readAll({ maxCount: odd(value) }))],
  [
    'maxCount',
    { ...ODD, 0: 0, undefined: undefined },
    (value) => store.readStreamPage('s', { direction: 'forwards', from: 0, maxCount: odd(value) }),
  ],
  [
    'maxCount',
    { ...ODD, 0: 0, undefined: undefined },
    (value) => store.readAllPage({ direction: 'forwards', from: 0, maxCount: odd(value) }),
  ],
  [
    'eventNumber',
    { ...ODD, "'start'": 'start', undefined: undefined },
    (value) => store.readEvent('s', odd(value)),
  ],
  ['resolveLinkTos', NO_FLAGS, (value) => store.readEvent('s', 0, { resolveLinkTos: odd(value) })],
  ['resolveLinkTos', NO_FLAGS, (value) => first(store.readStream('s', { resolveLinkTos: odd(value) }))],
  ['resolveLinkTos', NO_FLAGS, (value) => first(store.subscribeToAll({ resolveLinkTos: odd(value) }))],
  ['includeSystem', NO_FLAGS, (value) => store.listStreams({ includeSystem: odd(value) })],
  ['includeDeleted', NO_FLAGS, (value) => store.listStreams({ includeDeleted: odd(value) })],
  ['prefix', { ...NUMBERS, ...NO_TEXTS }, (value) => store.listStreams({ prefix: odd(value) })],
  ['after', { ...NUMBERS, ...NO_TEXTS }, (value) => store.listStreams({ after: odd(value) })],
  ['maxCount', ODD, (value) => store.listStreams({ maxCount: odd(value) })],
  ['gzip', NO_FLAGS, (value) => store.exportEvents({ gzip: odd(value) })],
  ['acceptGaps', NO_FLAGS, (value) => store.importEvents(new Blob([]), { acceptGaps: odd(value) })],
  ['dryRun', NO_FLAGS, (value) => store.importEvents(new Blob([]), { dryRun: odd(value) })],
  ['ids', without(ODD, 'array'), (value) => store.findEventIds('s', odd(value))],
  ['ids[0]', ODD, (value) => store.findEventIds('s', [odd(value)])],
  [
    'json',
    { ...NUMBERS, ...NO_TEXTS, bytes: new Uint8Array(2) },
    (value) => store.setStreamMetadata('s', odd(value)),
  ],
  [
    'signal',
    without(ODD, 'hostile', 'revoked'),
    (value) => first(store.subscribeToAll({ signal: odd(value) })),
  ],
  ['signal', without(ODD, 'hostile', 'revoked'), (value) => store.check({ signal: odd(value) })],
  ['signal', without(ODD, 'hostile', 'revoked'), (value) => store.scavenge({ signal: odd(value) })],
  ['signal', without(ODD, 'hostile', 'revoked'), (value) => store.exportEvents({ signal: odd(value) })],
  [
    'signal',
    without(ODD, 'hostile', 'revoked'),
    (value) => store.importEvents(new Blob([]), { signal: odd(value) }),
  ],
  ['signal', without(ODD, 'hostile', 'revoked'), (value) => projection().run(odd(value))],
  ['signal', without(ODD, 'hostile', 'revoked'), (value) => first(projection().changes(odd(value)))],
  ['listener', NO_FUNCTIONS, (value) => store.onCommit(odd(value))],
  ['listener', NO_FUNCTIONS, (value) => store.onLogReplaced(odd(value))],
  ['caughtUp', NO_FUNCTIONS, (value) => first(store.subscribeToAll({ caughtUp: odd(value) }))],
  ['checkpoint', NO_OBJECTS, (value) => first(store.subscribeToAll({ checkpoint: odd(value) }))],
  [
    'checkpoint.every',
    { ...ODD, 0: 0, undefined: undefined },
    (value) => first(store.subscribeToAll({ checkpoint: { every: odd(value), save: () => {} } })),
  ],
  [
    'checkpoint.save',
    { ...NO_FUNCTIONS, undefined: undefined },
    (value) => first(store.subscribeToAll({ checkpoint: { every: 1, save: odd(value) } })),
  ],
  ['onProgress', NO_FUNCTIONS, (value) => store.check({ onProgress: odd(value) })],
  ['onProgress', NO_FUNCTIONS, (value) => store.scavenge({ onProgress: odd(value) })],
  ['onProgress', NO_FUNCTIONS, (value) => store.exportEvents({ onProgress: odd(value) })],
  ['onProgress', NO_FUNCTIONS, (value) => store.importEvents(new Blob([]), { onProgress: odd(value) })],
  ['source', without(ODD, 'hostile', 'revoked'), (value) => store.importEvents(odd(value))],
  [
    'source',
    { number: 1, text: '{}', null: null },
    (value) => store.importEvents(new ReadableStream({ start: (to) => to.enqueue(odd(value)) })),
  ],
  ['filter', NO_OBJECTS, (value) => first(store.readAll({ filter: odd(value) }))],
  ['filter', NO_OBJECTS, (value) => first(store.subscribeToStream('s', { filter: odd(value) }))],
  ['filter', NO_OBJECTS, (value) => streamNameFilter(odd(value))],
  [
    'filter.filterOn',
    ODD,
    (value) => first(store.readAll({ filter: { filterOn: odd(value), prefixes: [] } })),
  ],
  [
    'filter.prefixes',
    without(ODD, 'array'),
    (value) => first(store.readAll({ filter: { filterOn: 'eventType', prefixes: odd(value) } })),
  ],
  ['prefixes', without(ODD, 'array'), (value) => eventTypeFilter({ prefixes: odd(value) })],
  ['prefixes[1]', { ...NUMBERS, ...NO_TEXTS }, (value) => eventTypeFilter({ prefixes: ['a', odd(value)] })],
  [
    'regex',
    { ...without({ ...NUMBERS, ...NO_TEXTS }, 'hostile', 'revoked'), "'('": '(' },
    (value) => eventTypeFilter({ regex: odd(value) }),
  ],
  ['definition', NO_OBJECTS, (value) => store.project(odd(value))],
  ['name', without(ODD, ...Object.keys(TEXTS).slice(1)), (value) => projection({ name: odd(value) })],
  ['version', ODD, (value) => projection({ version: odd(value) })],
  ['initial', { ...NO_FUNCTIONS, undefined: undefined }, (value) => projection({ initial: odd(value) })],
  ['fold', { ...NO_FUNCTIONS, undefined: undefined }, (value) => projection({ fold: odd(value) })],
  ['source', NO_OBJECTS, (value) => projection({ source: odd(value) })],
  [
    'source.all',
    { ...without(ODD, 'true'), undefined: undefined, false: false },
    (value) => projection({ source: { all: odd(value) } }),
  ],
  [
    'source.category',
    { ...NUMBERS, ...NO_TEXTS },
    (value) => projection({ source: { category: odd(value) } }),
  ],
  ['name', { ...NUMBERS, ...NO_TEXTS, "''": '' }, (value) => openEventStore({ name: odd(value) })],
  ['durability', ODD, (value) => openEventStore({ name: 'never', durability: odd(value) })],
  ['now', NO_FUNCTIONS, (value) => openEventStore({ name: 'never', now: odd(value) })],
  [
    // An earlier version could open a store of the empty name, which can be deleted.
    'name',
    { ...NUMBERS, ...NO_TEXTS, undefined: undefined },
    (value) => deleteEventStore(odd(value)),
  ],
  ['text', { ...NUMBERS, ...NO_TEXTS }, (value) => jsonText(odd(value))],
  ['input', NO_OBJECTS, (value) => jsonEvent(odd(value))],
  ['input', NO_OBJECTS, (value) => binaryEvent(odd(value))],
  ['idVersion', { ...ODD, 5: 5 }, (value) => jsonEvent({ type: 'T', data: 1, idVersion: odd(value) })],
];

function projection(changes: object = {}) {
  return store.project({
    name: 'p',
    source: { stream: 's' },
    initial: () => 0,
    fold: (n: number) => n,
    ...changes,
  });
}

const failureOf = (call: Call, value: unknown): Promise<unknown> =>
  // Also what is thrown at once.
  (async () => call(value))().then(
    () => 'taken',
    (error: unknown) => error,
  );

describe('refused by name, with nothing written', () => {
  test.each(CALLS)('%s, in call %#', async (argument, values, call) => {
    const databases = (await indexedDB.databases()).length;
    for (const [name, value] of Object.entries(values)) {
      const error = await failureOf(call, value);
      expect(error, name).toBeInstanceOf(InvalidArgumentError);
      expect(error, name).toMatchObject({ argument });
      expect((error as Error).message.length, name).toBeLessThan(400);
    }
    expect(await store.headPosition()).toBe(2);
    expect(await indexedDB.databases()).toHaveLength(databases);
  });

  test.each([
    ['id', { ...ODD, undefined: undefined }],
    ['type', { ...NUMBERS, ...NO_TEXTS, "''": '', 'half a pair': 'T\ud800', undefined: undefined }],
    [
      'data',
      { ...ODD, buffer: new ArrayBuffer(2), view: new DataView(new ArrayBuffer(2)), undefined: undefined },
    ],
    ['metadata', { ...without(ODD, 'null'), undefined: undefined }],
  ])('the %s of an event', async (field, values) => {
    for (const [name, value] of Object.entries(values)) {
      if (name === "'3'" && field !== 'id') continue;
      const error = await failureOf(
        () => store.appendToStream('s', [event(), { ...event(), [field]: value }]),
        value,
      );
      expect(error, name).toBeInstanceOf(InvalidEventError);
      expect(error, name).toMatchObject({ index: 1, field });
    }
    expect(await store.headPosition()).toBe(2);
  });
});

test('bytes of a builder must be bytes, and what a builder is given must have a JSON form', () => {
  for (const data of [null, 'text', new ArrayBuffer(2), [1, 2], hostile]) {
    expect(() => binaryEvent({ type: 'T', data: odd(data) })).toThrow(EventStoreError);
  }
  const throws = { toJSON: () => AbortSignal.abort(Symbol('no')).throwIfAborted() };
  expect(() => jsonEvent({ type: 'T', data: throws })).toThrow(InvalidEventError);
});

test('an iterator is refused by its first next(), never by the call', async () => {
  const begun = [
    store.readStream(odd(null), odd(null)),
    store.readAll(odd([])),
    store.subscribeToStream(odd(''), odd(1)),
    store.subscribeToAll({ from: odd('3') }),
    projection().changes(odd({})),
  ];
  for (const events of begun) await expect(events.next()).rejects.toBeInstanceOf(InvalidArgumentError);
});

test('unknown options are passed over, and cannot stand in for an argument', async () => {
  const options = { stream: 'elsewhere', events: [], unknown: 1 };
  await store.appendToStream('s', event(), options as object);
  await store.setStreamMetadata('s', '{}', { ...options, type: 'Other' } as object);
  expect((await store.listStreams({ includeSystem: true })).map(({ stream }) => stream)).toEqual([
    '$$s',
    's',
  ]);
  await drained(store.readStream('s', { unknown: 1 } as object));
});

test('a number that is a zero with a sign counts as zero', async () => {
  await store.appendToStream('one', event());
  const { firstEventNumber } = await store.appendToStream('one', event(), { expectedVersion: -0 });
  expect(firstEventNumber).toBe(1);
  const page = await store.readStreamPage('s', { direction: 'backwards', from: -0, maxCount: 1 });
  expect(page).toMatchObject({ from: 0, next: -1 });
  expect((await store.readEvent('s', -0)).event?.eventNumber).toBe(0);
});

test('a source that is being read elsewhere is refused', async () => {
  const source = new Blob(['{}']).stream();
  source.getReader();
  await expect(store.importEvents(source)).rejects.toMatchObject({ argument: 'source' });
});

test('bytes that were transferred away cannot be appended', async () => {
  const gone = new Uint8Array(8);
  structuredClone(gone.buffer, { transfer: [gone.buffer] });
  await expect(store.appendToStream('s', { ...event(), data: gone })).rejects.toMatchObject({
    field: 'data',
  });
  expect(() => binaryEvent({ type: 'T', data: gone })).toThrow(InvalidEventError);
});
