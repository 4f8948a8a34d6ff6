// Databases that cannot be opened or deleted: each refusal is an error of the library, and none is waited for without end.
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  deleteEventStore,
  EventStoreError,
  InvalidArgumentError,
  jsonEvent,
  openEventStore,
  ProgramOutdatedError,
  type Projection,
  StorageFullError,
  StorageUnavailableError,
  UpgradeBlockedError,
} from './index.ts';

let name = '';
let count = 0;

beforeEach(() => {
  name = `connection-${count++}`;
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no failure',
    (error: unknown) => error,
  );
const event = () => jsonEvent({ type: 'T', data: 1 });

describe('a browser that refuses its storage', () => {
  const denied = new DOMException('The operation is insecure.', 'SecurityError');
  const throwing = () => {
    throw denied;
  };
  /** A request that fails in the next moment; `error` as its getter is. */
  const failing = (error: PropertyDescriptor) => () =>
    Object.defineProperties(new (IDBOpenDBRequest as new () => IDBOpenDBRequest)(), {
      error,
      addEventListener: { value: (type: string, tell: () => void) => type === 'error' && setImmediate(tell) },
    });
  const refusals: Readonly<Record<string, () => object | null | undefined>> = {
    'throws a SecurityError': throwing,
    'answers null': () => null,
    'answers nothing': () => undefined,
    'fails with an InvalidStateError': failing({
      value: new DOMException('No mutations.', 'InvalidStateError'),
    }),
    'fails with an UnknownError': failing({ value: new DOMException('', 'UnknownError') }),
    'fails with an AbortError': failing({ value: new DOMException('', 'AbortError') }),
    'fails without a reason': failing({ value: null }),
    'fails and does not let its reason be read': failing({ get: throwing }),
  };

  test.each(Object.keys(refusals))(
    'and %s is told by StorageUnavailableError with its cause',
    async (how) => {
      const refuse = refusals[how] as () => IDBOpenDBRequest;
      vi.spyOn(indexedDB, 'open').mockImplementation(refuse);
      vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation(refuse);
      const errors = await Promise.all([
        failureOf(openEventStore({ name })),
        failureOf(deleteEventStore(name)),
      ]);
      for (const error of errors) {
        expect(error).toBeInstanceOf(StorageUnavailableError);
        expect((error as Error).cause).toBeInstanceOf(Error);
      }
    },
  );

  test.each([
    ['is undefined', { value: undefined }],
    ['is null', { value: null }],
    ['cannot be looked at', { get: throwing }],
  ])('by an indexedDB that %s is told by StorageUnavailableError', async (_how, property) => {
    const real = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB') as PropertyDescriptor;
    Object.defineProperty(globalThis, 'indexedDB', { ...property, configurable: true });
    const errors = [await failureOf(openEventStore({ name })), await failureOf(deleteEventStore(name))];
    Object.defineProperty(globalThis, 'indexedDB', real);
    for (const error of errors) expect(error).toBeInstanceOf(StorageUnavailableError);
  });

  test('is quoted in the message', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(throwing);
    await expect(openEventStore({ name })).rejects.toThrow('(SecurityError: The operation is insecure)');
  });

  test.each([
    ['QuotaExceededError', StorageFullError],
    ['VersionError', ProgramOutdatedError],
  ])('with a %s is told by the error of the library for that', async (named, kind) => {
    vi.spyOn(indexedDB, 'open').mockImplementation(
      failing({ value: new DOMException('', named) }) as () => IDBOpenDBRequest,
    );
    expect(await failureOf(openEventStore({ name }))).toBeInstanceOf(kind);
  });

  test('while a store is open refuses its appends and reads in the same words, and is asked again by the next', async () => {
    const store = await openEventStore({ name });
    await store.appendToStream('s', event());
    await deleteEventStore(name); // The store lets go.
    const spy = vi.spyOn(indexedDB, 'open').mockImplementation(throwing);
    const failures = await Promise.all([
      failureOf(store.appendToStream('s', event())),
      failureOf(store.headPosition()),
    ]);
    for (const error of failures) expect(error).toBeInstanceOf(StorageUnavailableError);
    spy.mockRestore();
    expect(await store.appendToStream('s', event())).toMatchObject({ outcome: 'committed' });
    await store.close();
  });
});

