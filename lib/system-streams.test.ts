import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { binaryEvent, type EventStore, InvalidArgumentError, jsonEvent, openEventStore } from './index.ts';

let store: EventStore;
let count = 0;

beforeEach(async () => {
  store = await openEventStore({ name: `system-${count++}` });
  return () => store.close();
});

const some = (type = 'T', data: unknown = {}) => jsonEvent({ type, data });

/** What the links of a system stream point at, as `number@stream`, in order. */
async function linksOf(stream: string, target = store): Promise<string[]> {
  const links: string[] = [];
  for await (const { event } of target.readStream(stream)) {
    expect(event?.eventNumber).toBe(links.length);
    expect(event?.type).toBe('$>');
    links.push(new TextDecoder().decode(event?.rawData as Uint8Array));
  }
  return links;
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

test('pages of a system stream agree with the log, wherever they begin', async () => {
  const appends = fc.array(
    fc.record({
      stream: fc.constantFrom('order-1', 'order-2', 'plain'),
      types: fc.array(fc.constantFrom('A', 'B', 'C'), { minLength: 1, maxLength: 5 }),
    }),
    { minLength: 1, maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(appends, fc.uuid(), async (each, name) => {
      const own = await openEventStore({ name });
      for (const { stream, types } of each) {
        await own.appendToStream(
          stream,
          types.map((type) => some(type)),
        );
      }
      const log: { type: string; stream: string; link: string }[] = [];
      for await (const { event } of own.readAll()) {
        if (event) log.push({ ...event, link: `${event.eventNumber}@${event.stream}` });
      }
      const expected = (keep: (event: { type: string; stream: string; link: string }) => boolean) =>
        log.filter(keep).map(({ link }) => link);
      const placed = expected(({ type }) => type === 'B');
      if (placed.length > 0) expect(await linksOf('$et-B', own)).toEqual(placed);
      const orders = expected(({ stream }) => stream.startsWith('order-'));
      for (let from = 0; from < orders.length; from++) {
        const page = await own.readStreamPage('$ce-order', { direction: 'backwards', from, maxCount: 3 });
        const numbers = page.events.map(({ event }) => event?.eventNumber);
        expect(numbers).toEqual([from, from - 1, from - 2].filter((number) => number >= 0));
      }
      expect(await linksOf('$streams', own)).toEqual(expected(({ link }) => link.startsWith('0@')));
      await own.close();
    }),
    { numRuns: 30 },
  );
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
