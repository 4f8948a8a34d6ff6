import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { type Client, type ClientParts, startClient } from './client.ts';
import { latestOutcome, needsYou } from './history.ts';
import { createNetwork, type NetworkFault } from './network.ts';
import { outcomeOf } from './outcome.ts';
import type { Post } from './post.ts';
import { queuedTo } from './prediction.ts';
import { openRequestsDatabase } from './requests-database.ts';
import { GIVE_UP_AFTER_MS } from './send.ts';
import { waitingFor } from './waiting.ts';

const BASE = 'http://127.0.0.1:2113';
const ID = 'c322e299-cb73-4b47-97c5-5054f920746e';
const post: Post = {
  stream: 'newstream',
  expectedVersion: 'no_stream',
  events: [{ id: ID, type: 'SomeEvent', data: '{"a":1}', metadata: null }],
};

/** A store that remembers ids, as far as the client can tell. */
function fakeStore() {
  const arrived: string[] = [];
  const written: string[] = [];
  async function handle(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const headers = [...request.headers].map(([name, value]) => `${name}: ${value}`).sort();
    arrived.push(`${request.method} ${pathname}\n${headers.join('\n')}\n\n${await request.text()}`);
    const id = request.headers.get('ES-EventId') ?? /incoming\/(.+)$/.exec(pathname)?.[1];
    if (!id) {
      const location = `${BASE}/streams/newstream/incoming/${crypto.randomUUID()}`;
      return new Response('', { status: 307, headers: { Location: location } });
    }
    const known = written.includes(id);
    if (!known) written.push(id);
    const at = written.indexOf(id);
    return new Response('', {
      status: 201,
      headers: {
        Location: `${BASE}/streams/newstream/${at}`,
        'Store-Outcome': known ? 'already_committed' : 'committed',
        'Store-Events': `${at}-${at}`,
      },
    });
  }
  return { arrived, written, handle };
}

/** Time flies, but never so far that the client gives up on a store that answers. */
const wait = (ms: number) => (ms < GIVE_UP_AFTER_MS ? Promise.resolve() : new Promise<never>(() => {}));

async function open(over: Partial<ClientParts> = {}, name: string = crypto.randomUUID()) {
  const store = fakeStore();
  const network = createNetwork(undefined);
  const database = await openRequestsDatabase(name);
  const parts: ClientParts = {
    database,
    network,
    pages: { self: 'this', gone: async (pages) => new Set(pages.filter((page) => page !== 'this')) },
    wires: { handle: store.handle, base: BASE, wait, clock: () => 0 },
    now: Date.now,
    newId: () => crypto.randomUUID().slice(0, 8),
    tellOthers: () => {},
    ...over,
  };
  return { client: await startClient(parts), network, store, name, database, parts };
}

async function posted(client: Client, what: Post = post): Promise<string> {
  const { request, settled } = await client.post(what);
  await settled;
  return request.id;
}

function outcomes(client: Client): string[] {
  return client.histories().flatMap(({ attempts }) => attempts.map((attempt) => outcomeOf(attempt).kind));
}

function views(client: Client): string[] {
  return client.histories().flatMap(({ attempts }) => attempts.map((attempt) => attempt.store.kind));
}

test('after a lost reply the retry sends the same bytes and learns that it was written', async () => {
  const { client, network, store } = await open();
  network.set({ fault: 'lose_reply', nextOnly: true });
  const id = await posted(client);
  expect(outcomes(client)).toEqual(['no_reply']);
  expect(views(client)).toEqual(['answered']);
  await client.retry(id);
  expect(outcomes(client)).toEqual(['no_reply', 'already_committed']);
  expect(store.arrived).toHaveLength(2);
  expect(store.arrived[1]).toBe(store.arrived[0]);
  expect(store.written).toEqual([ID]);
});

test('after a lost request the retry writes', async () => {
  const { client, network, store } = await open();
  network.set({ fault: 'lose_request', nextOnly: true });
  const id = await posted(client);
  expect(outcomes(client)).toEqual(['no_reply']);
  expect(views(client)).toEqual(['never_arrived']);
  expect(store.arrived).toEqual([]);
  await client.retry(id);
  expect(outcomes(client)).toEqual(['no_reply', 'committed']);
});

