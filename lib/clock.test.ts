// A clock that gives no time is refused before anything is stored.
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { LATEST_MS } from './core/times.ts';
import { createTestClient } from './http/test-client.ts';
import { type EventStore, jsonEvent, openEventStore } from './index.ts';

const NOW_MS = Date.parse('2026-11-29T10:00:00Z');
let count = 0;

const event = () => jsonEvent({ type: 'T', data: 1 });

interface Clocked {
  readonly store: EventStore;
  set(now: () => unknown): void;
}

async function openClocked(): Promise<Clocked> {
  let clock: () => unknown = () => NOW_MS;
  const store = await openEventStore({ name: `clock-${count++}`, now: () => clock() as number });
  return {
    store,
    set: (now) => {
      clock = now;
    },
  };
}

const NO_TIMES: readonly (readonly [string, () => unknown])[] = [
  ['NaN', () => Number.NaN],
  ['Infinity', () => Number.POSITIVE_INFINITY],
  ['-Infinity', () => Number.NEGATIVE_INFINITY],
  ['a text', () => '2026-11-29T10:00:00Z'],
  ['digits', () => String(NOW_MS)],
  ['a Date', () => new Date(NOW_MS)],
  ['a bigint', () => BigInt(NOW_MS)],
  ['a symbol', () => Symbol('now')],
  ['nothing', () => undefined],
  ['null', () => null],
  ['a promise', () => Promise.resolve(NOW_MS)],
  ['more than a Date can be', () => 8.64e15 + 1],
  ['the last that a Date can be', () => 8.64e15],
  ['the year 10000', () => Date.parse('+010000-01-01T00:00:00Z')],
  ['a year before 0', () => Date.parse('-000001-12-31T23:59:59.999Z')],
  ['an error', () => AbortSignal.abort(new Error('stopped')).throwIfAborted()],
  ['something that is thrown and no error', () => AbortSignal.abort(Symbol('stopped')).throwIfAborted()],
];

test.each(NO_TIMES)('a clock that gives %s is refused in words, and nothing is written', async (_, now) => {
  const { store, set } = await openClocked();
  await store.appendToStream('s', event());
  await store.setStreamMetadata('s', '{"$maxAge":10}');
  const file = await new Response(store.exportEvents()).text();
  set(now);
  const calls = [
    () => store.appendToStream('s', event()),
    () => store.appendToStreams([{ stream: 'other', events: event() }]),
    () => store.setStreamMetadata('s', '{}'),
    () => store.deleteStream('s'),
    () => store.tombstoneStream('s'),
    () => store.scavenge(),
    () => store.readStream('s').next(),
    () => store.readStreamPage('s', { direction: 'backwards', from: 'end', maxCount: 1 }),
    () => store.readEvent('s', 0),
    () => store.subscribeToStream('s').next(),
    () => store.listStreams(),
  ];
  for (const call of calls) {
    await expect(call()).rejects.toMatchObject({ name: 'InvalidArgumentError', argument: 'now' });
    await expect(call()).rejects.toThrow('Nothing was written');
  }
  set(() => NOW_MS);
  expect(await new Response(store.exportEvents()).text()).toBe(file);
  await store.close();
});

test('over HTTP a clock that gives no time is a fault of the store and not of the request', async () => {
  const { store, set } = await openClocked();
  await store.appendToStream('s', event());
  set(() => Number.NaN);
  const client = createTestClient(store);
  const answers = [
    client.get('/streams/s'),
    client.get('/streams/s/0'),
    client.get('/streams/$all'),
    client.postJson('/streams/s', '{}'),
    client.send('DELETE', '/streams/s'),
  ];
  for (const { status, text } of await Promise.all(answers)) {
    expect(status).toBe(500);
    expect(text).toContain('now must be a clock');
  }
  await store.close();
});

test('the first and the last moment that can be written, and a part of a millisecond, are times', async () => {
  const { store, set } = await openClocked();
  const times = [
    [Date.parse('0000-01-01T00:00:00.000Z'), '0000-01-01T00:00:00.000Z'],
    [LATEST_MS, '9999-12-31T23:59:59.999Z'],
    [NOW_MS + 0.75, '2026-11-29T10:00:00.000Z'],
    [-0.5, '1970-01-01T00:00:00.000Z'],
  ] as const;
  for (const [ms, text] of times) {
    set(() => ms);
    const { lastEventNumber } = await store.appendToStream('s', event());
    const { event: stored } = await store.readEvent('s', lastEventNumber);
    expect(stored?.created).toBe(text);
    expect(Number.isInteger(stored?.createdMs) && !Object.is(stored?.createdMs, -0)).toBe(true);
  }
  const copy = await openEventStore({ name: `clock-${count++}` });
  const file = await new Response(store.exportEvents()).text();
  expect(await copy.importEvents(new Blob([file]))).toMatchObject({ newEvents: 4, problems: [] });
  expect(await new Response(copy.exportEvents()).text()).toBe(file);
  await Promise.all([copy.close(), store.close()]);
});
