import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Locks } from './alone.ts';
import { type Database, openDatabase } from './database.ts';
import {
  ConnectionLostError,
  ProjectionFailedError,
  ProjectionOutdatedError,
  StoreClosedError,
} from './errors.ts';
import { eventTypeFilter } from './filters.ts';
import {
  binaryEvent,
  type EventStore,
  InvalidArgumentError,
  jsonEvent,
  openEventStore,
  type RecordedEvent,
  StreamDeletedError,
} from './index.ts';
import type { Projection } from './projection.ts';
import { openProjections, type ProjectionDefinition, type ProjectionsNeed } from './projections.ts';

let name: string;
let store: EventStore;
let closing: AbortController;
let ending: AbortController;
let count = 0;
const open: (() => void)[] = [];

beforeEach(async () => {
  name = `projected-${count++}`;
  store = await openEventStore({ name });
  closing = new AbortController();
  ending = new AbortController();
  return async () => {
    ending.abort();
    for (const close of open.splice(0)) close();
    await store.close();
  };
});

/** The projections of one tab. Neither locks nor wake-ups unless given, so that hints and compare-and-set must do. */
async function tab(need: Partial<ProjectionsNeed> = {}) {
  const db = need.db ?? (await openDatabase(name, 'relaxed'));
  const tabStore = await openEventStore({ name });
  const projections = openProjections({
    ...tabStore,
    storeName: name,
    closed: closing.signal,
    wakeUps: () => () => {},
    locks: null,
    ...need,
    db,
  });
  open.push(
    () => db.close(),
    () => void tabStore.close(),
    () => projections.close(),
  );
  return projections;
}

const some = (data: unknown = {}, type = 'T') => jsonEvent({ type, data });
const many = (amount: number, first = 0) => Array.from({ length: amount }, (_, n) => some(first + n));
const upTo = (amount: number) => Array.from({ length: amount }, (_, n) => n);

/** All data in the order in which it was folded. */
const list: ProjectionDefinition<readonly unknown[]> = {
  name: 'list',
  source: { stream: 's' },
  initial: () => [],
  fold: (state, event) => [...state, event.data],
};

/** The first state that meets the condition. */
async function until<State>(
  projection: Projection<State>,
  condition: (state: State, checkpoint: number) => boolean,
): Promise<State> {
  for await (const { state, checkpoint } of projection.changes())
    if (condition(state, checkpoint)) return state;
  throw new Error('The changes ended.');
}

const length = (amount: number) => (state: readonly unknown[]) => state.length >= amount;

/** Runs until the state meets the condition. */
async function runUntil<State>(
  projection: Projection<State>,
  condition: (state: State, checkpoint: number) => boolean,
): Promise<State> {
  const stopping = new AbortController();
  const running = projection.run(stopping.signal);
  try {
    return await Promise.race([
      until(projection, condition),
      running.then(() => Promise.reject(new Error('It ended.'))),
    ]);
  } finally {
    stopping.abort();
    await running;
  }
}

test('a projection folds what is there and what comes, and reads as before the first event until it has run', async () => {
  const projection = (await tab()).project(list);
  await store.appendToStream('s', many(2));
  expect(await projection.read()).toEqual({ state: [], checkpoint: -1 });
  const running = projection.run(ending.signal);
  expect(await until(projection, length(2))).toEqual([0, 1]);
  await store.appendToStream('s', some(2));
  expect(await until(projection, length(3))).toEqual([0, 1, 2]);
  expect(await projection.read()).toEqual({ state: [0, 1, 2], checkpoint: 2 });
  ending.abort();
  await running;
  await store.appendToStream('s', some(3));
  expect(await projection.read()).toEqual({ state: [0, 1, 2], checkpoint: 2 });
});

test('after a reload it goes on where it was, and folds no event again', async () => {
  await store.appendToStream('s', many(3));
  await runUntil((await tab()).project(list), length(3));
  await store.appendToStream('s', some(3));
  const folded: unknown[] = [];
  const reloaded = (await tab()).project<readonly unknown[]>({
    ...list,
    fold(state, event) {
      folded.push(event.data);
      return [...state, event.data];
    },
  });
  expect(await runUntil(reloaded, length(4))).toEqual([0, 1, 2, 3]);
  expect(folded).toEqual([3]);
});

