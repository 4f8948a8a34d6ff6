// A log that is deleted and made anew: nothing of the old one is continued in the new one without a word.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Database, type Mode, openDatabase } from './database.ts';
import {
  deleteEventStore,
  type EventStore,
  excludeSystemEvents,
  InvalidArgumentError,
  jsonEvent,
  LogReplacedError,
  openEventStore,
  type ResolvedEvent,
  streamNameFilter,
} from './index.ts';
import { openProjections, type ProjectionDefinition } from './projections.ts';
import { scavenge } from './scavenge.ts';

let name = '';
let store: EventStore;
let count = 0;
const opened: EventStore[] = [];

beforeEach(async () => {
  name = `replaced-${count++}`;
  store = await open();
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
  vi.unstubAllGlobals();
});

async function open(): Promise<EventStore> {
  const one = await openEventStore({ name });
  opened.push(one);
  return one;
}

const event = (data: unknown) => jsonEvent({ type: 'T', data });
const some = (amount: number, log: string) => Array.from({ length: amount }, (_, n) => event(`${log} ${n}`));
const dataOf = ({ event: read }: ResolvedEvent) => read?.data;

/** As another tab does it; what is appended is in the log before this resolves. */
async function replaceLog(events = 0, stream = 's'): Promise<EventStore> {
  await deleteEventStore(name);
  const other = await open();
  if (events > 0) await other.appendToStream(stream, some(events, 'new'));
  return other;
}

async function dataIn(reading: AsyncIterable<ResolvedEvent>): Promise<unknown[]> {
  const data: unknown[] = [];
  for await (const each of reading) data.push(dataOf(each));
  return data;
}

