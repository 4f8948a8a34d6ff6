import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import { type EventStore, openEventStore } from '../../../lib/index.ts';
import type { History } from '../../client/history.ts';
import type { Post } from '../../client/post.ts';
import { makeRequest } from '../../client/request.ts';
import { readRebaseBase } from './rebase.ts';

const stores: EventStore[] = [];

afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
});

const event = (id: string = crypto.randomUUID()) => ({ id, type: 'T', data: '{}', metadata: null });

/** The stream `s` with these ids in their order, each written at the exact version, so that none is looked at. */
async function storeWith(...ids: readonly string[]): Promise<EventStore> {
  const store = await openEventStore({ name: crypto.randomUUID() });
  stores.push(store);
  for (const [index, id] of ids.entries())
    await store.appendToStream('s', event(id), { expectedVersion: index === 0 ? 'no_stream' : index - 1 });
  return store;
}

async function refused(id: string, post: Partial<Post> = {}): Promise<History> {
  const request = await makeRequest(
    { stream: 's', expectedVersion: 0, events: [event()], ...post },
    { id, createdMs: 0, order: 1 },
  );
  return { request, attempts: [] };
}

const read = (store: EventStore, members: readonly History[], histories = members) =>
  readRebaseBase(store, { page: 'this', histories: () => histories }, 's', members);

test('a second copy of one’s own event is not counted as written by others', async () => {
  const [own, rival] = [crypto.randomUUID(), crypto.randomUUID()];
  const store = await storeWith(own, rival, own, own);
  const base = await read(store, [await refused('a'), await refused('b', { events: [event(own)] })]);
  expect(base).toMatchObject({ version: 3, since: 0, ownCount: 2, theirCount: 1 });
  expect(base.theirs.map(({ id }) => id)).toEqual([rival]);
});

test('what is free again by the time it is rebased does not go before what carries it on', async () => {
  const store = await storeWith(crypto.randomUUID());
  const member = await refused('a', { after: { requestId: 'z', knownVersion: 0 } });
  const waiting = {
    requestId: 'a',
    page: 'this',
    why: 'turn',
    tries: 0,
    sinceMs: 0,
    pauseMs: 0,
    stopped: false,
  } as const;
  expect(await read(store, [member], [{ ...member, waiting }])).toMatchObject({
    expectedVersion: 0,
    after: null,
  });
});
