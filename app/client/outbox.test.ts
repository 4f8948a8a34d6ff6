import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { type Client, type ClientParts, startClient } from './client.ts';
import { exclusively, LEASE_MS } from './exclusively.ts';
import type { History } from './history.ts';
import { latestOutcome } from './history.ts';
import { createNetwork, type NetworkFault } from './network.ts';
import { LATE_AFTER_MS, startOutbox } from './outbox.ts';
import type { Post } from './post.ts';
import { openRequestsDatabase } from './requests-database.ts';
import { GIVE_UP_AFTER_MS } from './send.ts';
import { clockByHand } from './test-clock.ts';
import { FIRST_PAUSE_MS, LONGEST_WAIT_MS, type Waiting } from './waiting.ts';

/** One browser: a store, a clock that is moved by hand, and pages that come and go. */
function browser() {
  const name = crypto.randomUUID();
  const arrived: string[] = [];
  const written: string[] = [];
  const alive = new Set<string>();
  /** The time of day, which can be set, and a clock that cannot. */
  let dayMs = 1_700_000_000_000;
  const clock = clockByHand(1_000_000, idle);
  const timers: number[] = [];

  async function handle(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const id = request.headers.get('ES-EventId') ?? '';
    arrived.push(id);
    if (id.startsWith('conflict'))
      return new Response('', {
        status: 400,
        headers: { 'ES-CurrentVersion': '4', 'Store-Reason': 'behind' },
      });
    const outcome = written.includes(id) ? 'already_committed' : 'committed';
    if (outcome === 'committed') written.push(id);
    const at = written.indexOf(id);
    return new Response('', {
      status: 201,
      headers: {
        Location: `http://127.0.0.1:2113${pathname}/${at}`,
        'Store-Outcome': outcome,
        'Store-Events': `${at}-${at}`,
      },
    });
  }

  async function open(
    page: string,
    options: { readonly fault?: NetworkFault; readonly locks?: boolean } = {},
  ) {
    alive.add(page);
    const network = createNetwork(undefined);
    if (options.fault) network.set({ fault: options.fault, nextOnly: false });
    const database = await openRequestsDatabase(name);
    const parts: ClientParts = {
      database,
      network,
      pages: { self: page, gone: async (pages) => new Set(pages.filter((each) => !alive.has(each))) },
      wires: {
        handle,
        base: 'http://127.0.0.1:2113',
        wait: (ms) => (ms < GIVE_UP_AFTER_MS ? Promise.resolve() : new Promise<never>(() => {})),
        clock: clock.nowMs,
      },
      now: () => dayMs + clock.nowMs(),
      newId: () => crypto.randomUUID().slice(0, 8),
      tellOthers: () => {},
    };
    const client = await startClient(parts);
    const told: { readonly kinds: readonly string[]; readonly networkIsBack: boolean }[] = [];
    const stop = startOutbox({
      client,
      network,
      pages: parts.pages,
      clock: clock.nowMs,
      after(ms, act) {
        timers.push(ms);
        return clock.after(ms, act);
      },
      exclusively: exclusively('outbox', { locks: undefined, leases: database, page, clock: clock.nowMs }),
      tell: (sent, networkIsBack) =>
        told.push({ kinds: sent.map((history) => latestOutcome(history).kind), networkIsBack }),
    });
    const die = () => {
      stop();
      alive.delete(page);
    };
    return { client, network, told, database, die };
  }

  async function pass(ms: number): Promise<void> {
    await clock.pass(ms);
    await idle();
  }

  /** Somebody sets the clock of the computer on or back by so much. */
  function setClock(byMs: number): void {
    dayMs += byMs;
  }

  return { open, pass, setClock, arrived, written, timers };
}

