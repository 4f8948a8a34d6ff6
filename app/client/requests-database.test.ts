import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { expect, test } from 'vitest';
import type { Post } from './post.ts';
import { makeRequest } from './request.ts';
import { openRequestsDatabase, requestsDatabaseName } from './requests-database.ts';

const post: Post = {
  stream: 'orders',
  expectedVersion: 'any',
  events: [{ id: crypto.randomUUID(), type: 'SomeEvent', data: '{}', metadata: null }],
};

/** The requests of a version of the app that ordered them by the time of day. */
async function keptByVersion2(storeName: string, times: readonly number[]): Promise<void> {
  const database = await openDB(requestsDatabaseName(storeName), 2, {
    upgrade(db) {
      db.createObjectStore('requests', { keyPath: 'id' });
      db.createObjectStore('attempts', { keyPath: ['requestId', 'number'] });
      db.createObjectStore('waiting', { keyPath: 'requestId' });
      db.createObjectStore('leases', { keyPath: 'name' });
    },
  });
  for (const [index, createdMs] of times.entries()) {
    const id = `old${index}`;
    const { order: _, ...request } = await makeRequest(post, { id, createdMs, order: 0 });
    await database.put('requests', request);
    const times = { sinceMs: createdMs, untilMs: createdMs + 8_000 };
    await database.put('waiting', {
      requestId: id,
      page: 'gone',
      why: 'link_off',
      tries: 0,
      stopped: false,
      ...times,
    });
  }
  await database.put('leases', { name: 'outbox', page: 'gone', untilMs: Number.MAX_SAFE_INTEGER });
  database.close();
}

test('requests of the version before keep their order, their waits and nobody’s lease', async () => {
  const name = crypto.randomUUID();
  await keptByVersion2(name, [3_000, 1_000, 2_000]);
  const database = await openRequestsDatabase(name);
  const kept = await database.all();
  expect(kept.map(({ request }) => request.id)).toEqual(['old1', 'old2', 'old0']);
  expect(kept.map(({ request }) => request.order)).toEqual([1, 2, 3]);
  expect(kept[0]?.waiting).toEqual({
    requestId: 'old1',
    page: 'gone',
    why: 'network_off',
    tries: 0,
    stopped: false,
    sinceMs: 1_000,
    pauseMs: 8_000,
  });
  expect(await database.nextOrder()).toBe(4);
  const mine = { name: 'outbox', page: 'this', token: 'a' };
  expect(await database.takeLease(mine)).toEqual(mine);
  database.close();
});

test('no two posts get the same place, whichever tab asks, and a discarded one leaves its own free', async () => {
  const name = crypto.randomUUID();
  const [one, two] = await Promise.all([openRequestsDatabase(name), openRequestsDatabase(name)]);
  const given: number[] = [];
  for (const tab of [one, two, one, one, two]) given.push(await tab.nextOrder());
  expect(given).toEqual([1, 2, 3, 4, 5]);
  const request = await makeRequest(post, { id: 'last', createdMs: 0, order: 5 });
  await one.put({ request, attempts: [] });
  await one.remove('last');
  expect(await two.nextOrder()).toBe(6);
  one.close();
  two.close();
});