test('a state is any value that can be cloned, and the fold may change the one it is given', async () => {
  await store.appendToStream('s', [some('a'), some('b'), some('a')]);
  const projection = (await tab()).project({
    ...list,
    initial: () => ({ counts: new Map<unknown, number>(), last: new Date(0) }),
    fold(state, event) {
      state.counts.set(event.data, (state.counts.get(event.data) ?? 0) + 1);
      state.last = new Date(7);
      return state;
    },
  });
  await runUntil(projection, ({ counts }) => counts.size === 2);
  const { state } = await projection.read();
  expect(state).toEqual({
    counts: new Map([
      ['a', 2],
      ['b', 1],
    ]),
    last: new Date(7),
  });
});

test('a category is folded over all its streams, and links whose target is gone are passed by', async () => {
  await store.appendToStream('order-1', some('a'));
  await store.appendToStream('other', some('x'));
  await store.appendToStream('order-2', some('b'));
  await store.appendToStream('order-3', some('c'));
  await store.tombstoneStream('order-2');
  const projection = (await tab()).project({ ...list, source: { category: 'order' } });
  expect(await runUntil(projection, length(2))).toEqual(['a', 'c']);
  const running = projection.run(ending.signal);
  await store.appendToStream('order-4', some('d'));
  expect(await until(projection, length(3))).toEqual(['a', 'c', 'd']);
  ending.abort();
  await running;
});

test('the whole log is folded in its order, through a filter, and what the filter stops costs no save each', async () => {
  const filter = eventTypeFilter({ regex: /^Wanted$/ });
  const projection = (await tab()).project({ ...list, source: { all: true, filter } });
  await store.appendToStream('a', some(0, 'Wanted'));
  await store.appendToStream('b', many(3));
  await store.appendToStream('b', some(1, 'Wanted'));
  const running = projection.run(ending.signal);
  await until(projection, length(2));
  expect(await projection.read()).toEqual({ state: [0, 1], checkpoint: 4 });
  await store.appendToStream('a', many(400));
  await store.appendToStream('a', some(2, 'Wanted'));
  await until(projection, length(3));
  const states: number[] = [];
  const watching = (async () => {
    for await (const { checkpoint } of projection.changes(ending.signal)) states.push(checkpoint);
  })();
  await store.appendToStream('a', many(600));
  await until(projection, (_, checkpoint) => checkpoint > 800);
  expect((await projection.read()).state).toEqual([0, 1, 2]);
  ending.abort();
  await Promise.all([running, watching]);
  expect(states.length).toBeLessThanOrEqual(3);
});

test('a fold that throws stops the projection, names the event, and saves nothing of its batch', async () => {
  await store.appendToStream('s', many(2));
  const failure = new Error('cannot count bananas');
  const failing: ProjectionDefinition<readonly unknown[]> = {
    ...list,
    fold(state, event) {
      if (event.data === 'banana') throw failure;
      return [...state, event.data];
    },
  };
  const projection = (await tab()).project(failing);
  await runUntil(projection, length(2));
  await store.appendToStream('s', [some(2), some('banana', 'Fruit'), some(4)]);
  const error: unknown = await projection.run().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ProjectionFailedError);
  expect(error).toMatchObject({ projection: 'list', event: { stream: 's', eventNumber: 3 }, cause: failure });
  expect((error as Error).message).toBe(
    'Projection "list" stopped at event 3 of stream "s" (type "Fruit", position 3): cannot count bananas. Nothing of this batch was saved.',
  );
  expect(await projection.read()).toEqual({ state: [0, 1], checkpoint: 1 });
  const mended = (await tab()).project(list);
  expect(await runUntil(mended, length(5))).toEqual([0, 1, 2, 'banana', 4]);
});

test('a state that cannot be stored stops the projection, and nothing is saved', async () => {
  await store.appendToStream('s', some());
  const projections = await tab();
  const unstorable = projections.project<unknown>({ ...list, fold: () => () => {} });
  const asynchronous = projections.project<unknown>({ ...list, fold: async (state) => state });
  const uninitial = projections.project({
    ...list,
    initial(): never {
      throw new Error('no');
    },
  });
  for (const projection of [unstorable, asynchronous, uninitial]) {
    await expect(projection.run()).rejects.toBeInstanceOf(ProjectionFailedError);
  }
  expect(await projections.project(list).read()).toEqual({ state: [], checkpoint: -1 });
});