/** Long enough for many transactions of the fake database one after the other. */
async function idle(): Promise<void> {
  for (let turn = 0; turn < 500; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function post(id: string, stream = 'orders'): Post {
  return { stream, expectedVersion: 'any', events: [{ id, type: 'SomeEvent', data: '{}', metadata: null }] };
}

async function send(client: Client, id: string, stream?: string): Promise<string> {
  const { request, settled } = await client.post(post(id, stream));
  await settled;
  return request.id;
}

const kinds = (client: Client) => client.histories().map((history) => latestOutcome(history).kind);
const find = (client: Client, id: string) =>
  client.histories().find((history) => history.request.id === id) as History;

test('while the network is off requests wait, and nothing reaches the store', async () => {
  const { open, pass, arrived } = browser();
  const { client, told } = await open('this', { fault: 'offline' });
  await send(client, 'a');
  await send(client, 'b');
  expect(kinds(client)).toEqual(['queued', 'queued']);
  expect(find(client, client.histories()[0]?.request.id ?? '').waiting?.tries).toBe(0);
  await pass(60_000);
  expect(kinds(client)).toEqual(['queued', 'queued']);
  expect(client.histories()[0]?.waiting?.tries).toBeGreaterThan(1);
  expect(arrived).toEqual([]);
  expect(told).toEqual([]);
});

test('when the network is back the queue is sent at once, in the order in which it was made', async () => {
  const { open, pass, arrived } = browser();
  const { client, network, told } = await open('this', { fault: 'offline' });
  for (const [id, stream] of [
    ['a', 'orders'],
    ['conflict-b', 'payments'],
    ['c', 'orders'],
    ['d', 'payments'],
  ])
    await send(client, id ?? '', stream);
  network.set({ fault: 'normal', nextOnly: true });
  await pass(0);
  expect(arrived).toEqual(['a', 'conflict-b', 'c', 'd']);
  expect(told).toEqual([{ kinds: ['committed', 'conflict', 'committed', 'committed'], networkIsBack: true }]);
});

test('a request that got no reply is tried again by itself, each time later', async () => {
  const { open, pass, arrived, written } = browser();
  const { client, network } = await open('this', { fault: 'lose_reply' });
  const id = await send(client, 'a');
  expect(kinds(client)).toEqual(['no_reply']);
  await pass(FIRST_PAUSE_MS / 2);
  expect(arrived).toHaveLength(1);
  await pass(FIRST_PAUSE_MS);
  expect(arrived).toHaveLength(2);
  expect(find(client, id).waiting).toMatchObject({ tries: 1, why: 'no_reply' });
  network.set({ fault: 'normal', nextOnly: true });
  await pass(0);
  expect(arrived).toHaveLength(2);
  await pass(3 * FIRST_PAUSE_MS);
  expect(kinds(client)).toEqual(['already_committed']);
  expect(written).toEqual(['a']);
  await pass(600_000);
  expect(arrived).toHaveLength(3);
});

test('a fault that was chosen for one request leaves the retry to the person', async () => {
  const { open, pass, arrived } = browser();
  const { client, network } = await open('this');
  network.set({ fault: 'lose_reply', nextOnly: true });
  const id = await send(client, 'a');
  expect(find(client, id).waiting).toBeUndefined();
  await pass(600_000);
  expect(arrived).toHaveLength(1);
  await client.setAutomatic(id, true);
  await pass(2 * FIRST_PAUSE_MS);
  expect(kinds(client)).toEqual(['already_committed']);
});

test('a fault that waits for the next request of a person is not used up by what goes by itself', async () => {
  const { open, pass } = browser();
  const { client, network } = await open('this', { fault: 'lose_request' });
  await send(client, 'a');
  network.set({ fault: 'lose_reply', nextOnly: true });
  await pass(2 * FIRST_PAUSE_MS);
  expect(kinds(client)).toEqual(['committed']);
  expect(network.state()).toEqual({ fault: 'lose_reply', nextOnly: true });
});

test('a person stops and starts the tries', async () => {
  const { open, pass, arrived } = browser();
  const { client } = await open('this', { fault: 'lose_request' });
  const id = await send(client, 'a');
  await client.setAutomatic(id, false);
  await pass(600_000);
  expect(client.histories()[0]?.attempts).toHaveLength(1);
  await client.setAutomatic(id, true);
  await pass(2 * FIRST_PAUSE_MS);
  expect(client.histories()[0]?.attempts).toHaveLength(2);
  expect(arrived).toEqual([]);
});

test('off for the next request only: it is queued and sent after a pause, and what follows stays behind it', async () => {
  const { open, pass, arrived } = browser();
  const { client, network } = await open('this');
  network.set({ fault: 'offline', nextOnly: true });
  await send(client, 'a');
  await send(client, 'b');
  await send(client, 'c', 'payments');
  expect(kinds(client)).toEqual(['queued', 'queued', 'committed']);
  await pass(2 * FIRST_PAUSE_MS);
  expect(arrived).toEqual(['c', 'a', 'b']);
});

test('what a person sends now does not wait any more', async () => {
  const { open, pass, arrived } = browser();
  const { client, network } = await open('this');
  network.set({ fault: 'offline', nextOnly: true });
  const id = await send(client, 'a');
  await client.retry(id);
  expect(kinds(client)).toEqual(['committed']);
  await pass(600_000);
  expect(arrived).toEqual(['a']);
});

test('a discarded request is not sent; one that is brought back is', async () => {
  const { open, pass, arrived } = browser();
  const { client, network } = await open('this', { fault: 'offline' });
  const kept = await send(client, 'a');
  const history = find(client, kept);
  await client.discard(kept);
  network.set({ fault: 'normal', nextOnly: true });
  await pass(60_000);
  expect(arrived).toEqual([]);
  await client.restore(history);
  await pass(60_000);
  expect(arrived).toEqual(['a']);
});

test('a queue that its page left is sent by the next page, once', async () => {
  const { open, pass, arrived } = browser();
  const dying = await open('dying', { fault: 'offline' });
  await send(dying.client, 'a');
  await send(dying.client, 'b');
  dying.die();
  const { client } = await open('next');
  await pass(1_000); // The page that died may have had its turn at that moment.
  expect(arrived).toEqual(['a', 'b']);
  expect(kinds(client)).toEqual(['committed', 'committed']);
});

test('a page that reloads while the network is off keeps its queue', async () => {
  const { open, pass, arrived } = browser();
  const dying = await open('dying', { fault: 'offline' });
  await send(dying.client, 'a');
  dying.die();
  const { client, network } = await open('next', { fault: 'offline' });
  await pass(60_000);
  expect(kinds(client)).toEqual(['queued']);
  network.set({ fault: 'normal', nextOnly: true });
  await pass(0);
  expect(arrived).toEqual(['a']);
});

test('a page with a network does not send what waits for another page that is alive', async () => {
  const { open, pass, arrived } = browser();
  const off = await open('off', { fault: 'offline' });
  const on = await open('on');
  await send(off.client, 'a');
  await on.client.refresh();
  await pass(60_000);
  expect(arrived).toEqual([]);
  off.die();
  await pass(600_000);
  expect(arrived).toEqual(['a']);
  expect(LATE_AFTER_MS).toBeLessThan(FIRST_PAUSE_MS);
});

test('a request that was kept and never begun is sent by the next page', async () => {
  const { open, pass, arrived } = browser();
  const dying = await open('dying');
  const never = new Promise<never>(() => {});
  dying.database.addAttempt = () => never;
  await dying.client.post(post('a'));
  dying.die();
  const { client } = await open('next');
  await pass(60_000);
  expect(arrived).toEqual(['a']);
  expect(kinds(client)).toEqual(['committed']);
});

test('pages that find the same queue send each request once, and in order', async () => {
  const { open, pass, arrived } = browser();
  const dying = await open('dying', { fault: 'offline' });
  for (const id of ['a', 'b', 'c', 'd']) await send(dying.client, id);
  dying.die();
  await Promise.all(['one', 'two', 'three'].map((page) => open(page)));
  await pass(60_000);
  expect(arrived).toEqual(['a', 'b', 'c', 'd']);
});

test('an attempt that its page did not live to see the end of is tried again by itself', async () => {
  const { open, pass, written } = browser();
  const dying = await open('dying', { fault: 'lose_reply' });
  const { request } = await dying.client.post(post('a'));
  dying.die();
  const { client } = await open('next');
  await pass(3 * FIRST_PAUSE_MS);
  expect(kinds(client)).toEqual(['already_committed']);
  expect(find(client, request.id).attempts).toHaveLength(2);
  expect(written).toEqual(['a']);
});

const HOUR_MS = 3_600_000;
const YEARS_MS = 10 * 365 * 24 * HOUR_MS;

for (const [says, byMs] of [
  ['back by an hour', -HOUR_MS],
  ['back by years', -YEARS_MS],
  ['on by years', YEARS_MS],
] as const)
  test(`the order is that of the posts, of two pages too, while the clock is set ${says} between them`, async () => {
    const { open, pass, setClock, arrived } = browser();
    const one = await open('one', { fault: 'offline' });
    const two = await open('two', { fault: 'offline' });
    for (const [index, { client }] of [one, two, one, two, two, one].entries()) {
      await client.refresh();
      await send(client, `post ${index}`, `stream ${index % 2}`);
      setClock(byMs);
    }
    await one.client.refresh();
    const posted = one.client.histories().map(({ request }) => request.events[0]?.id);
    expect(posted).toEqual([0, 1, 2, 3, 4, 5].map((index) => `post ${index}`));
    two.die();
    one.network.set({ fault: 'normal', nextOnly: true });
    await pass(3 * LONGEST_WAIT_MS);
    for (const stream of [0, 1])
      expect(arrived.filter((id) => Number(id.at(-1)) % 2 === stream)).toEqual(
        posted.filter((_, index) => index % 2 === stream),
      );
  });

test('posts that were not awaited keep the order of their calls', async () => {
  const { open, pass, arrived } = browser();
  const { client, network } = await open('this', { fault: 'offline' });
  const large = `"${'x'.repeat(4_000_000)}"`;
  const sizes = [large, '1', large, '2'];
  const posts = sizes.map((data, index) => ({
    stream: 'orders',
    expectedVersion: 'any' as const,
    events: [{ id: `post ${index}`, type: 'SomeEvent', data, metadata: null }],
  }));
  await Promise.all(posts.map(async (each) => (await client.post(each)).settled));
  network.set({ fault: 'normal', nextOnly: true });
  await pass(1_000);
  expect(arrived).toEqual(['post 0', 'post 1', 'post 2', 'post 3']);
});

for (const [says, byMs] of [
  ['back by an hour', -HOUR_MS],
  ['back by years', -YEARS_MS],
  ['on by years', YEARS_MS],
] as const) {
  test(`a wait goes on as it was when the clock is set ${says}`, async () => {
    const { open, pass, setClock, arrived, timers } = browser();
    const { client, network } = await open('this', { fault: 'lose_request' });
    await send(client, 'a');
    network.set({ fault: 'normal', nextOnly: true });
    await pass(FIRST_PAUSE_MS / 2);
    const left = () => client.leftMs(client.histories()[0]?.waiting as Waiting);
    const before = left();
    setClock(byMs);
    await client.refresh();
    expect(left()).toBe(before);
    await pass(before - 1);
    expect(arrived).toEqual([]);
    await pass(1);
    expect(arrived).toEqual(['a']);
    for (const ms of timers) expect(ms).toBeLessThanOrEqual(LONGEST_WAIT_MS + LATE_AFTER_MS);
  });

  test(`what a page left is sent soon by the next one, though the clock was set ${says} meanwhile`, async () => {
    const { open, pass, setClock, arrived, timers } = browser();
    const dying = await open('dying', { fault: 'lose_request' });
    await send(dying.client, 'a');
    dying.die();
    setClock(byMs);
    await open('next');
    await pass(2 * FIRST_PAUSE_MS);
    expect(arrived).toEqual(['a']);
    for (const ms of timers) expect(ms).toBeLessThanOrEqual(LONGEST_WAIT_MS + LATE_AFTER_MS);
  });

  test(`a page that died in its turn blocks nobody, though the clock was set ${says} meanwhile`, async () => {
    const { open, pass, setClock, arrived } = browser();
    const dying = await open('dying', { fault: 'offline' });
    await send(dying.client, 'a');
    await dying.database.takeLease({ name: 'outbox', page: 'dying', token: 'its last' });
    dying.die();
    setClock(byMs);
    await open('next');
    await pass(2 * LEASE_MS);
    expect(arrived).toEqual(['a']);
  });
}

test('what is held is not hurried when the network is back: it waits as it did', async () => {
  const { open, pass, arrived } = browser();
  const { client, network } = await open('this', { fault: 'offline' });
  const first = await send(client, 'conflict-a');
  const { request } = await client.post({
    ...post('b'),
    expectedVersion: 1,
    after: { requestId: first, knownVersion: 0 },
  });
  const { waiting } = find(client, request.id);
  if (waiting === undefined) throw new Error('It waits for nothing.');
  await client.changeWaiting(waiting, { why: 'network_off', pauseMs: 8_000 });
  await client.discard(first);
  const held = find(client, request.id);
  expect(kinds(client)).toEqual(['held']);
  network.set({ fault: 'normal', nextOnly: true });
  await pass(60_000);
  expect(find(client, request.id)).toEqual(held);
  expect(arrived).toEqual([]);
});

test('what another request was made from is sent by nobody, also when that one is discarded', async () => {
  const { open, pass, arrived } = browser();
  const { client, network } = await open('this', { fault: 'offline' });
  const first = await send(client, 'a');
  const origin = { ...post('b'), expectedVersion: 0, after: { requestId: first, knownVersion: -1 } };
  const { request } = await client.post(origin);
  const head = find(client, first);
  await client.discard(first);
  const carrying = await client.post(post('b'), request.id);
  await client.restore(head);
  await client.discard(carrying.request.id);
  network.set({ fault: 'normal', nextOnly: true });
  await pass(600_000);
  expect(arrived, 'a person says what becomes of it').toEqual(['a']);
  expect(find(client, request.id).waiting?.stopped).toBe(true);
});