const refusing = () => {
  throw new DOMException('Not here.', 'SecurityError');
};
test.each([
  ['BroadcastChannel', 'is missing', undefined],
  ['BroadcastChannel', 'is refused', refusing],
  ['navigator', 'is missing', undefined],
  ['navigator', 'gives no locks', { locks: undefined }],
  ['navigator', 'refuses locks', { locks: { request: refusing } }],
])('where %s %s a store is written, read and folded all the same', async (part, _how, value) => {
  vi.stubGlobal(part, value);
  const store = await openEventStore({ name });
  const counts = store.project<number>({
    name: 'counted',
    source: { stream: 's' },
    initial: () => 0,
    fold: (sum) => sum + 1,
  });
  const ending = new AbortController();
  const running = counts.run(ending.signal);
  await store.appendToStream('s', [event(), event()]);
  for await (const { state } of counts.changes()) if (state === 2) break;
  ending.abort();
  await running;
  await store.close();
});

/** Lets the time go by that the refusal takes. */
async function soon<T>(work: Promise<T>): Promise<T> {
  let over = false;
  const forget = () => {
    over = true;
  };
  work.then(forget, forget);
  while (!over) {
    await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(20);
  }
  return work;
}

/** A connection that does not let go when it is asked to; to a database that is there, or to one of an older version. */
function hold(): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onupgradeneeded = () => {
      opening.transaction?.abort();
      reject(new Error('There is no database of this name.'));
    };
    opening.onsuccess = () => resolve(() => opening.result.close());
  });
}

async function holdOlder(): Promise<() => void> {
  const older = await openDB(name, 2, {
    upgrade(db) {
      const commits = db.createObjectStore('commits', { keyPath: 'position' });
      for (const index of ['stream', 'links', 'recreates', 'ids']) commits.createIndex(index, index);
      db.createObjectStore('projections', { keyPath: 'name' });
    },
  });
  return () => older.close();
}

