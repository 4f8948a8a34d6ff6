import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { ConnectionLostError, StoreClosedError } from './errors.ts';
import { excludeSystemEvents, streamNameFilter } from './filters.ts';
import {
  type EventStore,
  InvalidArgumentError,
  jsonEvent,
  openEventStore,
  type ResolvedEvent,
  StreamDeletedError,
} from './index.ts';
import { openSubscriptions, type Subscriptions, type SubscriptionsNeed } from './subscribe.ts';

let store: EventStore;
let closing: AbortController;
let subscriptions: Subscriptions;
let count = 0;

/** No wake-ups, so that a hint that is not heard makes a test hang and fail. */
function subscriptionsOf(need: Partial<SubscriptionsNeed> = {}): Subscriptions {
  return openSubscriptions({ ...store, closed: closing.signal, wakeUps: () => () => {}, ...need });
}

beforeEach(async () => {
  closing = new AbortController();
  store = await openEventStore({ name: `subscribed-${count++}` });
  subscriptions = subscriptionsOf();
  return () => store.close();
});

const some = (data: unknown = {}, type = 'T') => jsonEvent({ type, data });
const many = (amount: number) => Array.from({ length: amount }, (_, n) => some(n));
const upTo = (amount: number, first = 0) => Array.from({ length: amount }, (_, n) => first + n);

