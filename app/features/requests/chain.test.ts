import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { createHandler } from '../../../lib/http/handler.ts';
import { type EventStore, jsonEvent, openEventStore } from '../../../lib/index.ts';
import { chainsOf } from '../../client/chain.ts';
import { type Client, startClient } from '../../client/client.ts';
import { exclusively, LEASE_MS } from '../../client/exclusively.ts';
import { type History, isKnownWritten, latestOutcome } from '../../client/history.ts';
import { createNetwork, type Network, type NetworkFault } from '../../client/network.ts';
import { startOutbox } from '../../client/outbox.ts';
import type { Post } from '../../client/post.ts';
import { predict, queuedTo } from '../../client/prediction.ts';
import type { ClientRequest } from '../../client/request.ts';
import { openRequestsDatabase } from '../../client/requests-database.ts';
import { GIVE_UP_AFTER_MS } from '../../client/send.ts';
import { clockByHand } from '../../client/test-clock.ts';
import { LONGEST_WAIT_MS } from '../../client/waiting.ts';
import { idsOf, readRebaseBase, sendSteps, stepsOf } from './rebase.ts';
import { retryQueued } from './retry-queued.ts';

const BASE = 'http://127.0.0.1:2113';
const STREAMS = ['cart', 'order'];
/** `CHAIN_SEEDS=500` looks at more of them. */
const SEEDS = Number(process.env.CHAIN_SEEDS ?? 40);
const STEPS = 30;
const FAULTS: readonly NetworkFault[] = [
  'normal',
  'normal',
  'offline',
  'offline',
  'lose_reply',
  'lose_request',
];

type Chance = (below: number) => number;

function chanceFrom(seed: number): Chance {
  let state = seed * 0x9e3779b9;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below;
  };
}

interface Tab {
  readonly name: string;
  readonly client: Client;
  readonly network: Network;
  /** Lets the page live for so many more waits. */
  dieIn(waits: number): void;
  die(): void;
  isDead(): boolean;
}

/** What a person has filled in and not sent yet. */
interface Filled {
  readonly post: Post;
  readonly seen: number;
}

const RIVAL = 'Rival';