test('without an id the client goes on to the idempotent URL, and retries go there too', async () => {
  const { client, network, store } = await open();
  const noId = { ...post, events: post.events.map((event) => ({ ...event, id: null })) };
  const faults: NetworkFault[] = ['normal', 'lose_reply', 'normal'];
  network.take = () => faults.shift() ?? 'normal';
  const id = await posted(client, noId);
  expect(outcomes(client)).toEqual(['id_assigned', 'no_reply']);
  await client.retry(id);
  expect(outcomes(client)).toEqual(['id_assigned', 'no_reply', 'already_committed']);
  expect(store.written).toHaveLength(1);
  const paths = client.histories()[0]?.attempts.map((attempt) => attempt.path);
  expect(paths?.[0]).toBe('/streams/newstream');
  expect(paths?.[1]).toMatch(/^\/streams\/newstream\/incoming\//);
  expect(paths?.[2]).toBe(paths?.[1]);
});

test('requests and attempts survive a reload', async () => {
  const before = await open();
  before.network.set({ fault: 'lose_reply', nextOnly: true });
  const id = await posted(before.client);
  const after = await open({ wires: before.parts.wires }, before.name);
  expect(after.client.histories()).toEqual(before.client.histories());
  await after.client.retry(id);
  expect(outcomes(after.client)).toEqual(['no_reply', 'already_committed']);
});

test('an attempt that was being sent when its page died got no reply', async () => {
  const before = await open();
  const never = new Promise<never>(() => {});
  const dying = await open({
    database: before.database,
    pages: { self: 'dying', gone: async () => new Set() },
    wires: { ...before.parts.wires, handle: () => never },
  });
  const sent = new Promise<void>((resolve) => dying.client.onChange(resolve));
  await dying.client.post(post);
  await sent;
  await expect.poll(async () => (await before.database.all())[0]?.attempts.length).toBe(1);
  await before.client.refresh();
  expect(outcomes(before.client)).toEqual(['no_reply']);
  expect(views(before.client)).toEqual(['unknown']);
});

test('an attempt of another page that is alive is still being sent', async () => {
  const { database, client } = await open({ pages: { self: 'this', gone: async () => new Set() } });
  const { request } = await client.post(post);
  await database.addAttempt({
    requestId: request.id,
    page: 'another',
    path: request.path,
    startedMs: 0,
    durationMs: null,
    fault: 'normal',
    client: { kind: 'sending' },
    store: { kind: 'unknown' },
  });
  await client.refresh();
  expect(outcomes(client)).toContain('sending');
});

test('a discarded request is gone, and comes back as it was', async () => {
  const { client, database } = await open();
  const id = await posted(client);
  const [history] = client.histories();
  if (!history) throw new Error('nothing was posted');
  await client.discard(id);
  expect(client.histories()).toEqual([]);
  expect(await database.all()).toEqual([]);
  await client.restore(history);
  expect(client.histories()).toEqual([history]);
  expect(await database.all()).toEqual([history]);
});

test('two tabs that retry the same request make two attempts', async () => {
  const one = await open();
  const id = await posted(one.client);
  const two = await open({ wires: one.parts.wires }, one.name);
  await Promise.all([one.client.retry(id), two.client.retry(id)]);
  await one.client.refresh();
  expect(one.client.histories()[0]?.attempts.map((attempt) => attempt.number)).toEqual([1, 2, 3]);
});

test('a store that breaks off is no answer, and nothing is guessed', async () => {
  const { parts } = await open();
  const handle = () => Promise.reject(new Error('closed'));
  const { client } = await open({ wires: { ...parts.wires, handle } });
  await posted(client);
  expect(outcomes(client)).toEqual(['no_reply']);
  expect(views(client)).toEqual(['unknown']);
});

test('what the Lab posts has a fault of its own, needs nobody, and leaves the network as it is', async () => {
  const { client, network } = await open();
  network.set({ fault: 'lose_request', nextOnly: true });
  const staged = { lab: { writer: 'you', round: 1 }, fault: 'lose_reply' } as const;
  const { request, settled } = await client.post(post, undefined, staged);
  await settled;
  expect(views(client)).toEqual(['answered']);
  expect(client.histories().filter(needsYou)).toEqual([]);
  await client.retry(request.id, 'normal');
  expect(outcomes(client)).toEqual(['no_reply', 'already_committed']);
  expect(network.state()).toEqual({ fault: 'lose_request', nextOnly: true });
});

test('a page counts from what another page left in the queue as soon as it is open', async () => {
  const first = await open();
  first.network.set({ fault: 'offline', nextOnly: false });
  await posted(first.client);
  const pages = {
    self: 'next',
    gone: async (all: readonly string[]) => new Set(all.filter((page) => page !== 'next')),
  };
  const { client } = await open({ pages }, first.name);
  expect(queuedTo(client.page, post.stream, client.histories())).toHaveLength(1);
});

test('a queue that cannot be taken over yet keeps nobody from the screens', async () => {
  const first = await open();
  first.network.set({ fault: 'offline', nextOnly: false });
  await posted(first.client);
  const database = {
    ...first.database,
    setWaiting: () => Promise.reject(new DOMException('The disk is full.', 'QuotaExceededError')),
  };
  const pages = { self: 'next', gone: async (all: readonly string[]) => new Set(all) };
  const { client } = await open({ pages, database }, first.name);
  expect(client.histories()).toHaveLength(1);
});

test('what was under way when it was discarded comes back as what nobody answered', async () => {
  const never = new Promise<never>(() => {});
  const { client, parts } = await open({ wires: { handle: () => never, base: BASE, wait, clock: () => 0 } });
  await client.post(post);
  await expect.poll(() => outcomes(client)).toEqual(['sending']);
  const [history] = client.histories();
  if (history === undefined) throw new Error('Nothing was posted.');
  await client.discard(history.request.id);
  await client.restore(history);
  expect(outcomes(client)).toEqual(['no_reply']);
  await client.refresh();
  expect(outcomes(client)).toEqual(['no_reply']);
  await client.discard(history.request.id);
  await client.restore({
    request: history.request,
    attempts: [],
    waiting: waitingFor(history.request.id, { page: parts.pages.self, why: 'first', nowMs: 0 }),
  });
  expect(client.histories().map((each) => latestOutcome(each).kind)).toEqual(['queued']);
});