type Transact = (
  mode: string,
  work: (tx: unknown) => Promise<unknown>,
  ...store: readonly unknown[]
) => Promise<unknown>;

/** A database whose transactions go wrong. */
async function tampered(tamper: (transact: Transact) => Transact): Promise<Database> {
  const db = await openDatabase(name, 'relaxed');
  return {
    ...db,
    transact: tamper((...all) => (db as unknown as { transact: Transact }).transact(...all)),
  } as Database;
}

test('the state and its checkpoint are one, also when saving fails', async () => {
  await store.appendToStream('s', many(3));
  const failure = new Error('the disk is on fire');
  let failing = true;
  const db = await tampered((transact) => (mode, work, ...rest) => {
    const failingWork = async (tx: unknown) => {
      const result = await work(tx);
      if (mode === 'readwrite' && failing) throw failure;
      return result;
    };
    return transact(mode, failingWork, ...rest);
  });
  const projection = (await tab({ db })).project(list);
  await expect(projection.run()).rejects.toBe(failure);
  expect(await projection.read()).toEqual({ state: [], checkpoint: -1 });
  failing = false;
  expect(await runUntil(projection, length(3))).toEqual([0, 1, 2]);
});

test('a save whose answer was lost with the connection is not made twice, and is told all the same', async () => {
  await store.appendToStream('s', many(3));
  let losses = 1;
  const db = await tampered((transact) => async (mode, ...rest) => {
    const result = await transact(mode, ...rest);
    if (mode === 'readwrite' && losses-- > 0) throw new ConnectionLostError();
    return result;
  });
  const projection = (await tab({ db })).project(list);
  const elsewhere = (await tab()).project(list);
  const running = projection.run(ending.signal);
  expect(await until(elsewhere, length(3))).toEqual([0, 1, 2]);
  await store.appendToStream('s', some(3));
  expect(await until(elsewhere, length(4))).toEqual([0, 1, 2, 3]);
  ending.abort();
  await running;
});

test('a batch that is folded again, since the connection was lost, meets its events as they were', async () => {
  await store.appendToStream(
    's',
    [1, 2].map((n) => binaryEvent({ type: 'T', data: new Uint8Array([n]) })),
  );
  let losses = 1;
  const db = await tampered((transact) => (mode, work, ...rest) => {
    const losing = async (tx: unknown) => {
      const result = await work(tx);
      if (mode === 'readwrite' && losses-- > 0) throw new ConnectionLostError();
      return result;
    };
    return transact(mode, losing, ...rest);
  });
  const fold = (state: readonly number[], { rawData }: RecordedEvent) => {
    const bytes = rawData as Uint8Array;
    const next = [...state, Number(bytes[0])];
    bytes.fill(9);
    return next;
  };
  const projection = (await tab({ db })).project({ ...list, initial: () => [], fold });
  expect(await runUntil(projection, length(2))).toEqual([1, 2]);
  expect(losses).toBe(-1);
});

test('whatever the order of appends, starts and stops of two runners without locks: every event is folded once, in order', async () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('append' as const),
      events: fc.integer({ min: 1, max: 400 }),
      awaited: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('start' as const), runner: fc.nat(1) }),
    fc.record({ kind: fc.constant('stop' as const), runner: fc.nat(1) }),
    fc.record({ kind: fc.constant('look' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      name = `raced-${count++}`;
      const appender = await openEventStore({ name });
      const runners = await Promise.all(
        [0, 1].map(async () => ({
          projection: (await tab()).project(list),
          stop: undefined as AbortController | undefined,
        })),
      );
      const running: Promise<void>[] = [];
      const appending: Promise<unknown>[] = [];
      let written = 0;
      function start(runner: (typeof runners)[number] | undefined): void {
        if (!runner || runner.stop) return;
        runner.stop = new AbortController();
        running.push(runner.projection.run(runner.stop.signal));
      }
      for (const each of steps) {
        if (each.kind === 'append') {
          const append = appender.appendToStream('s', many(each.events, written));
          written += each.events;
          appending.push(append);
          if (each.awaited) await append;
        } else if (each.kind === 'look') {
          const { state } = await (runners[0] as (typeof runners)[number]).projection.read();
          expect(state).toEqual(upTo(state.length));
        } else if (each.kind === 'start') {
          start(runners[each.runner]);
        } else {
          const runner = runners[each.runner];
          runner?.stop?.abort();
          if (runner) runner.stop = undefined;
        }
      }
      for (const runner of runners) start(runner);
      await Promise.all(appending);
      const states = await Promise.all(runners.map(({ projection }) => until(projection, length(written))));
      for (const state of states) expect(state).toEqual(upTo(written));
      for (const { stop } of runners) stop?.abort();
      await Promise.all(running);
      await appender.close();
      for (const close of open.splice(0)) close();
    }),
    { numRuns: 25 },
  );
}, 60_000);

