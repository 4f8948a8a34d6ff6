// Deletes and metadata of system streams: they act on the links, as where projections write them.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { createTestClient } from './http/test-client.ts';
import {
  type EventStore,
  InvalidArgumentError,
  jsonEvent,
  openEventStore,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from './index.ts';

let store: EventStore;
let count = 0;

beforeEach(async () => {
  store = await openEventStore({ name: `system-deletes-${count++}` });
  return () => store.close();
});

const some = (type = 'T') => jsonEvent({ type, data: {} });

/** The numbers of the links that can be read; undefined for a stream that is not there. */
async function numbersOf(stream: string, target = store): Promise<number[] | undefined> {
  const numbers: number[] = [];
  try {
    for await (const { event } of target.readStream(stream)) numbers.push(event?.eventNumber ?? -1);
    return numbers;
  } catch (error) {
    if (error instanceof StreamNotFoundError) return undefined;
    throw error;
  }
}

const KEPT = ['$ce-order', '$et-T', '$streams'];

test.each([
  ['$ce-order', 1],
  ['$et-T', 1],
  // The stream that says so begins with the deletion.
  ['$streams', 2],
])('a soft delete of %s hides the links so far, and new ones show again', async (stream, version) => {
  await store.appendToStream('order-1', some());
  await store.appendToStream('order-2', some());
  expect(await numbersOf(stream)).toEqual([0, 1]);
  await store.deleteStream(stream);
  expect(await numbersOf(stream)).toBeUndefined();
  await expect(store.readEvent(stream, 'end')).rejects.toMatchObject({ version });
  expect(await store.describeStream(stream)).toMatchObject({ state: 'soft_deleted', version });
  await store.appendToStream('order-3', some());
  await store.appendToStream('order-4', some());
  expect(await numbersOf(stream)).toEqual([version + 1, version + 2]);
  await expect(store.readEvent(stream, version)).rejects.toMatchObject({ name: 'EventNotFoundError' });
  expect(await store.describeStream(stream)).toMatchObject({ state: 'live', eventCount: 2 });
  expect(await store.getStreamMetadata(stream)).toMatchObject({
    version: 0,
    truncateBefore: BigInt(version + 1),
  });
  // The events themselves are as they were.
  expect(await store.describeStream('order-1')).toMatchObject({ state: 'live', eventCount: 1 });
});

test('a delete is checked as that of any stream', async () => {
  await expect(store.deleteStream('$ce-order')).rejects.toBeInstanceOf(WrongExpectedVersionError);
  await store.appendToStream('order-1', [some(), some()]);
  const delete_ = (expectedVersion: number | 'stream_exists') =>
    store.deleteStream('$ce-order', { expectedVersion });
  await expect(delete_(0)).rejects.toMatchObject({ currentVersion: 1, reason: 'behind' });
  await delete_(1);
  await expect(delete_('stream_exists')).rejects.toBeInstanceOf(StreamDeletedError);
  await store.appendToStream('order-1', some());
  await delete_('stream_exists');
  expect(await numbersOf('$ce-order')).toBeUndefined();
});

test('nothing is deleted for good that the store goes on keeping', async () => {
  await store.appendToStream('order-1', some());
  for (const stream of KEPT) {
    await expect(store.tombstoneStream(stream)).rejects.toBeInstanceOf(InvalidArgumentError);
    await expect(store.tombstoneStream(stream)).rejects.toThrow(/A soft delete hides .*Nothing was written/);
    expect(await numbersOf(stream)).toEqual([0]);
  }
  expect(await store.headPosition()).toBe(1);
});

test('metadata limits the links: $maxCount, $tb, and $maxAge by the time of the event', async () => {
  let nowMs = 1_000_000;
  const own = await openEventStore({ name: `system-deletes-own-${count}`, now: () => nowMs });
  for (let n = 0; n < 4; n++) {
    nowMs += 10_000;
    await own.appendToStream('order-1', some());
  }
  const limited = async (json: string) => {
    await own.setStreamMetadata('$ce-order', json);
    return numbersOf('$ce-order', own);
  };
  expect(await limited('{"$maxCount":3}')).toEqual([1, 2, 3]);
  expect(await limited('{"$tb":2}')).toEqual([2, 3]);
  expect(await limited('{"$maxAge":15}')).toEqual([2, 3]);
  nowMs += 10_000;
  expect(await numbersOf('$ce-order', own)).toEqual([3]);
  expect(await limited('{"$tb":9223372036854775807}')).toBeUndefined();
  expect(await limited('{"a":1}')).toEqual([]);
  await own.appendToStream('order-1', some());
  expect(await numbersOf('$ce-order', own)).toEqual([4]);
  await own.close();
});

test('a subscription goes on behind a delete', async () => {
  await store.appendToStream('order-1', some());
  const seen: (number | undefined)[] = [];
  const links = store.subscribeToStream('$ce-order');
  seen.push((await links.next()).value?.event?.eventNumber);
  await store.deleteStream('$ce-order');
  await store.appendToStream('order-1', [some(), some()]);
  seen.push((await links.next()).value?.event?.eventNumber, (await links.next()).value?.event?.eventNumber);
  await links.return?.();
  expect(seen).toEqual([0, 1, 2]);
});

test('over HTTP it is the same', async () => {
  const client = createTestClient(store);
  await store.appendToStream('order-1', [some(), some()]);
  const first = await client.get('/streams/$ce-order');
  const hard = await client.send('DELETE', '/streams/$ce-order', { 'ES-HardDelete': 'true' });
  expect(hard.status).toBe(400);
  expect(hard.text).toContain('cannot be deleted for good');
  expect(await client.send('DELETE', '/streams/%24ce-order')).toMatchObject({ status: 204 });
  const tag = { 'If-None-Match': first.headers.get('ETag') ?? '' };
  expect((await client.get('/streams/$ce-order', 'application/json', tag)).status).toBe(404);
  expect((await client.get('/streams/$ce-order/metadata')).text).toBe('{"$tb":9223372036854775807}');
  await store.appendToStream('order-2', some());
  const feed = JSON.parse((await client.get('/streams/$ce-order')).text);
  expect(feed.entries.map(({ title }: { title: string }) => title)).toEqual(['0@order-2']);
  const set = await client.postJson('/streams/$et-T/metadata', '{"$maxCount":1}', {
    'ES-EventType': '$metadata',
  });
  expect(set.status).toBe(201);
  expect(JSON.parse((await client.get('/streams/$et-T')).text).entries).toHaveLength(1);
  expect((await client.postJson('/streams/$ce-order', '{}')).status).toBe(400);
});

type Step =
  | { readonly kind: 'append'; readonly events: number }
  | { readonly kind: 'other' }
  | { readonly kind: 'delete' }
  | { readonly kind: 'metadata'; readonly truncateBefore: number };

const steps = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('append'), events: fc.integer({ min: 1, max: 4 }) }),
    },
    fc.record({ kind: fc.constant('other') }),
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete') }) },
    fc.record({ kind: fc.constant('metadata'), truncateBefore: fc.nat(12) }),
  ),
  { maxLength: 20 },
) as fc.Arbitrary<Step[]>;