async function take(reading: AsyncIterator<ResolvedEvent>, amount: number): Promise<ResolvedEvent[]> {
  const taken: ResolvedEvent[] = [];
  while (taken.length < amount) {
    const next = await reading.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

const numbersOf = (events: readonly ResolvedEvent[]) => events.map(({ event }) => event?.eventNumber);
const positionsOf = (events: readonly ResolvedEvent[]) => events.map(({ event }) => event?.position);
const dataOf = (events: readonly ResolvedEvent[]) => events.map(({ event }) => event?.data);

test('a subscription gives what is there, then what comes, from this tab and from another', async () => {
  const other = await openEventStore({ name: store.name });
  await store.appendToStream('s', many(3));
  const reading = subscriptions.subscribeToStream('s');
  expect(numbersOf(await take(reading, 3))).toEqual([0, 1, 2]);
  const coming = take(reading, 3);
  await store.appendToStream('s', some());
  await store.appendToStream('elsewhere', some());
  await other.appendToStream('s', many(2));
  expect(numbersOf(await coming)).toEqual([3, 4, 5]);
  await reading.return?.();
  await other.close();
});

test('from is the last event seen: reading begins after it, of a stream and of the log', async () => {
  await store.appendToStream('a', many(3));
  await store.appendToStream('b', many(3));
  expect(numbersOf(await take(subscriptions.subscribeToStream('b', { from: 0 }), 2))).toEqual([1, 2]);
  expect(numbersOf(await take(subscriptions.subscribeToStream('b', { from: 'start' }), 1))).toEqual([0]);
  expect(positionsOf(await take(subscriptions.subscribeToAll({ from: 3 }), 2))).toEqual([4, 5]);
  expect(positionsOf(await take(subscriptions.subscribeToAll(), 6))).toEqual(upTo(6));
});

test('from the end gives only what is committed after the call, also when nothing was asked for yet', async () => {
  await store.appendToStream('s', many(2));
  const stream = subscriptions.subscribeToStream('s', { from: 'end' });
  const missing = subscriptions.subscribeToStream('missing', { from: 'end' });
  const all = subscriptions.subscribeToAll({ from: 'end' });
  await store.appendToStream('s', some());
  await store.appendToStream('missing', some());
  expect(numbersOf(await take(stream, 1))).toEqual([2]);
  expect(numbersOf(await take(missing, 1))).toEqual([0]);
  expect(positionsOf(await take(all, 2))).toEqual([2, 3]);
});

test('a checkpoint past the end waits until the events behind it are written', async () => {
  await store.appendToStream('s', some());
  const stream = take(subscriptions.subscribeToStream('s', { from: 3 }), 1);
  const all = take(subscriptions.subscribeToAll({ from: 4 }), 1);
  for (const event of many(5)) await store.appendToStream('s', event);
  expect(numbersOf(await stream)).toEqual([4]);
  expect(positionsOf(await all)).toEqual([5]);
});

test('a commit that falls between the read and the wait is not missed', async () => {
  let appended = false;
  const racing = subscriptionsOf({
    async readStreamPage(stream, request) {
      const page = await store.readStreamPage(stream, request);
      if (!appended && page.events.length === 0) {
        appended = true;
        await store.appendToStream('s', some());
      }
      return page;
    },
  });
  await store.appendToStream('s', some());
  expect(numbersOf(await take(racing.subscribeToStream('s'), 2))).toEqual([0, 1]);
});

test('a burst of 10,000 events from two tabs is passed on whole, in order, each event once', async () => {
  const other = await openEventStore({ name: store.name });
  const stream = take(subscriptions.subscribeToStream('s'), 10_000);
  const all = take(subscriptions.subscribeToAll(), 10_000);
  const appending: Promise<unknown>[] = [];
  for (let n = 0; n < 200; n++) {
    appending.push((n % 2 === 0 ? store : other).appendToStream('s', many(50)));
  }
  await Promise.all(appending);
  expect(numbersOf(await stream)).toEqual(upTo(10_000));
  expect(positionsOf(await all)).toEqual(upTo(10_000));
  await other.close();
});

test('whatever the order of appends, reads and returns: every event once, in order', async () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('append' as const),
      stream: fc.constantFrom('a', 'b'),
      events: fc.integer({ min: 1, max: 700 }),
      awaited: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('read' as const), reader: fc.nat(2), events: fc.nat(900) }),
    fc.record({ kind: fc.constant('resume' as const), reader: fc.nat(2) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 16 }), async (steps) => {
      const name = `interleaved-${count++}`;
      const stores = await Promise.all([openEventStore({ name }), openEventStore({ name })]);
      const open = stores.map((each) =>
        openSubscriptions({ ...each, closed: closing.signal, wakeUps: () => () => {} }),
      ) as [Subscriptions, Subscriptions];
      const begin = [
        (from?: number) => open[0].subscribeToStream('a', from === undefined ? {} : { from }),
        (from?: number) => open[1].subscribeToStream('b', from === undefined ? {} : { from }),
        (from?: number) => open[1].subscribeToAll(from === undefined ? {} : { from }),
      ];
      const readers = begin.map((start) => ({
        start,
        reading: start(),
        seen: [] as number[],
        queue: Promise.resolve(),
      }));
      const written = { a: 0, b: 0 };
      const available = [() => written.a, () => written.b, () => written.a + written.b];
      let asked = [0, 0, 0];
      const appends: Promise<unknown>[] = [];

      function read(index: number, amount: number): void {
        const reader = readers[index];
        if (!reader) return;
        reader.queue = reader.queue.then(async () => {
          const events = await take(reader.reading, amount);
          reader.seen.push(
            ...events.map(({ event }) => (index === 2 ? event?.position : event?.eventNumber) ?? -1),
          );
        });
      }

      for (const [index, each] of steps.entries()) {
        if (each.kind === 'append') {
          written[each.stream as 'a' | 'b'] += each.events;
          const append = (stores[index % 2] as EventStore).appendToStream(each.stream, many(each.events));
          appends.push(append);
          if (each.awaited) await append;
        } else if (each.kind === 'read') {
          // Not more than will ever be there, so that the test ends.
          const left = (available[each.reader]?.() ?? 0) - (asked[each.reader] ?? 0);
          const amount = Math.min(each.events, left);
          asked = asked.map((sum, reader) => (reader === each.reader ? sum + amount : sum));
          read(each.reader, amount);
        } else {
          const reader = readers[each.reader];
          if (!reader) continue;
          reader.queue = reader.queue.then(async () => {
            await reader.reading.return?.();
            reader.reading = reader.start(reader.seen.at(-1));
          });
        }
      }
      await Promise.all(appends);
      for (const index of [0, 1, 2]) read(index, (available[index]?.() ?? 0) - (asked[index] ?? 0));
      await Promise.all(readers.map(({ queue }) => queue));
      for (const [index, { seen }] of readers.entries()) {
        expect(seen).toEqual(upTo(available[index]?.() ?? 0));
      }
      await Promise.all(stores.map((each) => each.close()));
    }),
    { numRuns: 25 },
  );
}, 60_000);

test('a stream that does not exist yet is waited for', async () => {
  const coming = take(subscriptions.subscribeToStream('s'), 1);
  await store.appendToStream('other', some());
  await store.appendToStream('s', some('first'));
  expect(dataOf(await coming)).toEqual(['first']);
});

test('events go on after a soft delete, when the stream is re-created or brought back by its metadata', async () => {
  await store.appendToStream('s', many(2));
  const reading = subscriptions.subscribeToStream('s');
  await take(reading, 2);
  const recreated = take(reading, 1);
  await store.deleteStream('s');
  await store.appendToStream('s', some('new'), { expectedVersion: 'no_stream' });
  expect(dataOf(await recreated)).toEqual(['new']);

  await store.appendToStream('s', some('deleted before it was read'));
  await store.deleteStream('s');
  const revived = take(reading, 1);
  await store.setStreamMetadata('s', '{}');
  await store.appendToStream('s', some('newer'));
  expect(dataOf(await revived)).toEqual(['newer']);
});

