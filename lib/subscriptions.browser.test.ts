// Subscriptions and projections in a real browser: its IndexedDB, BroadcastChannel, Web Locks and page events.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { deleteEventStore, type EventStore, jsonEvent, openEventStore } from './index.ts';
import { openProjections, type ProjectionDefinition } from './projections.ts';
import { openSubscriptions } from './subscribe.ts';
import { LOOK_AGAIN_MS } from './wake-ups.ts';

const NAME = 'subscribed-in-a-browser';
let stores: [EventStore, EventStore];
let databases: Database[];
let ending: AbortController;

beforeEach(async () => {
  await deleteEventStore(NAME);
  stores = [await openEventStore({ name: NAME }), await openEventStore({ name: NAME })];
  databases = [];
  ending = new AbortController();
});

afterEach(async () => {
  ending.abort();
  for (const db of databases) db.close();
  await Promise.all(stores.map((store) => store.close()));
});

const never = new AbortController().signal;
const many = (amount: number, first = 0) =>
  Array.from({ length: amount }, (_, n) => jsonEvent({ type: 'T', data: first + n }));
const upTo = (amount: number) => Array.from({ length: amount }, (_, n) => n);

test('a burst of 10,000 events from two connections is passed on whole, in order, each event once', async () => {
  const subscriptions = openSubscriptions({ ...stores[0], closed: never, wakeUps: () => () => {} });
  const numbers: unknown[] = [];
  const reading = (async () => {
    for await (const { event } of subscriptions.subscribeToStream('s')) {
      numbers.push(event?.eventNumber);
      if (numbers.length === 10_000) break;
    }
  })();
  const appends = upTo(100).map((n) => (stores[n % 2] as EventStore).appendToStream('s', many(100)));
  await Promise.all(appends);
  await reading;
  expect(numbers).toEqual(upTo(10_000));
}, 30_000);

test('a page that is shown again finds what no hint told', async () => {
  const deaf = openSubscriptions({ ...stores[0], onCommit: () => () => {}, closed: never });
  for (const [number, type] of ['visibilitychange', 'resume', 'pageshow'].entries()) {
    const target = type === 'pageshow' ? window : document;
    let told: () => void = () => {};
    const caughtUp = new Promise<void>((resolve) => {
      told = resolve;
    });
    const from = number === 0 ? 'start' : number - 1;
    const reading = deaf.subscribeToStream('s', { from, caughtUp: told });
    const shown = reading.next();
    await caughtUp;
    await stores[1].appendToStream('s', many(1, number));
    const before = performance.now();
    target.dispatchEvent(new Event(type));
    expect((await shown).value).toMatchObject({ event: { eventNumber: number } });
    // Sooner than it would look again without a reason.
    expect(performance.now() - before).toBeLessThan(LOOK_AGAIN_MS / 2);
    await reading.return?.();
  }
});

test('one of two runners does the work, by Web Locks; when it ends the other goes on, and both read the state', async () => {
  const folded: string[] = [];
  const list = (runner: string): ProjectionDefinition<readonly unknown[]> => ({
    name: 'list',
    source: { stream: 's' },
    initial: () => [],
    fold(state, event) {
      folded.push(runner);
      return [...state, event.data];
    },
  });
  const [a, b] = await Promise.all(
    (['a', 'b'] as const).map(async (runner, index) => {
      const db = await openDatabase(NAME, 'relaxed');
      databases.push(db);
      const need = { ...(stores[index] as EventStore), storeName: NAME, db, closed: never };
      return openProjections(need).project(list(runner));
    }),
  );
  if (!a || !b) throw new Error('There are two.');
  // The code of projections comes to `b` first, and the turn is still that of the first call.
  await b.read();
  const stopA = new AbortController();
  const runningA = a.run(stopA.signal);
  const runningB = b.run(ending.signal);
  const until = async (amount: number) => {
    for await (const { state } of b.changes()) if (state.length >= amount) return state;
    return [];
  };
  await stores[1].appendToStream('s', many(1200));
  expect(await until(1200)).toEqual(upTo(1200));
  expect(new Set(folded)).toEqual(new Set(['a']));
  stopA.abort();
  await runningA;
  await stores[0].appendToStream('s', many(1, 1200));
  expect(await until(1201)).toEqual(upTo(1201));
  expect(folded).toHaveLength(1201);
  expect(folded.at(-1)).toBe('b');
  expect((await a.read()).checkpoint).toBe(1200);
  ending.abort();
  await runningB;
});
