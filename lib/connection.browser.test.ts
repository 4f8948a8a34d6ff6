// Connections that stand in the way, with the queue of requests that a real browser keeps.
import { expect, test } from 'vitest';
import {
  deleteEventStore,
  jsonEvent,
  LogReplacedError,
  openEventStore,
  UpgradeBlockedError,
} from './index.ts';

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no failure',
    (error: unknown) => error,
  );
const event = () => jsonEvent({ type: 'T', data: 1 });

/** Opens it as a page that knows nothing of the store would, and does not let go when it is asked to. */
function hold(name: string, version?: number): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, version);
    opening.onupgradeneeded = () => {
      const commits = opening.result.createObjectStore('commits', { keyPath: 'position' });
      for (const index of ['stream', 'links', 'recreates', 'ids']) commits.createIndex(index, index);
      opening.result.createObjectStore('projections', { keyPath: 'name' });
    };
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => resolve(() => opening.result.close());
  });
}

const newName = () => `held-${crypto.randomUUID()}`;

test.concurrent('every open behind an older version is refused in words, and the next one after it is well', async () => {
  const name = newName();
  const letGo = await hold(name, 2);
  const failures = await Promise.all([1, 2].map(() => failureOf(openEventStore({ name }))));
  expect(failures).toMatchObject([{ reason: 'held' }, { reason: 'waiting' }]);
  letGo();
  const store = await openEventStore({ name });
  expect(await store.appendToStream('s', event())).toMatchObject({ position: 0 });
  await store.close();
  await deleteEventStore(name);
});

test.concurrent('an open that was refused upgrades nothing when its turn comes', async () => {
  const name = newName();
  const letGo = await hold(name, 2);
  expect(await failureOf(openEventStore({ name }))).toBeInstanceOf(UpgradeBlockedError);
  letGo();
  (await hold(name, 2))();
  expect(await indexedDB.databases()).toContainEqual({ name, version: 2 });
  await deleteEventStore(name);
});

test.concurrent('a store that has let go for a deletion that is blocked refuses appends and reads, and is well after it', async () => {
  const name = newName();
  const store = await openEventStore({ name });
  const ended = failureOf(store.subscribeToAll().next());
  const letGo = await hold(name);
  expect(await failureOf(deleteEventStore(name))).toMatchObject({ reason: 'not_deleted' });
  const failures = await Promise.all([
    failureOf(store.appendToStream('s', event())),
    failureOf(store.headPosition()),
    failureOf(openEventStore({ name })),
    failureOf(deleteEventStore(name)),
  ]);
  for (const error of failures) expect(error).toBeInstanceOf(UpgradeBlockedError);
  letGo();
  await store.appendToStream('after it', event());
  expect(await ended).toBeInstanceOf(LogReplacedError);
  expect(await store.headPosition()).toBe(1);
  await store.close();
  await deleteEventStore(name);
});

test.concurrent.each(['-', '.', ' ', '#', '%', 'a/b', ':', '\u{1f600}', '\u0000', 'x'.repeat(100)])(
  'a store of the name %j is written, and its projections run',
  async (name) => {
    await deleteEventStore(name);
    const store = await openEventStore({ name });
    const ending = new AbortController();
    const counts = store.project<number>({
      name,
      source: { stream: 's' },
      initial: () => 0,
      fold: (sum) => sum + 1,
    });
    const running = counts.run(ending.signal);
    await store.appendToStream('s', event());
    for await (const { state } of counts.changes()) if (state === 1) break;
    ending.abort();
    await running;
    await store.close();
    await deleteEventStore(name);
  },
);