/** One browser with two tabs, a person that knows only what the tabs have shown, and rivals that know everything. */
async function world(seed: number) {
  const chance = chanceFrom(seed);
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(chance(from.length))];
  const name = `chain ${seed} ${crypto.randomUUID()}`;
  const store = await openEventStore({ name });
  const handle = createHandler(store, { base: '', newId: () => crypto.randomUUID() });
  const alive = new Set<string>();
  const tabs: Tab[] = [];
  const toClose: (() => void)[] = [];
  /** Up to which version the person knew the stream when they decided on a request. */
  const seenBy = new Map<string, number>();
  const drafts = new Map<string, Filled>();
  let discarded: History | undefined;
  let dayMs = 1_700_000_000_000;
  const hand = clockByHand(1_000, idle);
  let requests = 0;
  let pages = 0;

  async function open(): Promise<Tab> {
    pages += 1;
    const page = `page ${pages}`;
    alive.add(page);
    let livesFor = Number.POSITIVE_INFINITY;
    let stop = () => {};
    const die = () => {
      stop();
      alive.delete(page);
    };

    /** A page may end at any wait: before what it waits for has happened, or after, and hears nothing more. */
    async function mortal<T>(work: () => Promise<T>): Promise<T> {
      const never = new Promise<never>(() => {});
      if (!alive.has(page)) return never;
      if (--livesFor < 0) {
        die();
        return never;
      }
      const result = await work();
      if (!alive.has(page)) return never;
      if (--livesFor < 0) {
        die();
        return never;
      }
      return result;
    }

    const opened = await openRequestsDatabase(name);
    toClose.push(() => opened.close());
    const database = new Proxy(opened, {
      get(target, key: keyof typeof opened) {
        const method = target[key] as (...given: unknown[]) => Promise<unknown>;
        return (...given: unknown[]) => mortal(() => method(...given));
      },
    });
    const network = createNetwork(undefined);
    const self = {
      self: page,
      gone: async (all: readonly string[]) => new Set(all.filter((one) => !alive.has(one))),
    };
    const clock = hand.nowMs;
    const client = await startClient({
      database,
      network,
      pages: self,
      wires: {
        handle: (request) => mortal(() => handle(request)),
        base: BASE,
        wait: (ms) => (ms < GIVE_UP_AFTER_MS ? mortal(async () => {}) : new Promise<never>(() => {})),
        clock,
      },
      now: () => dayMs + hand.nowMs(),
      newId: () => (requests++).toString(16).padStart(8, '0'),
      tellOthers() {
        for (const tab of tabs)
          if (tab.name !== page && !tab.isDead() && chance(1) < 0.7)
            setImmediate(() => void tab.client.refresh());
      },
    });
    stop = startOutbox({
      client,
      network,
      pages: self,
      clock,
      after: hand.after,
      exclusively: exclusively('outbox', { locks: undefined, leases: database, page, clock }),
      tell: () => {},
    });
    return {
      name: page,
      client,
      network,
      die,
      isDead: () => !alive.has(page),
      dieIn: (waits) => {
        livesFor = waits;
      },
    };
  }

  async function live(): Promise<Tab> {
    for (const [index, tab] of tabs.entries()) if (tab.isDead()) tabs[index] = await open();
    return pick(tabs) as Tab;
  }

  /** The form proposes an expected version when it is filled, which may be long before it is sent. */
  async function fill(tab: Tab, stream: string): Promise<void> {
    const current = await store.describeStream(stream);
    const queued = queuedTo(tab.client.page, stream, tab.client.histories());
    const { expectedVersion, after } = predict(current, queued);
    const count = 1 + Math.floor(chance(2));
    const id = chance(1) < 0.1 && count === 1 ? null : undefined;
    const events = Array.from({ length: count }, () => ({
      id: id === null ? null : crypto.randomUUID(),
      type: 'Mine',
      data: '{}',
      metadata: null,
    }));
    // A person may choose another expectation than the form proposes; what follows is counted from it all the same.
    const post =
      chance(1) < 0.1
        ? ({ stream, expectedVersion: 'any', events } as const)
        : { stream, expectedVersion, events, ...(after === null ? {} : { after }) };
    const last = queued.at(-1);
    // Behind one that is written wherever the stream is, the form counts from what it shows.
    const isCountedAnew = last === undefined || last.expectedVersion === 'any';
    const seen = isCountedAnew ? current.version : (seenBy.get(keyOf(last)) ?? -1);
    drafts.set(`${tab.name} ${stream}`, { post, seen });
  }

  async function send(tab: Tab, stream: string): Promise<void> {
    const draft = drafts.get(`${tab.name} ${stream}`);
    if (draft === undefined) return;
    drafts.delete(`${tab.name} ${stream}`);
    seenBy.set(keyOf(draft.post), draft.seen);
    void tab.client.post(draft.post);
    await idle();
  }

  async function rebase(tab: Tab): Promise<void> {
    await Promise.race([tab.client.refresh(), idle()]);
    const chain = pick(chainsOf(tab.client.histories()));
    if (chain === undefined) return;
    const { stream, members } = chain;
    const base = await readRebaseBase(store, tab.client, stream, members);
    const mine = idsOf(tab.client.histories());
    expect(base.theirs.filter(({ id }) => mine.has(id))).toEqual([]);
    const unseen = Math.min(...members.map(({ request }) => seenBy.get(keyOf(request)) ?? base.version));
    const shown = new Set(base.theirs.map(({ eventNumber }) => eventNumber));
    for (const { eventNumber } of await rivalsIn(stream))
      if (eventNumber > unseen && eventNumber <= base.version) expect(shown).toContain(eventNumber);
    const steps = stepsOf(base, () => chance(1) < 0.8);
    for (const { post } of steps) seenBy.set(keyOf(post), base.version);
    void sendSteps(tab.client, base, steps);
    await idle();
  }

  /** Edit and send as new: other ids, in the place of a held request. */
  async function editAsNew(tab: Tab): Promise<void> {
    const held = pick(tab.client.histories().filter((one) => latestOutcome(one).kind === 'held'));
    if (held === undefined) return;
    const { stream, id } = held.request;
    await fill(tab, stream);
    const draft = drafts.get(`${tab.name} ${stream}`) as Filled;
    drafts.delete(`${tab.name} ${stream}`);
    seenBy.set(keyOf(draft.post), draft.seen);
    void tab.client.post(draft.post, id);
    await idle();
  }

  async function rivalsIn(stream: string) {
    const all = await eventsOf(store, stream);
    return all.filter(({ type }) => type === RIVAL);
  }

  async function rivalWrites(stream: string): Promise<void> {
    await store.appendToStream(stream, [jsonEvent({ type: RIVAL, data: {} })], { expectedVersion: 'any' });
  }

  async function step(): Promise<void> {
    const tab = await live();
    const stream = pick(STREAMS) as string;
    const some = pick(tab.client.histories());
    const what = chance(100);
    if (what < 20) await fill(tab, stream);
    else if (what < 45) {
      if (!drafts.has(`${tab.name} ${stream}`)) await fill(tab, stream);
      await send(tab, stream);
    } else if (what < 53) await rivalWrites(stream);
    else if (what < 63) tab.network.set({ fault: pick(FAULTS) ?? 'normal', nextOnly: chance(1) < 0.3 });
    else if (what < 70) await hand.pass(chance(20_000));
    else if (what < 75) dayMs += chance(1) < 0.5 ? 3_600_000 : -86_400_000;
    else if (what < 80) tab.dieIn(Math.floor(chance(12)));
    else if (what < 85) await rebase(tab);
    else if (what < 86) await editAsNew(tab);
    else if (what < 87) await Promise.race([retryQueued(tab.client), idle()]);
    else if (what < 88 && some) void tab.client.setAutomatic(some.request.id, chance(1) < 0.5);
    else if (what < 92 && some) void tab.client.retry(some.request.id);
    else if (what < 95 && some) {
      discarded = some;
      await Promise.race([tab.client.discard(some.request.id), idle()]);
    } else if (what < 97 && discarded) {
      const back = discarded;
      discarded = undefined;
      await Promise.race([tab.client.restore(back), idle()]);
    } else await Promise.race([tab.client.refresh(), idle()]);
    if (chance(1) < 0.3) await idle();
  }

  /** The network works, time goes by, and the person retries what nobody answered. */
  async function settle(): Promise<readonly History[]> {
    for (let round = 0; round < 3; round += 1) {
      // None may end while another is waited for.
      for (const tab of tabs) tab.dieIn(Number.POSITIVE_INFINITY);
      await live();
      for (const tab of tabs) {
        tab.network.set({ fault: 'normal', nextOnly: true });
        await tab.client.refresh();
      }
      await hand.pass(2 * LEASE_MS + LONGEST_WAIT_MS);
      const client = tabs[0]?.client as Client;
      for (const history of client.histories()) {
        const { kind } = latestOutcome(history);
        if (kind === 'no_reply' || history.waiting?.stopped) await client.retry(history.request.id);
      }
      await hand.pass(LONGEST_WAIT_MS);
    }
    const client = tabs[0]?.client as Client;
    await client.refresh();
    return client.histories();
  }

  tabs.push(await open(), await open());
  return {
    store,
    step,
    settle,
    seenBy,
    async close() {
      for (const tab of tabs) tab.die();
      for (const close of toClose) close();
      await store.close();
    },
  };
}