describe('behind a connection that does not let go', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));

  test('every open is refused in words, the first and those behind it, and the next one after that is well', async () => {
    const letGo = await holdOlder();
    const failures = await soon(Promise.all([1, 2, 3].map(() => failureOf(openEventStore({ name })))));
    expect(failures).toMatchObject([{ reason: 'held' }, { reason: 'waiting' }, { reason: 'waiting' }]);
    for (const error of failures) expect(error).toBeInstanceOf(UpgradeBlockedError);
    letGo();
    const store = await openEventStore({ name });
    expect(await store.appendToStream('s', event())).toMatchObject({ position: 0 });
    await store.close();
  });

  test('tries do not pile up, and one that was refused goes on when the connection is closed', async () => {
    const letGo = await holdOlder();
    const open = vi.spyOn(indexedDB, 'open');
    for (let n = 0; n < 5; n++) {
      expect(await soon(failureOf(openEventStore({ name })))).toBeInstanceOf(UpgradeBlockedError);
    }
    expect(open).toHaveBeenCalledOnce();
    const opening = openEventStore({ name });
    letGo();
    const store = await opening;
    expect(open).toHaveBeenCalledOnce();
    await store.close();
  });

  test('an open that was refused changes nothing when its turn comes', async () => {
    const letGo = await holdOlder();
    expect(await soon(failureOf(openEventStore({ name })))).toBeInstanceOf(UpgradeBlockedError);
    letGo();
    (await holdOlder())();
    expect(await indexedDB.databases()).toContainEqual({ name, version: 2 });
  });

  test('a deletion is refused in words and carried out once when the connection is closed, however often it was asked for', async () => {
    await (await openEventStore({ name })).close();
    const letGo = await hold();
    const failures = await soon(Promise.all([1, 2].map(() => failureOf(deleteEventStore(name)))));
    expect(failures).toMatchObject([{ reason: 'not_deleted' }, { reason: 'not_deleted' }]);
    expect(failures[0]).toBeInstanceOf(UpgradeBlockedError);
    const request = vi.spyOn(indexedDB, 'deleteDatabase');
    const deleting = deleteEventStore(name);
    letGo();
    await deleting;
    expect(request).not.toHaveBeenCalled();
    expect((await indexedDB.databases()).map((each) => each.name)).not.toContain(name);
  });

  test('a tab that has let go for it refuses appends and reads in words instead of waiting, and goes on after it', async () => {
    const store = await openEventStore({ name });
    await store.appendToStream('s', event());
    const letGo = await hold();
    expect(await soon(failureOf(deleteEventStore(name)))).toBeInstanceOf(UpgradeBlockedError);
    const failures = await soon(
      Promise.all([
        failureOf(store.appendToStream('s', event())),
        failureOf(store.readEvent('s', 0)),
        failureOf(store.headPosition()),
      ]),
    );
    for (const error of failures) expect(error).toBeInstanceOf(UpgradeBlockedError);
    letGo();
    expect(await soon(store.appendToStream('s', event()))).toMatchObject({ firstEventNumber: 0 });
    await store.close();
  });

  test('what follows the log waits, and goes on after it', async () => {
    const store = await openEventStore({ name });
    const letGo = await hold();
    expect(await soon(failureOf(deleteEventStore(name)))).toBeInstanceOf(UpgradeBlockedError);
    const projection = store.project<number>({
      name: 'counted',
      source: { all: true },
      initial: () => 0,
      fold: (sum) => sum + 1,
    });
    const ending = new AbortController();
    const running = projection.run(ending.signal);
    const events = store.subscribeToAll();
    const first = events.next();
    const folded = untilFolded(projection);
    // They began before, so they are refused before.
    expect(await soon(failureOf(projection.read()))).toBeInstanceOf(UpgradeBlockedError);
    letGo();
    await soon(store.appendToStream('s', event()));
    expect(await first).toMatchObject({ value: { event: { stream: 's' } } });
    expect(await folded).toBe(1);
    ending.abort();
    await running;
    await events.return?.();
    await store.close();
  });

  test('that lets go after a moment, as one with a transaction under way does, nobody is refused', async () => {
    const letGo = await holdOlder();
    const opening = openEventStore({ name });
    await vi.advanceTimersByTimeAsync(1_000);
    letGo();
    const store = await opening;
    const deleting = deleteEventStore(name);
    await deleting;
    await store.close();
  });
});

/** The first state with an event in it; the one before may be told as well. */
async function untilFolded(projection: Pick<Projection<number>, 'changes'>): Promise<number> {
  for await (const { state } of projection.changes()) if (state > 0) return state;
  return 0;
}

describe('names of stores', () => {
  test.each([
    '-',
    '-x',
    '.',
    '..',
    ' ',
    ' a ',
    '#',
    '%',
    '%2F',
    'a/b',
    ':',
    'a:requests',
    '$all',
    '\u{1f600}',
    'x'.repeat(1_000),
    '\u0000',
  ])('%j is one', async (odd) => {
    const store = await openEventStore({ name: odd });
    await store.appendToStream('s', event());
    expect(await store.headPosition()).toBe(1);
    await store.close();
    await deleteEventStore(odd);
    expect((await indexedDB.databases()).map((each) => each.name)).not.toContain(odd);
  });

  test.each(['', 'x'.repeat(1_001), '\ud800', 'a\udc00b', 5, null, {}, []])(
    '%j is refused by name',
    async (wrong) => {
      const error = await failureOf(openEventStore({ name: wrong as string }));
      expect(error).toBeInstanceOf(InvalidArgumentError);
      expect(error).toMatchObject({ argument: 'name' });
      expect(await indexedDB.databases()).not.toContainEqual(
        expect.objectContaining({ name: String(wrong) }),
      );
    },
  );

  test.each([5, null, undefined])('%j is nothing to delete', async (wrong) => {
    const error = await failureOf(deleteEventStore(wrong as unknown as string));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toBeInstanceOf(EventStoreError);
  });
});
