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

test('the first attempt of what is built on another request waits for that one, whatever a page believes of it', async () => {
  const database = await openRequestsDatabase(crypto.randomUUID());
  const after = { requestId: 'first', knownVersion: -1 };
  for (const [id, order] of [
    ['first', 1],
    ['second', 2],
  ] as const) {
    const what = id === 'first' ? post : { ...post, expectedVersion: 0, after };
    await database.put({ request: await makeRequest(what, { id, createdMs: 0, order }), attempts: [] });
  }
  const attempt = (requestId: string) =>
    ({
      requestId,
      page: 'this',
      path: '/streams/orders',
      startedMs: 0,
      durationMs: null,
      fault: 'normal',
      client: { kind: 'sending' },
      store: { kind: 'unknown' },
    }) as const;
  const answered = (events: string) =>
    ({
      status: 201,
      statusText: 'Created',
      headers: [
        ['Store-Outcome', 'committed'],
        ['Store-Events', events],
      ],
      body: '',
    }) as const;
  const begin = () => database.addAttempt(attempt('second'), undefined, { requestId: 'first', last: 0 });
  expect(await begin(), 'not sent yet').toBeUndefined();
  const first = await database.addAttempt(attempt('first'));
  if (first === undefined) throw new Error('The first one is built on nothing.');
  expect(await begin(), 'on its way').toBeUndefined();
  await database.updateAttempt({ ...first, client: { kind: 'no_answer' } });
  expect(await begin(), 'without an answer').toBeUndefined();
  await database.updateAttempt({ ...first, client: { kind: 'answered', answer: answered('1-1') } });
  expect(await begin(), 'written elsewhere').toBeUndefined();
  await database.updateAttempt({ ...first, client: { kind: 'answered', answer: answered('0-0') } });
  expect(await begin()).toMatchObject({ requestId: 'second', number: 1 });
  await database.remove('first');
  expect(await begin(), 'sent once, so that it was allowed').toMatchObject({ number: 2 });
  database.close();
});