/** Grants each name to one holder at a time, in the order of the requests. */
function fakeLocks(): Locks {
  const tails = new Map<string, Promise<unknown>>();
  return {
    async request(lock: string, options: LockOptions, work: (lock: Lock | null) => unknown) {
      const before = tails.get(lock) ?? Promise.resolve();
      const turn = new Promise<void>((resolve, reject) => {
        const refuse = () => reject(new DOMException('The request was aborted.', 'AbortError'));
        if (options.signal?.aborted) refuse();
        options.signal?.addEventListener('abort', refuse);
        void before.finally(resolve);
      });
      const done = turn.then(() => work(null));
      tails.set(lock, Promise.allSettled([before, done]));
      return done;
    },
  } as Locks;
}

test('one tab at a time does the work; when it ends the next goes on, and the others are told', async () => {
  const locks = fakeLocks();
  const folders: string[] = [];
  // The first is slower, and would be overtaken if the other worked, too.
  async function readStreamPage(...request: Parameters<EventStore['readStreamPage']>) {
    for (let n = 0; n < 5; n++) await store.headPosition();
    return store.readStreamPage(...request);
  }
  const projections = await Promise.all(
    ['a', 'b'].map(async (name) =>
      (await tab(name === 'a' ? { locks, readStreamPage } : { locks })).project<readonly unknown[]>({
        ...list,
        fold(state, event) {
          folders.push(name);
          return [...state, event.data];
        },
      }),
    ),
  );
  const [a, b] = projections as [Projection<readonly unknown[]>, Projection<readonly unknown[]>];
  const stopA = new AbortController();
  const runningA = a.run(stopA.signal);
  const runningB = b.run(ending.signal);
  await store.appendToStream('s', many(2));
  expect(await until(b, length(2))).toEqual([0, 1]);
  expect(new Set(folders)).toEqual(new Set(['a']));
  stopA.abort();
  await runningA;
  await store.appendToStream('s', some(2));
  expect(await until(a, length(3))).toEqual([0, 1, 2]);
  expect(folders.at(-1)).toBe('b');
  const waiting = a.run(stopA.signal);
  await waiting;
  const stopWaiting = new AbortController();
  const inLine = a.run(stopWaiting.signal);
  stopWaiting.abort();
  await inLine;
  ending.abort();
  await runningB;
});

test('the runner that is called first works first, though another has the code of projections already', async () => {
  await store.appendToStream('s', many(2));
  const locks = fakeLocks();
  const folders: string[] = [];
  const runner = async (name: string) =>
    (await tab({ locks })).project<readonly unknown[]>({
      ...list,
      fold(state, event) {
        folders.push(name);
        return [...state, event.data];
      },
    });
  const a = await runner('a');
  const b = await runner('b');
  await b.read();
  const running = [a.run(ending.signal), b.run(ending.signal)];
  expect(await until(b, length(2))).toEqual([0, 1]);
  expect(folders).toEqual(['a', 'a']);
  ending.abort();
  await Promise.all(running);
});

test('changes begin with the state as it is, and leaving them releases a pending one', async () => {
  await store.appendToStream('s', some(0));
  const projection = (await tab()).project(list);
  await runUntil(projection, length(1));
  const changes = projection.changes();
  expect(await changes.next()).toEqual({ done: false, value: { state: [0], checkpoint: 0 } });
  const pending = changes.next();
  await changes.return?.();
  expect(await pending).toEqual({ done: true, value: undefined });
});

test('a rebuild folds anew from the first event, in the tab that runs it', async () => {
  const seen: RecordedEvent[] = [];
  const projection = (await tab()).project<readonly unknown[]>({
    ...list,
    fold(state, event) {
      seen.push(event);
      return [...state, event.data];
    },
  });
  const elsewhere = (await tab()).project(list);
  await store.appendToStream('s', many(2));
  const running = projection.run(ending.signal);
  await until(projection, length(2));
  await elsewhere.rebuild();
  await vi.waitFor(() => expect(seen.length).toBe(4));
  expect(await until(elsewhere, length(2))).toEqual([0, 1]);
  ending.abort();
  await running;
  await elsewhere.rebuild();
  expect(await elsewhere.read()).toEqual({ state: [], checkpoint: -1 });
});