test('a log has an identity that lasts as long as it, and each has another one', async () => {
  const { logId } = store;
  expect(logId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  await store.close();
  const again = await open();
  expect(again.logId).toBe(logId);
  const elsewhere = await openEventStore({ name: `${name}-other` });
  opened.push(elsewhere);
  expect(elsewhere.logId).not.toBe(logId);
  expect((await replaceLog()).logId).not.toBe(logId);
});

test('a store that imports its own backup after it was deleted has another log', async () => {
  await store.appendToStream('s', some(3, 'old'));
  const backup = await new Response(store.exportEvents()).blob();
  const { logId } = store;
  const reading = store.subscribeToAll();
  for (let n = 0; n < 3; n++) await reading.next();
  const ended = expect(reading.next()).rejects.toBeInstanceOf(LogReplacedError);
  const other = await replaceLog();
  await other.importEvents(backup);
  await ended;
  expect(await new Response(other.exportEvents()).text()).toBe(await backup.text());
  expect(other.logId).not.toBe(logId);
});

test('a store that stays open is told, has the identity of the new log, and its listeners go on', async () => {
  const { logId } = store;
  const told: string[] = [];
  const heard = new Promise<void>((resolve) => {
    store.onLogReplaced((id) => {
      told.push(id);
      resolve();
    });
  });
  let commits = 0;
  store.onCommit(() => {
    commits += 1;
  });
  const other = await replaceLog();
  await heard;
  expect(store.logId).not.toBe(logId);
  expect(other.logId).toBe(store.logId);
  await store.appendToStream('s', event(0));
  expect(commits).toBe(1);
  expect(told).toEqual([store.logId]);
  expect(await dataIn(other.readAll())).toEqual([0]);
});

test('without listeners a store stays off a deleted database until it is used, and then has the new identity', async () => {
  const { logId } = store;
  await deleteEventStore(name);
  expect((await indexedDB.databases()).map((each) => each.name)).not.toContain(name);
  expect(await store.headPosition()).toBe(0);
  expect(store.logId).not.toBe(logId);
});

/** What it has met when it waits. */
interface Follower {
  readonly follow: (caughtUp: () => void) => AsyncIterableIterator<ResolvedEvent>;
  readonly met: readonly string[];
}

const OLD = ['old 0', 'old 1', 'old 2', 'old 3', 'old 4'];
const followers: Readonly<Record<string, Follower>> = {
  'of a stream': { follow: (caughtUp) => store.subscribeToStream('s', { caughtUp }), met: OLD },
  'of the whole log': { follow: (caughtUp) => store.subscribeToAll({ caughtUp }), met: OLD },
  'of a filter that nothing passes': {
    follow: (caughtUp) =>
      store.subscribeToAll({ caughtUp, filter: streamNameFilter({ prefixes: ['none'] }) }),
    met: [],
  },
  'of a filter that everything passes': {
    follow: (caughtUp) => store.subscribeToStream('s', { caughtUp, filter: excludeSystemEvents() }),
    met: OLD,
  },
  'behind a checkpoint': {
    follow: (caughtUp) => store.subscribeToStream('s', { caughtUp, from: 2 }),
    met: OLD.slice(3),
  },
  'behind a checkpoint past the end': {
    follow: (caughtUp) => store.subscribeToAll({ caughtUp, from: 40 }),
    met: [],
  },
  'from the end': { follow: (caughtUp) => store.subscribeToStream('s', { caughtUp, from: 'end' }), met: [] },
  'of the links of a category': {
    follow: (caughtUp) => store.subscribeToStream('$ce-s', { caughtUp, from: 'end' }),
    met: [],
  },
};

const LENGTHS = [
  ['shorter', 2],
  ['as long', 5],
  ['longer', 12],
  ['empty', 0],
] as const;

for (const [what, { follow, met }] of Object.entries(followers)) {
  test.each(LENGTHS)(
    `a subscription ${what} that waits ends when a log that is %s takes the place`,
    async (_, length) => {
      await store.appendToStream('s', some(5, 'old'));
      const was = store.logId;
      let caughtUp: () => void = () => {};
      const waits = new Promise<void>((resolve) => {
        caughtUp = resolve;
      });
      const reading = follow(() => caughtUp());
      const seen: unknown[] = [];
      const ended = (async () => {
        for await (const each of reading) seen.push(dataOf(each));
      })().catch((error: unknown) => error);
      await waits;
      const other = await replaceLog(length);
      const error = await ended;
      expect(error).toBeInstanceOf(LogReplacedError);
      expect(error).toMatchObject({ storeName: name, was, is: other.logId });
      expect(seen).toEqual(met);
    },
  );
}

test('a subscription to a soft-deleted stream that waits ends, and one to a stream that never was meets all of the new log or ends', async () => {
  await store.appendToStream('s', some(5, 'old'));
  await store.deleteStream('s');
  const softDeleted = store.subscribeToStream('s', { from: 'end' }).next();
  const ended = expect(softDeleted).rejects.toBeInstanceOf(LogReplacedError);
  let caughtUp: () => void = () => {};
  const waits = new Promise<void>((resolve) => {
    caughtUp = resolve;
  });
  const missing = store.subscribeToStream('t', { caughtUp: () => caughtUp() });
  const first = missing.next();
  await waits;
  await replaceLog(3, 't');
  await ended;
  expect(dataOf((await first).value as ResolvedEvent)).toBe('new 0');
  expect(dataOf((await missing.next()).value as ResolvedEvent)).toBe('new 1');
  await missing.return?.();
});

test('a subscription that is still catching up gives nothing of the new log', async () => {
  await store.appendToStream('s', some(1_200, 'old'));
  const reading = store.subscribeToStream('s');
  for (let n = 0; n < 10; n++) await reading.next();
  await replaceLog(2_000);
  const seen: unknown[] = [];
  const rest = (async () => {
    for await (const each of reading) seen.push(dataOf(each));
  })();
  await expect(rest).rejects.toBeInstanceOf(LogReplacedError);
  expect(seen.every((data) => String(data).startsWith('old'))).toBe(true);
});

test('a replacement that no hint tells of ends a subscription all the same', async () => {
  vi.stubGlobal(
    'BroadcastChannel',
    class extends BroadcastChannel {
      override postMessage(): void {}
    },
  );
  const deaf = await open();
  await deaf.appendToStream('s', some(5, 'old'));
  const reading = deaf.subscribeToAll({ from: 4 });
  const ended = expect(reading.next()).rejects.toBeInstanceOf(LogReplacedError);
  await replaceLog(2);
  await ended;
});

test('a checkpoint is saved with the log that it is of, goes on there, and is refused by another log at once', async () => {
  await store.appendToStream('s', some(5, 'old'));
  const saved: { from: number; logId: string }[] = [];
  const save = (from: number, logId: string) => void saved.push({ from, logId });
  const reading = store.subscribeToAll({ checkpoint: { every: 2, save } });
  for (let n = 0; n < 5; n++) await reading.next();
  await reading.return?.();
  const checkpoint = saved.at(-1);
  expect(checkpoint).toEqual({ from: 3, logId: store.logId });
  await store.close();

  const reopened = await open();
  const goingOn = reopened.subscribeToAll({ ...checkpoint });
  expect(dataOf((await goingOn.next()).value as ResolvedEvent)).toBe('old 4');
  await goingOn.return?.();
  await reopened.close();

  const other = await replaceLog(12);
  await expect(other.subscribeToAll({ ...checkpoint }).next()).rejects.toBeInstanceOf(LogReplacedError);
  await expect(other.subscribeToStream('s', { ...checkpoint }).next()).rejects.toBeInstanceOf(
    LogReplacedError,
  );
  await expect(dataIn(other.readAll({ ...checkpoint }))).rejects.toBeInstanceOf(LogReplacedError);
  await expect(dataIn(other.readStream('s', { ...checkpoint }))).rejects.toBeInstanceOf(LogReplacedError);
  const of = { logId: checkpoint?.logId ?? '' };
  await expect(other.readEvent('s', 3, of)).rejects.toBeInstanceOf(LogReplacedError);
  const request = { direction: 'forwards', from: 3, maxCount: 5, ...of } as const;
  await expect(other.readAllPage(request)).rejects.toBeInstanceOf(LogReplacedError);
  await expect(other.readStreamPage('s', request)).rejects.toBeInstanceOf(LogReplacedError);
  await expect(other.readStreamPage('missing', request)).rejects.toBeInstanceOf(LogReplacedError);
});

test.each([
  ['a stream forwards', () => store.readStream('s')],
  ['a stream backwards', () => store.readStream('s', { direction: 'backwards' })],
  ['the log forwards', () => store.readAll()],
  ['the log backwards', () => store.readAll({ direction: 'backwards' })],
  ['the log with a filter', () => store.readAll({ filter: excludeSystemEvents() })],
])('reading %s over a replacement ends with the error, and gives nothing of the new log', async (_, read) => {
  await store.appendToStream('s', some(1_200, 'old'));
  const reading = read();
  await reading.next();
  await replaceLog(1_500);
  const seen: unknown[] = [];
  const rest = (async () => {
    for await (const each of reading) seen.push(dataOf(each));
  })();
  await expect(rest).rejects.toBeInstanceOf(LogReplacedError);
  expect(seen.every((data) => String(data).startsWith('old'))).toBe(true);
});

test('a page says which log it is of, so that the next one can be asked of it', async () => {
  await store.appendToStream('s', some(5, 'old'));
  const request = { direction: 'forwards', from: 'start', maxCount: 2 } as const;
  const pages = [await store.readStreamPage('s', request), await store.readAllPage(request)];
  expect(pages.map(({ logId }) => logId)).toEqual([store.logId, store.logId]);
});

test('an identity that is no text is refused by name', async () => {
  const logId = 5 as unknown as string;
  const request = { direction: 'forwards', from: 0, maxCount: 1, logId } as const;
  for (const refused of [
    store.subscribeToAll({ logId }).next(),
    store.readStreamPage('s', request),
    store.readAllPage(request),
    store.readAll({ logId }).next(),
    store.readEvent('s', 0, { logId }),
  ]) {
    await expect(refused).rejects.toBeInstanceOf(InvalidArgumentError);
    await expect(refused).rejects.toThrow('logId');
  }
});

const list: ProjectionDefinition<readonly unknown[]> = {
  name: 'list',
  source: { all: true },
  initial: () => [],
  fold: (state, { data }) => [...state, data],
};

test.each(LENGTHS)(
  'a projection that runs while a log that is %s takes the place folds that one from its start',
  async (_, length) => {
    await store.appendToStream('s', some(5, 'old'));
    const projection = store.project(list);
    const stopping = new AbortController();
    const running = projection.run(stopping.signal);
    const until = async (amount: number, log: string) => {
      for await (const { state } of projection.changes(stopping.signal))
        if (state.length === amount && state.every((data) => String(data).startsWith(log))) return state;
      return undefined;
    };
    expect(await until(5, 'old')).toHaveLength(5);
    const other = await replaceLog(length);
    await other.appendToStream('t', event('new last'));
    expect(await until(length + 1, 'new')).toHaveLength(length + 1);
    expect((await projection.read()).checkpoint).toBe(length);
    stopping.abort();
    await running;
  },
);

test.each(['before', 'after'] as const)(
  'a projection whose log is replaced %s it reads a batch saves nothing of that batch',
  async (when) => {
    await store.appendToStream('s', some(5, 'old'));
    const db = await openDatabase(name, 'relaxed');
    let isReplaced = false;
    const replaceOnce = async () => {
      if (isReplaced) return;
      isReplaced = true;
      await replaceLog(3);
    };
    const projections = openProjections({
      ...store,
      storeName: name,
      db,
      closed: new AbortController().signal,
      wakeUps: () => () => {},
      locks: null,
      async readAllPage(request) {
        if (when === 'before') await replaceOnce();
        const page = await store.readAllPage(request);
        await replaceOnce();
        return page;
      },
    });
    const stopping = new AbortController();
    const projection = projections.project(list);
    const running = projection.run(stopping.signal);
    for await (const { state } of projection.changes()) {
      expect(state.every((data) => String(data).startsWith('new'))).toBe(true);
      if (state.length === 3) break;
    }
    stopping.abort();
    await running;
    projections.close();
    db.close();
  },
);

test('a projection that passed by all of the old log, and saved nothing of it, passes by nothing of the new one', async () => {
  await store.appendToStream('unwanted', some(5, 'old'));
  const source = { all: true, filter: streamNameFilter({ prefixes: ['s'] }) } as const;
  const projection = store.project({ ...list, source });
  const stopping = new AbortController();
  const reads = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const running = projection.run(stopping.signal);
  // The state, the batch, and once more both, which find that there is nothing more.
  await expect.poll(() => reads.mock.calls.length).toBe(4);
  reads.mockRestore();
  await replaceLog(2);
  for await (const { state } of projection.changes()) if (state.length === 2) break;
  stopping.abort();
  await running;
});

test('a projection of the new log that was saved as often as the old one is a change all the same', async () => {
  const projection = store.project(list);
  const fold = async (log: string) => {
    await store.appendToStream('s', some(3, log));
    const stopping = new AbortController();
    const running = projection.run(stopping.signal);
    await expect.poll(async () => (await projection.read()).checkpoint).toBe(2);
    stopping.abort();
    await running;
  };
  await fold('old');
  const changes = projection.changes();
  expect((await changes.next()).value.state[0]).toBe('old 0');
  await replaceLog();
  await fold('new');
  expect((await changes.next()).value.state[0]).toBe('new 0');
  await changes.return?.();
});

const THREE_STREAMS = ['a', 'b', 'c'];

async function appendToThree(): Promise<void> {
  for (const stream of THREE_STREAMS) await store.appendToStream(stream, some(500, 'old'));
}

test('an export that runs over a replacement ends with the error', async () => {
  await appendToThree();
  const exporting = store.exportEvents().getReader();
  await exporting.read();
  await exporting.read();
  await replaceLog(2_000);
  await expect(exporting.read()).rejects.toBeInstanceOf(LogReplacedError);
});

test.each([false, true])(
  'an import that runs over a replacement ends with the error, and the new log gets nothing of it (dry run: %s)',
  async (dryRun) => {
    await appendToThree();
    const lines = (await new Response(store.exportEvents()).text()).split('\n');
    await replaceLog();
    let other: EventStore | undefined;
    const bytes = (from: number, to?: number) =>
      new TextEncoder().encode(
        lines
          .slice(from, to)
          .map((line) => `${line}\n`)
          .join(''),
      );
    let goOn: () => void = () => {};
    const written = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const file = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes(0, 601)),
      async pull(controller) {
        await written;
        other ??= await replaceLog();
        controller.enqueue(bytes(601));
        controller.close();
      },
    });
    const importing = store.importEvents(file, { dryRun, onProgress: goOn });
    await expect(importing).rejects.toBeInstanceOf(LogReplacedError);
    expect(await other?.headPosition()).toBe(0);
  },
);