test('a tombstone ends a subscription with StreamDeletedError, waiting or not', async () => {
  await store.appendToStream('s', some());
  const caughtUp = vi.fn();
  const reading = subscriptions.subscribeToStream('s', { caughtUp });
  await take(reading, 1);
  const waiting = reading.next();
  const metadata = subscriptions.subscribeToStream('$$s', { caughtUp }).next();
  await vi.waitFor(() => expect(caughtUp).toHaveBeenCalledTimes(2));
  const ended = Promise.all(
    [waiting, metadata].map((each) => expect(each).rejects.toBeInstanceOf(StreamDeletedError)),
  );
  await store.tombstoneStream('s');
  await ended;
  expect(await reading.next()).toEqual({ done: true, value: undefined });
  for (const from of ['start', 'end', 7] as const) {
    await expect(subscriptions.subscribeToStream('s', { from }).next()).rejects.toBeInstanceOf(
      StreamDeletedError,
    );
  }
});

test('what is truncated is skipped, however much it is', async () => {
  await store.appendToStream('s', many(1500));
  await store.setStreamMetadata('s', '{"$tb":1490}');
  expect(numbersOf(await take(subscriptions.subscribeToStream('s'), 10))).toEqual(upTo(10, 1490));
});

test('a truncation past the end that is taken back costs no event', async () => {
  await store.appendToStream('s', many(2));
  await store.setStreamMetadata('s', '{"$tb":1000}');
  const caughtUp = vi.fn();
  const reading = subscriptions.subscribeToStream('s', { caughtUp });
  const coming = take(reading, 1);
  await vi.waitFor(() => expect(caughtUp).toHaveBeenCalled());
  await store.setStreamMetadata('s', '{}');
  await store.appendToStream('s', some('after'));
  expect(dataOf(await coming)).toEqual(['after']);
});

test('a filter lets through what it names, and the checkpoint moves on with what it stops', async () => {
  const saved: number[] = [];
  const all = subscriptions.subscribeToAll({
    filter: streamNameFilter({ prefixes: ['wanted-'] }),
    checkpoint: { every: 4, save: (position) => void saved.push(position) },
  });
  await store.appendToStream('wanted-1', some('a'));
  await store.appendToStream('other', many(9));
  await store.appendToStream('wanted-2', some('b'));
  expect(dataOf(await take(all, 2))).toEqual(['a', 'b']);
  expect(saved).toEqual([3, 7]);
  const user = subscriptions.subscribeToAll({ filter: excludeSystemEvents(), from: 10 });
  await store.setStreamMetadata('other', '{}');
  await store.appendToStream('other', some('c'));
  expect(dataOf(await take(user, 1))).toEqual(['c']);
});

test('a checkpoint is saved when the loop is done with the event, and the loop waits for it', async () => {
  await store.appendToStream('s', many(5));
  const order: string[] = [];
  const reading = subscriptions.subscribeToStream('s', {
    checkpoint: {
      every: 2,
      async save(number) {
        await store.headPosition();
        order.push(`saved ${number}`);
      },
    },
  });
  for await (const { event } of reading) {
    order.push(`got ${event?.eventNumber}`);
    if (event?.eventNumber === 4) break;
  }
  expect(order).toEqual(['got 0', 'got 1', 'saved 1', 'got 2', 'got 3', 'saved 3', 'got 4']);
});

test('a checkpoint that cannot be saved fails the loop', async () => {
  await store.appendToStream('s', many(2));
  const failure = new Error('no room');
  const save = () => Promise.reject(failure);
  const reading = subscriptions.subscribeToStream('s', { checkpoint: { every: 1, save } });
  await expect(take(reading, 2)).rejects.toBe(failure);
});

test('caughtUp is told when there is no more, and again each time more has gone by', async () => {
  await store.appendToStream('s', many(600));
  const told: number[] = [];
  let seen = 0;
  let wake: () => void = () => {};
  const waking = subscriptionsOf({
    wakeUps(listener) {
      wake = listener;
      return () => {};
    },
  });
  const reading = waking.subscribeToStream('s', { caughtUp: () => told.push(seen) });
  const next = async (amount: number) => {
    await take(reading, amount);
    seen += amount;
  };
  await next(600);
  expect(told).toEqual([]);
  const live = next(1);
  await vi.waitFor(() => expect(told).toEqual([600]));
  wake();
  await store.headPosition();
  await store.appendToStream('s', some());
  await live;
  const more = reading.next();
  await vi.waitFor(() => expect(told).toEqual([600, 601]));
  await reading.return?.();
  expect(await more).toEqual({ done: true, value: undefined });
});

