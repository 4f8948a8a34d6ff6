// Calls of one connection to one stream take effect in the order of the calls, as if each were awaited.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SIZES } from './core/sizes.ts';
import { type EventData, type EventStore, openEventStore, WrongExpectedVersionError } from './index.ts';
import { openWithSizes } from './open-event-store.ts';

let store: EventStore;
let count = 0;

beforeEach(async () => {
  store = await openEventStore({ name: `order-${count++}` });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await store.close();
});

let ids = 0;
const newId = () => `00000000-0000-4000-8000-${String(ids++).padStart(12, '0')}`;
const event = (id = newId()) => ({ id, type: 'T', data: '{}', metadata: null });

type Call = readonly [EventData | readonly EventData[], Parameters<EventStore['appendToStream']>[2]?];

/** What each call answers: the first and last number, or the version that its error tells. */
async function answers(stream: string, calls: readonly Call[], isAwaited = false, asked = store) {
  const said: Promise<unknown>[] = [];
  for (const [events, options] of calls) {
    const answer = asked.appendToStream(stream, events, options).then(
      ({ outcome, firstEventNumber, lastEventNumber }) => [outcome, firstEventNumber, lastEventNumber],
      (error: unknown) => {
        if (!(error instanceof WrongExpectedVersionError)) throw error;
        return [error.reason, error.currentVersion, error.events.map(({ eventNumber }) => eventNumber)];
      },
    );
    said.push(answer);
    if (isAwaited) await answer;
  }
  return Promise.all(said);
}

const [a, b, c] = [event(), event(), event()] as const;

test.each([
  ['an exact version that is refused, then any', [[a, { expectedVersion: 2 }], [b]]],
  ['any, then a version that it made', [[a], [b, { expectedVersion: 2 }], [c, { expectedVersion: 2 }]]],
  ['an empty append, then any', [[[]], [a]]],
  [
    'an empty append at a version, then any, then the same again',
    [[[], { expectedVersion: 1 }], [a], [[], { expectedVersion: 1 }]],
  ],
  ['a retry in the middle of a burst', [[a], [b], [a], [c], [[a, b]], [[b, c]]]],
  ['a part of what the burst writes', [[a], [[a, b]], [b]]],
  [
    'the same version twice',
    [
      [a, { expectedVersion: 1 }],
      [b, { expectedVersion: 1 }],
      [a, { expectedVersion: 1 }],
    ],
  ],
  ['an id at a version, then again without', [[a, { expectedVersion: 1 }], [a, { expectedVersion: 2 }], [a]]],
] as [string, Call[]][])('%s: answered as if awaited', async (_, calls) => {
  for (const prepared of ['s', 't']) await store.appendToStream(prepared, [event(), event()]);
  const awaited = await answers('s', calls, true);
  expect(await answers('t', calls)).toEqual(awaited);
});

test.each([
  ['stream_exists', [[a, { expectedVersion: 'stream_exists' }], [b]]],
  ['empty_stream', [[a, { expectedVersion: 'empty_stream' }], [b], [[], { expectedVersion: 'no_stream' }]]],
  ['no_stream twice', [[a, { expectedVersion: 'no_stream' }], [b, { expectedVersion: 'no_stream' }], [c]]],
  ['an exact version', [[a, { expectedVersion: 0 }], [b], [c, { expectedVersion: 0 }]]],
] as [string, Call[]][])('%s on a missing stream, then others: answered as if awaited', async (_, calls) => {
  const awaited = await answers('missing', calls, true);
  expect(await answers('missing, too', calls)).toEqual(awaited);
});

test.each([
  [
    'empty_stream with the first event',
    (first: EventData): Call => [first, { expectedVersion: 'empty_stream' }],
  ],
  ['empty_stream with another event', (): Call => [event(), { expectedVersion: 'empty_stream' }]],
  ['no_stream without an event', (): Call => [[], { expectedVersion: 'no_stream' }]],
  ['any without an event', (): Call => [[]]],
])(
  '%s, beside the first event of a new stream: a stream not remembered is never answered as empty',
  async (_, call) => {
    const name = `order-${count++}`;
    const small = await openWithSizes({ name }, { ...SIZES, rememberedStreams: 3, newInARow: 1 });
    const first = event();
    await small.appendToStream('s', [first, event(), event()]);
    for (const other of ['t', 'u', 'v', 'w']) await small.appendToStream(other, event());
    const [said] = await Promise.all([
      answers('s', [call(first)], false, small),
      small.appendToStream('new', event(), { expectedVersion: 'no_stream' }),
    ]);
    expect(said).toEqual(await answers('s', [call(first)], true, small));
    await small.close();
  },
);

test('a deleted stream is brought back by one append, and the next exact versions build on it', async () => {
  for (const stream of ['s', 't']) {
    await store.appendToStream(stream, [event(), event()]);
    await store.deleteStream(stream);
  }
  const calls: Call[] = [
    [a, { expectedVersion: 'stream_exists' }],
    [b, { expectedVersion: 'no_stream' }],
    [c, { expectedVersion: 2 }],
    [b, { expectedVersion: 'no_stream' }],
    [event(), { expectedVersion: 3 }],
  ];
  const softly = async (stream: string, isAwaited: boolean) => {
    const first = store
      .appendToStream(stream, ...(calls[0] as [EventData, object]))
      .catch((error) => error.name);
    if (isAwaited) await first;
    return [await first, ...(await answers(stream, calls.slice(1), isAwaited))];
  };
  const awaited = await softly('s', true);
  expect(awaited.slice(1).map((answer) => (answer as unknown[])[0])).toEqual([
    'committed',
    'committed',
    'already_committed',
    'committed',
  ]);
  expect(await softly('t', false)).toEqual(awaited);
});

test('a thousand appends of which every second is a retry share a few transactions', async () => {
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const events = Array.from({ length: 500 }, () => event());
  const sent = events.flatMap((one) => [store.appendToStream('s', one), store.appendToStream('s', one)]);
  const outcomes = (await Promise.all(sent)).map(({ outcome }) => outcome);
  expect(outcomes).toEqual(events.flatMap(() => ['committed', 'already_committed']));
  expect(transaction.mock.calls.length).toBeLessThan(5);
});

test('an error that is no answer of the store fails one append, and not those beside it', async () => {
  const add = IDBObjectStore.prototype.add;
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, record) {
    if (record.types.includes('odd')) throw new DOMException('It could not be cloned.', 'DataCloneError');
    return add.call(this, record);
  });
  const settled = await Promise.allSettled([
    store.appendToStream('s', event()),
    store.appendToStream('t', { ...event(), type: 'odd' }),
    store.appendToStream('u', event()),
  ]);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await store.headPosition()).toBe(2);
});

test('no more streams are remembered than the bound, on whichever path they come', async () => {
  const name = `order-${count++}`;
  const small = await openWithSizes(
    { name },
    { ...SIZES, rememberedStreams: 10, newInARow: 2, groupEvents: 3 },
  );
  const look = vi.spyOn(IDBIndex.prototype, 'openCursor');
  for (let n = 0; n < 40; n++)
    await small.appendToStream(`order-${n}`, event(), { expectedVersion: 'no_stream' });
  look.mockClear();
  await small.appendToStream('order-39', event(), { expectedVersion: 0 });
  expect(look).not.toHaveBeenCalled();
  await small.appendToStream('order-0', event(), { expectedVersion: 0 });
  expect(look).toHaveBeenCalled();
  await small.close();
});
