// Under `$maxAge` every way of reading shows the same events, whatever the clock did while they were written.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SIZES, type Sizes } from './core/sizes.ts';
import { createTestClient } from './http/test-client.ts';
import { EventNotFoundError, type EventStore, jsonEvent, type ResolvedEvent } from './index.ts';
import { openWithSizes } from './open-event-store.ts';

const STREAM = 'aged-1';
const CATEGORY = '$ce-aged';
const START_MS = Date.parse('2026-11-29T10:00:00Z');
let stores = 0;

interface Stored {
  readonly createdMs: number;
  /** A scavenge dropped it. */
  dropped: boolean;
}

interface Rules {
  readonly maxAge: number;
  readonly maxCount: number | undefined;
  readonly truncateBefore: number | undefined;
}

class Place {
  nowMs = START_MS;
  rules: Rules | undefined;
  readonly stored: Stored[] = [];
  readonly store: EventStore;
  /** Another connection, as another tab has. */
  readonly other: EventStore;

  private constructor(open: (now: () => number) => readonly [EventStore, EventStore]) {
    [this.store, this.other] = open(() => this.nowMs);
  }

  static async open(sizes: Sizes): Promise<Place> {
    const name = `aged-${stores++}`;
    let now = () => START_MS;
    const [store, other] = await Promise.all(
      [1, 2].map(() => openWithSizes({ name, now: () => now() }, sizes)),
    );
    return new Place((clock) => {
      now = clock;
      return [store as EventStore, other as EventStore];
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.store.close(), this.other.close()]);
  }

  visible(): number[] {
    return [...this.stored.keys()].filter((number) => this.isVisible(number));
  }

  isVisible(number: number): boolean {
    const { createdMs, dropped } = this.stored[number] as Stored;
    return !dropped && number >= this.min() && createdMs >= this.oldestMs();
  }

  oldestMs(): number {
    return this.rules ? this.nowMs - this.rules.maxAge * 1000 : Number.NEGATIVE_INFINITY;
  }

  private min(): number {
    const { maxCount = Number.POSITIVE_INFINITY, truncateBefore = 0 } = this.rules ?? {};
    return Math.max(truncateBefore, this.stored.length - maxCount);
  }
}

type Step = (place: Place) => Promise<unknown>;

const jump = fc.integer({ min: -200, max: 200 }).map(
  (seconds): Step =>
    async (place) => {
      place.nowMs += seconds * 1000;
    },
);
const append = fc.integer({ min: 1, max: 12 }).map(
  (count): Step =>
    async (place) => {
      const events = Array.from({ length: count }, () => jsonEvent({ type: 'T', data: 1 }));
      await place.store.appendToStream(STREAM, events);
      place.stored.push(...events.map(() => ({ createdMs: place.nowMs, dropped: false })));
    },
);
const rule = fc
  .record({
    maxAge: fc.integer({ min: 50, max: 300 }),
    maxCount: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined, freq: 3 }),
    truncateBefore: fc.option(fc.nat(20), { nil: undefined, freq: 3 }),
  })
  .map(
    (rules): Step =>
      async (place) => {
        const { maxAge: $maxAge, maxCount: $maxCount, truncateBefore: $tb } = rules;
        await place.store.setStreamMetadata(STREAM, JSON.stringify({ $maxAge, $maxCount, $tb }));
        place.rules = rules;
      },
  );
const scavenge = fc.constant<Step>(async (place) => {
  const before = await all(place.store.readStream(STREAM)).catch(String);
  await place.other.scavenge();
  expect(await all(place.store.readStream(STREAM)).catch(String)).toEqual(before);
  for (const number of place.stored.keys()) {
    if (!place.isVisible(number)) (place.stored[number] as Stored).dropped = true;
  }
});

async function all(events: AsyncIterable<ResolvedEvent>): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { event, link } of events) numbers.push((link ?? event)?.eventNumber ?? -1);
  return numbers;
}

async function walked(
  store: EventStore,
  direction: 'forwards' | 'backwards',
  first: number | 'end',
  maxCount: number,
): Promise<number[]> {
  const met: number[] = [];
  for (let from = first; ; ) {
    const page = await store.readStreamPage(STREAM, { direction, from, maxCount });
    met.push(...page.events.map(({ event }) => event?.eventNumber ?? -1));
    if (page.endOfStream) return met;
    if (from !== 'end') expect(direction === 'forwards' ? page.next > from : page.next < from).toBe(true);
    from = page.next;
  }
}

async function subscribed(store: EventStore): Promise<number[]> {
  const caughtUp = new AbortController();
  return all(store.subscribeToStream(STREAM, { caughtUp: () => caughtUp.abort(), signal: caughtUp.signal }));
}

/** Each link is followed in turn, as a client of the feed does. */
async function followed(store: EventStore, begin: string, relation: string): Promise<number[]> {
  const client = createTestClient(store);
  const met: number[] = [];
  for (let path: string | undefined = begin; path !== undefined; ) {
    const answer = await client.get(path, 'application/vnd.eventstore.atom+json');
    const feed = JSON.parse(answer.text) as {
      readonly entries: readonly { readonly title: string }[];
      readonly links: readonly { readonly relation: string; readonly uri: string }[];
    };
    met.push(...feed.entries.map(({ title }) => Number.parseInt(title, 10)));
    const link = feed.links.find((each) => each.relation === relation);
    const next: string | undefined = link && new URL(link.uri).pathname;
    // A stream that is truncated past its end leads back to where its next event will be.
    path = next === path ? undefined : next;
  }
  return met;
}

