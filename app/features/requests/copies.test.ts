import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import { type EventStore, openEventStore } from '../../../lib/index.ts';
import { type Copies, copyReader, duplicatesIn, writtenAgainWords } from './copies.ts';

const stores: EventStore[] = [];

afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
});

async function newStore(): Promise<EventStore> {
  const store = await openEventStore({ name: crypto.randomUUID() });
  stores.push(store);
  return store;
}

const A = '00000000-0000-4000-8000-00000000000a';
const B = '00000000-0000-4000-8000-00000000000b';

/** Writes the ids in their order, each with the exact version, so that none is looked at. */
async function write(store: EventStore, ...ids: (string | undefined)[]): Promise<void> {
  for (const id of ids) {
    const { version } = await store.describeStream('s');
    const event = { id: id ?? crypto.randomUUID(), type: 'T', data: '{}', metadata: null };
    await store.appendToStream('s', event, { expectedVersion: version < 0 ? 'no_stream' : version });
  }
}

const others = (count: number) => Array.from({ length: count }, () => undefined);

async function writeMany(store: EventStore, count: number): Promise<void> {
  const events = Array.from({ length: count }, () => ({
    id: crypto.randomUUID(),
    type: 'T',
    data: '{}',
    metadata: null,
  }));
  await store.appendToStream('s', events, { expectedVersion: 'any' });
}

test('all copies of an id are found, pages apart, and those that are written later', async () => {
  const store = await newStore();
  await write(store, undefined, A, B, undefined, A);
  const reader = copyReader(store, 's', [A.toUpperCase(), null, B]);
  expect(await reader.read()).toEqual([[1, 4], [], [2]]);
  await writeMany(store, 1_200);
  await write(store, B);
  expect(await reader.read()).toEqual([[1, 4], [], [2, 1_205]]);
  await write(store, A);
  expect(await reader.read()).toEqual([[1, 4, 1_206], [], [2, 1_205]]);
  expect(await copyReader(store, 's', [B]).read()).toEqual([[2, 1_205]]);
});

test('an id that is not there yet is found once it is', async () => {
  const store = await newStore();
  const reader = copyReader(store, 's', [A]);
  expect(await reader.read()).toEqual([[]]);
  await write(store, ...others(3), A);
  expect(await reader.read()).toEqual([[3]]);
});

test('of several ids the one that comes later is found as well', async () => {
  const store = await newStore();
  await write(store, A);
  const reader = copyReader(store, 's', [A, B]);
  expect(await reader.read()).toEqual([[0], []]);
  await write(store, B, A);
  expect(await reader.read()).toEqual([[0, 2], [1]]);
});

test('what was truncated or deleted is not in the stream, however long the reader has known it', async () => {
  const store = await newStore();
  const old = copyReader(store, 's', [A]);
  const told = async () => {
    const [first, again] = [await old.read(), await copyReader(store, 's', [A]).read()];
    expect(again).toEqual(first);
    return first[0];
  };
  await write(store, A, undefined, A, A);
  expect(await told()).toEqual([0, 2, 3]);
  await store.setStreamMetadata('s', '{"$tb":1}');
  expect(await told()).toEqual([2, 3]);
  await store.setStreamMetadata('s', '{"$maxCount":1}');
  await store.scavenge();
  expect(await told()).toEqual([3]);
  await store.deleteStream('s');
  expect(await told()).toEqual([]);
  await write(store, A);
  expect(await told(), 'written anew after all of it was deleted').toEqual([4]);
  await store.tombstoneStream('s');
  expect(await told()).toEqual([]);
});

test.each<readonly [Copies, number, string | null]>([
  [[[3]], 0, null],
  [[[]], 0, null],
  [[[3, 4]], 1, 'Written again: this id is now at 3 and 4.'],
  [[[3, 4, 9]], 2, 'Written again: this id is now at 3, 4 and 9.'],
  [[[1, 2, 3, 4, 5, 6]], 5, 'Written again: this id is now at 1, 2, 3 and 3 more places.'],
  [[[0], [1, 5], []], 1, 'Written again: the id of B at 1 and 5.'],
  [
    [
      [0, 2],
      [1, 3],
    ],
    2,
    'Written again: the id of A at 0 and 2, of B at 1 and 3.',
  ],
  [
    Array.from({ length: 5 }, (_, n) => [n, n + 5]),
    5,
    'Written again: 5 ids of this request are now in the stream more than once.',
  ],
])('%j are %i too many', (copies, duplicates, words) => {
  expect(duplicatesIn(copies)).toBe(duplicates);
  expect(writtenAgainWords(copies)).toBe(words);
});