test('another source or a higher version folds anew, and until then the older state is not given out', async () => {
  await store.appendToStream('s', many(2));
  await store.appendToStream('t', some('t'));
  const projections = await tab();
  await runUntil(projections.project(list), length(2));
  const newer = projections.project({
    ...list,
    version: 2,
    fold: (state, { data }) => [...state, `v2 ${String(data)}`],
  });
  expect(await newer.read()).toEqual({ state: [], checkpoint: -1 });
  expect(await runUntil(newer, length(2))).toEqual(['v2 0', 'v2 1']);
  const other = projections.project({ ...list, version: 2, source: { stream: 't' } });
  expect(await other.read()).toEqual({ state: [], checkpoint: -1 });
  expect(await runUntil(other, length(1))).toEqual(['t']);
});

test('a tab with an older version is stopped by a newer one, overwrites nothing, and can go back by a rebuild', async () => {
  await store.appendToStream('s', some(0));
  const locks = fakeLocks();
  const old = (await tab({ locks })).project(list);
  const running = old.run();
  const stopped = expect(running).rejects.toMatchObject({
    name: 'ProjectionOutdatedError',
    version: 1,
    savedVersion: 2,
  });
  await until(old, length(1));
  const newer = (await tab({ locks })).project({
    ...list,
    version: 2,
    fold: (state, { data }) => [...state, `v2 ${String(data)}`],
  });
  await runUntil(newer, length(1));
  await stopped;
  await expect(old.read()).rejects.toBeInstanceOf(ProjectionOutdatedError);
  await expect(old.run()).rejects.toBeInstanceOf(ProjectionOutdatedError);
  expect((await newer.read()).state).toEqual(['v2 0']);
  await old.rebuild();
  expect(await runUntil(old, length(1))).toEqual([0]);
});

test('a tombstoned source ends the run and keeps the state; a closed store ends everything', async () => {
  await store.appendToStream('s', some(0));
  const projection = (await tab({ locks: fakeLocks() })).project(list);
  const running = projection.run();
  await until(projection, length(1));
  const ended = expect(running).rejects.toBeInstanceOf(StreamDeletedError);
  await store.tombstoneStream('s');
  await ended;
  expect((await projection.read()).state).toEqual([0]);

  const other = (await tab({ locks: fakeLocks() })).project({ ...list, source: { stream: 'other' } });
  const changes = other.changes();
  await changes.next();
  const ends = [other.run(), other.run(), changes.next()].map((each) =>
    expect(each).rejects.toBeInstanceOf(StoreClosedError),
  );
  closing.abort();
  await Promise.all(ends);
});

test('many events are folded in batches of at most 500', async () => {
  await store.appendToStream('s', many(1300));
  const projection = (await tab()).project({ ...list, initial: () => 0, fold: (sum) => sum + 1 });
  const running = projection.run(ending.signal);
  const states = new Set<number>();
  for await (const { state } of projection.changes()) {
    states.add(state);
    if (state === 1300) break;
  }
  ending.abort();
  await running;
  expect([...states].every((state) => [0, 500, 1000, 1300].includes(state))).toBe(true);
});

test('definitions that cannot be meant are refused', async () => {
  const projections = await tab();
  for (const wrong of [{ name: '' }, { version: -1 }, { version: 1.5 }, { source: { stream: '' } }]) {
    expect(() => projections.project({ ...list, ...wrong })).toThrow(InvalidArgumentError);
  }
});

test('the first use of a projection is refused when the store is closed meanwhile', async () => {
  const projection = (await tab()).project(list);
  const reading = projection.read();
  closing.abort();
  await expect(reading).rejects.toBeInstanceOf(StoreClosedError);
});

test('when the code of projections could not be loaded, the next use tries again', async () => {
  vi.doMock('./projection-room.ts', () => {
    throw new Error('no network');
  });
  const projection = (await tab()).project(list);
  await expect(projection.read()).rejects.toThrow();
  vi.doUnmock('./projection-room.ts');
  expect(await projection.read()).toEqual({ state: [], checkpoint: -1 });
});