async function singly(place: Place, store: EventStore): Promise<number[]> {
  const found = await Promise.all(
    place.stored.map((_, number) =>
      store.readEvent(STREAM, number).then(
        ({ event }) => event?.eventNumber,
        (error: unknown) => {
          if (!(error instanceof EventNotFoundError)) throw error;
          return undefined;
        },
      ),
    ),
  );
  return found.filter((number) => number !== undefined);
}

async function checkEveryWay(place: Place, start: number, count: number): Promise<void> {
  const visible = place.visible();
  const newestFirst = visible.toReversed();
  for (const store of [place.store, place.other]) {
    expect(await walked(store, 'forwards', 0, count)).toEqual(visible);
    expect(await walked(store, 'backwards', 'end', count)).toEqual(newestFirst);
    expect(await walked(store, 'forwards', start, count)).toEqual(visible.filter((n) => n >= start));
    expect(await walked(store, 'backwards', start, count)).toEqual(newestFirst.filter((n) => n <= start));
    expect(await all(store.readStream(STREAM))).toEqual(visible);
    expect(await all(store.readStream(STREAM, { direction: 'backwards' }))).toEqual(newestFirst);
    const some = { from: start, maxCount: count };
    expect(await all(store.readStream(STREAM, some))).toEqual(
      visible.filter((n) => n >= start).slice(0, count),
    );
    expect(await all(store.readStream(STREAM, { ...some, direction: 'backwards' }))).toEqual(
      newestFirst.filter((n) => n <= start).slice(0, count),
    );
    expect(await singly(place, store)).toEqual(visible);
    expect(await subscribed(store)).toEqual(visible);
    expect(await followed(store, `/streams/${STREAM}/head/backward/${count}`, 'next')).toEqual(newestFirst);
    const forwards = await followed(store, `/streams/${STREAM}/0/forward/${count}`, 'previous');
    expect(forwards.toSorted((a, b) => a - b)).toEqual(visible);
    const links: number[] = [];
    for await (const { event } of store.readStream(CATEGORY, { resolveLinkTos: true })) {
      if (event) links.push(event.eventNumber);
    }
    expect(links).toEqual(visible);
  }
}

test('pages, iterators, single events, subscriptions, feeds and links agree, before and after a scavenge', async () => {
  await fc.assert(
    fc.asyncProperty(
      rule,
      fc.array(
        fc.oneof({ weight: 9, arbitrary: fc.tuple(jump, append) }, fc.tuple(scavenge), fc.tuple(rule)),
        {
          minLength: 3,
          maxLength: 10,
        },
      ),
      jump,
      fc.nat(60),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 12 }),
      async (first, steps, last, start, count, lookAhead) => {
        const place = await Place.open({ ...SIZES, lookAhead, lookAtOnce: 3, recordEvents: 4 });
        for (const step of [first, ...steps.flat(), last]) await step(place);
        if (place.stored.length > 0) await checkEveryWay(place, start, count);
        await place.close();
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

test('a system stream with $maxAge hides links by the times of what they link to, wherever they stand', async () => {
  const place = await Place.open(SIZES);
  for (const [count, ms] of [
    [3, 0],
    [2, 90_000],
    [3, 10_000],
  ] as const) {
    place.nowMs = START_MS + ms;
    for (let n = 0; n < count; n++)
      await place.store.appendToStream(STREAM, jsonEvent({ type: 'T', data: n }));
  }
  await place.store.setStreamMetadata(CATEGORY, '{"$maxAge":60}');
  place.nowMs = START_MS + 100_000;
  expect(await all(place.store.readStream(CATEGORY))).toEqual([3, 4]);
  expect(await all(place.store.readStream(CATEGORY, { direction: 'backwards' }))).toEqual([4, 3]);
  expect((await place.other.readEvent(CATEGORY, 3)).event?.type).toBe('$>');
  await expect(place.other.readEvent(CATEGORY, 7)).rejects.toBeInstanceOf(EventNotFoundError);
  await place.close();
});

test('more hidden events than a page looks past are passed over by one page after the other', async () => {
  const place = await Place.open(SIZES);
  const write = (count: number) =>
    place.store.appendToStream(
      STREAM,
      Array.from({ length: count }, () => jsonEvent({ type: 'T', data: 1 })),
    );
  await write(1);
  await write(SIZES.lookAhead + 1_000);
  place.nowMs += 86_400_000;
  await write(1);
  place.nowMs -= 86_400_000;
  await write(SIZES.lookAhead + 1_000);
  place.nowMs += 86_400_000;
  await place.store.setStreamMetadata(STREAM, '{"$maxAge":3600}');
  const young = SIZES.lookAhead + 1_001;
  expect(await all(place.store.readStream(STREAM))).toEqual([young]);
  expect(await all(place.store.readStream(STREAM, { direction: 'backwards' }))).toEqual([young]);
  expect(await all(place.store.readStream(STREAM, { direction: 'backwards', maxCount: 1 }))).toEqual([young]);
  expect(await subscribed(place.other)).toEqual([young]);
  const page = await place.store.readStreamPage(STREAM, { direction: 'forwards', from: 0, maxCount: 20 });
  expect(page).toMatchObject({ events: [], next: SIZES.lookAhead + 20, endOfStream: false });
  await place.close();
});