/** A request that carries another one on has its ids. */
function keyOf({
  events,
  expectedVersion,
}: Pick<Post, 'expectedVersion'> & Pick<ClientRequest, 'events'>): string {
  return `${events[0]?.id} at ${expectedVersion}`;
}

async function eventsOf(store: EventStore, stream: string) {
  if ((await store.describeStream(stream)).state === 'missing') return [];
  const page = await store.readStreamPage(stream, { direction: 'forwards', from: 0, maxCount: 1_000 });
  return page.events.flatMap(({ event }) => event ?? []);
}

/** Long enough for many transactions of the fake database one after the other. */
async function idle(): Promise<void> {
  for (let turn = 0; turn < 150; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** So that nobody takes seeds for a proof that never meet what they are for. */
const counted = { held: 0, afterOthers: 0 };

for (let seed = 1; seed <= SEEDS; seed += 1)
  test(`what is built on a request is written directly after it or not at all (seed ${seed})`, async () => {
    const { store, step, settle, seenBy, close } = await world(seed);
    for (let count = 0; count < STEPS; count += 1) await step();
    const histories = await settle();
    for (const history of histories) {
      const { request } = history;
      const { kind } = latestOutcome(history);
      expect(['queued', 'sending'], `request ${request.id} is settled or held`).not.toContain(kind);
      if (kind === 'held') counted.held += 1;
    }
    const mine = new Map(
      histories.flatMap((history) => [...idsOf([history])].map((id) => [id, history] as const)),
    );
    for (const stream of STREAMS) {
      const events = await eventsOf(store, stream);
      expect(new Set(events.map(({ id }) => id)).size, 'each id is written once').toBe(events.length);
      for (const { eventNumber, id } of events) {
        const history = mine.get(id);
        // A request that was carried on shares its ids with the one that was written.
        if (history === undefined || !isKnownWritten(history)) continue;
        const { request } = history;
        const first = events.findIndex((event) => event.id === [...idsOf([history])][0]);
        if (eventNumber !== first) continue;
        if (request.expectedVersion === 'any') continue;
        const unseen = events.slice((seenBy.get(keyOf(request)) ?? first) + 1, first);
        expect(
          unseen.filter(({ type }) => type === RIVAL),
          `request ${request.id} lands on nothing unseen`,
        ).toEqual([]);
        if (request.after === undefined) continue;
        counted.afterOthers += 1;
        const before = histories.find((other) => other.request.id === request.after?.requestId);
        if (before !== undefined)
          expect([...idsOf([before])], `request ${request.id} comes after its own`).toContain(
            events[first - 1]?.id,
          );
      }
    }
    await close();
  }, 60_000);

test('the seeds have met what they are for', () => {
  expect(counted.held).toBeGreaterThan(0);
  expect(counted.afterOthers).toBeGreaterThan(0);
});