test('after any deletes, appends and metadata the links are those of a server with projections, in a copy, too', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.uuid(), async (each, name) => {
      const own = await openEventStore({ name });
      // Where projections write links: the first new one after a delete sets `$tb` to its number.
      let next = 0;
      let truncateBefore = 0;
      let deleted = false;
      for (const step of each) {
        if (step.kind === 'append') {
          await own.appendToStream(
            'order-1',
            Array.from({ length: step.events }, () => some()),
          );
          if (deleted) truncateBefore = next;
          deleted = false;
          next += step.events;
        } else if (step.kind === 'other') {
          await own.appendToStream('plain', some());
        } else if (step.kind === 'delete') {
          const deleting = own.deleteStream('$ce-order');
          if (next > 0 || (await own.getStreamMetadata('$ce-order')).version >= 0) {
            await deleting;
            deleted = true;
          } else await expect(deleting).rejects.toBeInstanceOf(WrongExpectedVersionError);
        } else {
          await own.setStreamMetadata('$ce-order', `{"$tb":${step.truncateBefore}}`);
          truncateBefore = deleted ? next : step.truncateBefore;
          deleted = false;
        }
        const expected = Array.from({ length: next }, (_, n) => n).filter((n) => n >= truncateBefore);
        const readable = deleted || next === 0 ? undefined : expected;
        expect(await numbersOf('$ce-order', own)).toEqual(readable);
        const { state } = await own.describeStream('$ce-order');
        expect(state).toBe(next === 0 ? 'missing' : deleted ? 'soft_deleted' : 'live');
      }
      const copy = await openEventStore({ name: `copy of ${name}` });
      await copy.importEvents(own.exportEvents());
      expect(await numbersOf('$ce-order', copy)).toEqual(await numbersOf('$ce-order', own));
      await Promise.all([own.close(), copy.close()]);
    }),
    { numRuns: 30 },
  );
});
