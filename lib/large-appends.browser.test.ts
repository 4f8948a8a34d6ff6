import { expect, test } from 'vitest';
import { MAX_NAME_LENGTH } from './core/limits.ts';
import {
  binaryEvent,
  deleteEventStore,
  InvalidArgumentError,
  InvalidEventError,
  jsonEvent,
  MAX_EVENT_BYTES,
  openEventStore,
} from './index.ts';

const TIMEOUT_MS = 120_000;

let count = 0;

async function openNew() {
  const store = await openEventStore({ name: `large ${count++} ${crypto.randomUUID()}` });
  return { store, end: () => store.close().then(() => deleteEventStore(store.name)) };
}

// Together they are past what Chromium takes as one record.
test(
  'appends of the largest events, all at once, are all there when they are acknowledged',
  async () => {
    const { store, end } = await openNew();
    const data = new Uint8Array(MAX_EVENT_BYTES);
    const appends = Array.from({ length: 34 }, () =>
      store.appendToStream('s', binaryEvent({ type: 't', data })),
    );
    const numbers = (await Promise.all(appends)).map(({ lastEventNumber }) => lastEventNumber);
    expect(numbers).toEqual(numbers.map((_, index) => index));
    expect((await store.describeStream('s')).version).toBe(33);
    await end();
  },
  TIMEOUT_MS,
);

test(
  'names of the greatest length, all different, are written and found',
  async () => {
    const { store, end } = await openNew();
    const name = (n: number) => `${n}-${'\u6f22'.repeat(MAX_NAME_LENGTH - 10)}`;
    const events = Array.from({ length: 20 }, (_, n) => jsonEvent({ type: name(n), data: n }));
    const { lastEventNumber } = await store.appendToStream(name(0), events);
    expect(lastEventNumber).toBe(19);
    const types = [];
    for await (const { event } of store.readStream(name(0))) types.push(event?.type === name(types.length));
    expect(types).toEqual(events.map(() => true));
    expect((await store.readEvent(`$et-${name(19)}`, 0, { resolveLinkTos: true })).event?.data).toBe(19);
    await end();
  },
  TIMEOUT_MS,
);

test('a longer name is refused, and nothing is written', async () => {
  const { store, end } = await openNew();
  const name = 'n'.repeat(MAX_NAME_LENGTH + 1);
  await expect(store.appendToStream('s', jsonEvent({ type: name, data: 1 }))).rejects.toThrow(
    InvalidEventError,
  );
  await expect(store.appendToStream(name, jsonEvent({ type: 't', data: 1 }))).rejects.toThrow(
    InvalidArgumentError,
  );
  expect(await store.headPosition()).toBe(0);
  await end();
});