test('a subscription reads lazily, at most 500 events at a time', async () => {
  await store.appendToStream('s', many(1200));
  const asked: number[] = [];
  const counting = subscriptionsOf({
    readStreamPage(stream, request) {
      asked.push(request.maxCount);
      return store.readStreamPage(stream, request);
    },
  });
  const reading = counting.subscribeToStream('s');
  expect(asked).toEqual([]);
  await take(reading, 500);
  expect(asked).toEqual([500]);
  await take(reading, 1);
  expect(asked).toEqual([500, 500]);
});

test('leaving the loop, return() and the signal end a subscription, also while it waits, and nothing listens any more', async () => {
  let listening = 0;
  const listen = () => {
    listening += 1;
    return () => {
      listening -= 1;
    };
  };
  const counting = subscriptionsOf({ onCommit: listen, wakeUps: listen });
  await store.appendToStream('s', many(3));

  for await (const _ of counting.subscribeToStream('s')) break;
  expect(listening).toBe(0);

  const left = counting.subscribeToStream('missing');
  const ending = new AbortController();
  const signalled = counting.subscribeToAll({ from: 'end', signal: ending.signal });
  const pending = [left.next(), signalled.next()];
  await vi.waitFor(() => expect(listening).toBe(2));
  await left.return?.();
  expect(listening).toBe(2);
  ending.abort();
  expect(await Promise.all(pending)).toEqual([
    { done: true, value: undefined },
    { done: true, value: undefined },
  ]);
  expect(listening).toBe(0);
  expect(await left.next()).toEqual({ done: true, value: undefined });
});

test('the signal ends a subscription in the middle of what was read', async () => {
  await store.appendToStream('s', many(10));
  const ending = new AbortController();
  const seen: unknown[] = [];
  for await (const { event } of subscriptions.subscribeToStream('s', { signal: ending.signal })) {
    seen.push(event?.eventNumber);
    if (seen.length === 2) ending.abort();
  }
  expect(seen).toEqual([0, 1]);
  const ended = subscriptions.subscribeToStream('s', { signal: ending.signal });
  expect(await ended.next()).toEqual({ done: true, value: undefined });
});

test('a hint that was lost only delays: a wake-up finds what was committed', async () => {
  const listeners = new Set<() => void>();
  const deaf = subscriptionsOf({
    onCommit: () => () => {},
    wakeUps(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  const caughtUp = vi.fn();
  const coming = take(deaf.subscribeToStream('s', { caughtUp }), 2);
  await vi.waitFor(() => expect(caughtUp).toHaveBeenCalled());
  await store.appendToStream('s', many(2));
  for (const wake of listeners) wake();
  expect(numbersOf(await coming)).toEqual([0, 1]);
});

test('a connection that was lost during a read is no end; a closed store is', async () => {
  let failures = 1;
  const losing = subscriptionsOf({
    async readStreamPage(stream, request) {
      if (failures-- > 0) throw new ConnectionLostError();
      return store.readStreamPage(stream, request);
    },
  });
  await store.appendToStream('s', some());
  const reading = losing.subscribeToStream('s');
  expect(numbersOf(await take(reading, 1))).toEqual([0]);
  const waiting = reading.next();
  const refused = expect(waiting).rejects.toBeInstanceOf(StoreClosedError);
  closing.abort();
  await refused;
  await expect(losing.subscribeToStream('s').next()).rejects.toBeInstanceOf(StoreClosedError);
});

test('system streams are subscribed to as streams, with links resolved or not', async () => {
  const links = subscriptions.subscribeToStream('$ce-order');
  const resolved = subscriptions.subscribeToStream('$ce-order', { resolveLinkTos: true, from: 0 });
  const first = take(links, 2);
  const second = take(resolved, 1);
  await store.appendToStream('order-1', some('a'));
  await store.appendToStream('order-2', some('b'));
  expect((await first).map(({ event }) => event?.type)).toEqual(['$>', '$>']);
  const [target] = await second;
  expect(target?.event).toMatchObject({ stream: 'order-2', eventNumber: 0, data: 'b' });
  expect(target?.link?.eventNumber).toBe(1);
});

test('arguments that cannot be meant are refused by the first event asked for', async () => {
  for (const reading of [
    subscriptions.subscribeToStream(''),
    subscriptions.subscribeToStream('s', { from: -1 }),
    subscriptions.subscribeToAll({ from: 0.5 }),
    subscriptions.subscribeToAll({ checkpoint: { every: 0, save: () => {} } }),
  ]) {
    await expect(reading.next()).rejects.toBeInstanceOf(InvalidArgumentError);
  }
});