test('a scavenge that runs over a replacement ends with the error, and drops nothing of the new log', async () => {
  await appendToThree();
  const db = await openDatabase(name, 'relaxed');
  let writes = 0;
  let other: EventStore | undefined;
  const transact = db.transact as (mode: Mode, work: unknown) => Promise<unknown>;
  const replacing = {
    ...db,
    async transact(mode: Mode, work: unknown) {
      if (mode === 'readwrite' && ++writes === 2) {
        other = await replaceLog(2_000, 'a');
        await other.setStreamMetadata('a', '{"$maxCount":1}');
      }
      return transact(mode, work);
    },
  } as Database;
  await expect(scavenge(replacing, Date.now(), {})).rejects.toBeInstanceOf(LogReplacedError);
  db.close();
  const log = (await other?.readAllPage({ direction: 'forwards', from: 1_000, maxCount: 1_000 }))?.events;
  expect(log).toHaveLength(1_000);
});

test('what is told of another log changes nothing of what is remembered of this one', async () => {
  const other = await open();
  await other.appendToStream('s', event('old 0'));
  await store.appendToStream('s', event('old 1'), { expectedVersion: 0 });
  const channel = new BroadcastChannel(`${name}:commits`);
  const heard = new Promise<void>((resolve) => {
    store.onCommit(({ from, elsewhere }) => {
      if (elsewhere && from === 2) resolve();
    });
  });
  const followed = { lastKey: 2, createdMs: 0, nextLinks: [], begun: [] };
  const streams = [{ stream: 's', version: 7 }];
  channel.postMessage({ from: 2, next: 8, streams, followed, logId: 'of an earlier log' });
  await heard;
  channel.close();
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
  expect(await store.appendToStream('s', event('old 2'), { expectedVersion: 1 })).toMatchObject({
    outcome: 'committed',
    position: 2,
  });
  expect(transaction).toHaveBeenCalledOnce();
  transaction.mockRestore();
});
