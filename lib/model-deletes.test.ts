// Random appends, metadata, deletes, appends to several streams and scavenges agree with a plain model.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import {
  binaryEvent,
  type EventStore,
  type ExpectedVersion,
  openEventStore,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from './index.ts';

const STREAMS = ['order-1', 'plain'];
const ID_COUNT = 10;
const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

type Expected = 'any' | 'no_stream' | 'stream_exists' | 'empty_stream' | number;
interface Append {
  readonly stream: string;
  /** A number is relative to the current version. */
  readonly expected: Expected;
  readonly ids: readonly number[];
}
type Step =
  | { readonly kind: 'append'; readonly append: Append }
  | { readonly kind: 'retry'; readonly back: number }
  | { readonly kind: 'append_several'; readonly appends: readonly Append[] }
  | {
      readonly kind: 'metadata';
      readonly stream: string;
      readonly maxCount?: number;
      readonly truncateBefore?: number;
    }
  | {
      readonly kind: 'delete';
      readonly stream: string;
      readonly expected: Expected;
      readonly forGood: boolean;
    }
  | { readonly kind: 'scavenge' };

const stream = fc.constantFrom(...STREAMS);
const expected: fc.Arbitrary<Expected> = fc.oneof(
  { weight: 2, arbitrary: fc.constant('any' as const) },
  { weight: 4, arbitrary: fc.constant('no_stream' as const) },
  { weight: 1, arbitrary: fc.constantFrom('stream_exists' as const, 'empty_stream' as const) },
  { weight: 3, arbitrary: fc.integer({ min: -3, max: 1 }) },
);
const append: fc.Arbitrary<Append> = fc.record({
  stream,
  expected,
  ids: fc.array(fc.nat(ID_COUNT - 1), { maxLength: 3 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('append' as const), append }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('retry' as const), back: fc.nat(1) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('append_several' as const),
      appends: fc.uniqueArray(append, { selector: (each) => each.stream, minLength: 2, maxLength: 2 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        kind: fc.constant('metadata' as const),
        stream,
        maxCount: fc.integer({ min: 1, max: 4 }),
        truncateBefore: fc.nat(6),
      },
      { requiredKeys: ['kind', 'stream'] },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('delete' as const),
      stream,
      expected,
      forGood: fc.nat(5).map((n) => n === 0),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'scavenge' as const }) },
);

type Outcome = 'written' | 'already_committed' | 'conflict' | 'deleted';

/** One stream in the plainest form. */
class ModelStream {
  ids: string[] = [];
  metadata: { maxCount?: number | undefined; truncateBefore?: number | undefined } | undefined;
  softDeleted = false;
  tombstoned = false;
  /** Where it came back from a soft delete. */
  recreations: number[] = [];
  scavenged = new Set<number>();

  get current(): number {
    return this.ids.length - 1;
  }

  copy(): ModelStream {
    return Object.assign(new ModelStream(), this, {
      ids: [...this.ids],
      metadata: this.metadata && { ...this.metadata },
      recreations: [...this.recreations],
      scavenged: new Set(this.scavenged),
    });
  }

  isAt(version: number, ids: readonly string[]): boolean {
    return ids.length > 0 && ids.every((id, index) => this.ids[version + 1 + index] === id);
  }

  append(expectedVersion: ExpectedVersion, ids: readonly string[]): Outcome {
    const outcome = this.decide(expectedVersion, ids);
    if (outcome !== 'written') return outcome;
    if (this.softDeleted) {
      this.softDeleted = false;
      this.metadata = { truncateBefore: this.current + 1 };
      if (ids.length > 0) this.recreations.push(this.current + 1);
    }
    this.ids.push(...ids);
    return outcome;
  }

  decide(expectedVersion: ExpectedVersion, ids: readonly string[]): Outcome {
    if (this.tombstoned) return 'deleted';
    const created = this.metadata !== undefined || this.softDeleted;
    if (expectedVersion === 'stream_exists' && this.softDeleted) return 'deleted';
    if (expectedVersion === 'stream_exists' && this.current < 0 && !created) return 'conflict';
    if (expectedVersion === 'any' || expectedVersion === 'stream_exists') {
      const known = ids.filter((id) => this.ids.includes(id)).length;
      if (known === 0) return 'written';
      return known === ids.length ? 'already_committed' : 'conflict';
    }
    if (expectedVersion === 'empty_stream' && this.current < 0 && !created) return 'conflict';
    const version = typeof expectedVersion === 'number' ? expectedVersion : -1;
    if (version === this.current) return 'written';
    if (version > this.current) return 'conflict';
    if (this.isAt(version, ids)) return 'already_committed';
    if (expectedVersion !== 'no_stream') return 'conflict';
    if (ids.length > 0 && this.ids[0] === ids[0]) return 'conflict'; // Some of the first events, not all.
    if (this.recreations.some((first) => this.isAt(first - 1, ids))) return 'already_committed';
    return this.softDeleted ? 'written' : 'conflict';
  }

  setMetadata(metadata: NonNullable<ModelStream['metadata']>): Outcome {
    if (this.tombstoned) return 'deleted';
    this.metadata = this.softDeleted ? { ...metadata, truncateBefore: this.current + 1 } : metadata;
    this.softDeleted = false;
    return 'written';
  }

  delete(expectedVersion: ExpectedVersion, forGood: boolean): Outcome {
    const outcome = this.decide(expectedVersion, ['a new id']);
    if (outcome !== 'written') return outcome;
    if (forGood) {
      this.tombstoned = true;
      return 'written';
    }
    if (this.current < 0 && this.metadata === undefined && !this.softDeleted) return 'conflict';
    this.softDeleted = true;
    return 'written';
  }

  /** Numbers of the events that may be read. */
  visible(): number[] {
    if (this.tombstoned || this.softDeleted) return [];
    const { maxCount, truncateBefore = 0 } = this.metadata ?? {};
    const min = Math.max(truncateBefore, maxCount === undefined ? 0 : this.current - maxCount + 1);
    return [...this.ids.keys()].filter((number) => number >= min && !this.scavenged.has(number));
  }

  scavenge(): void {
    const visible = new Set(this.visible());
    for (const number of this.ids.keys()) if (!visible.has(number)) this.scavenged.add(number);
  }

  expectation(relative: Expected): ExpectedVersion {
    return typeof relative === 'number' ? Math.max(0, this.current + relative) : relative;
  }
}

interface Sent {
  readonly stream: string;
  readonly expectedVersion: ExpectedVersion;
  readonly ids: readonly string[];
}

class Model {
  readonly sent: Sent[] = [];
  streams = new Map(STREAMS.map((name) => [name, new ModelStream()]));

  of(name: string): ModelStream {
    return this.streams.get(name) as ModelStream;
  }

  appendSeveral(
    appends: readonly { stream: string; expectedVersion: ExpectedVersion; ids: string[] }[],
  ): Outcome {
    const before = new Map([...this.streams].map(([name, each]) => [name, each.copy()]));
    for (const { stream: name, expectedVersion, ids } of appends) {
      const outcome = this.of(name).append(expectedVersion, ids);
      if (outcome !== 'conflict' && outcome !== 'deleted') continue;
      this.streams = before;
      return outcome;
    }
    return 'written';
  }
}

const event = (id: string) => binaryEvent({ id, type: 'T', data: new Uint8Array([1]) });

async function outcomeOf(work: Promise<unknown>): Promise<Outcome> {
  try {
    const result = (await work) as { outcome?: string };
    return result.outcome === 'already_committed' ? 'already_committed' : 'written';
  } catch (error) {
    if (error instanceof WrongExpectedVersionError) return 'conflict';
    if (error instanceof StreamDeletedError) return 'deleted';
    throw error;
  }
}

function requestOf({ stream: name, expected: relative, ids }: Append, model: Model): Sent {
  return { stream: name, expectedVersion: model.of(name).expectation(relative), ids: ids.map(idOf) };
}

async function play(store: EventStore, model: Model, each: Step): Promise<void> {
  switch (each.kind) {
    case 'append':
    case 'retry': {
      const request = each.kind === 'append' ? requestOf(each.append, model) : model.sent.at(-1 - each.back);
      if (!request) return;
      model.sent.push(request);
      const { stream: name, expectedVersion, ids } = request;
      const answer = await outcomeOf(store.appendToStream(name, ids.map(event), { expectedVersion }));
      expect(answer).toBe(model.of(name).append(expectedVersion, ids));
      return;
    }
    case 'append_several': {
      const appends = each.appends.map((one) => ({
        stream: one.stream,
        expectedVersion: model.of(one.stream).expectation(one.expected),
        ids: one.ids.map(idOf),
      }));
      const answer = await outcomeOf(
        store.appendToStreams(appends.map((one) => ({ ...one, events: one.ids.map(event) }))),
      );
      expect(answer).toBe(model.appendSeveral(appends));
      return;
    }
    case 'metadata': {
      const { maxCount, truncateBefore } = each;
      const json = JSON.stringify({ $maxCount: maxCount, $tb: truncateBefore });
      const answer = await outcomeOf(store.setStreamMetadata(each.stream, json));
      expect(answer).toBe(model.of(each.stream).setMetadata({ maxCount, truncateBefore }));
      return;
    }
    case 'delete': {
      const expectedVersion = model.of(each.stream).expectation(each.expected);
      const deleted = each.forGood
        ? store.tombstoneStream(each.stream, { expectedVersion })
        : store.deleteStream(each.stream, { expectedVersion });
      expect(await outcomeOf(deleted)).toBe(model.of(each.stream).delete(expectedVersion, each.forGood));
      return;
    }
    case 'scavenge':
      await store.scavenge();
      for (const target of model.streams.values()) target.scavenge();
  }
}

/** What can be read of a stream: its events, or why there are none. */
async function readable(
  store: EventStore,
  name: string,
  direction: 'forwards' | 'backwards',
): Promise<unknown> {
  const read: [number, string][] = [];
  try {
    for await (const { event: each } of store.readStream(name, { direction })) {
      if (each) read.push([each.eventNumber, each.id]);
    }
    return read;
  } catch (error) {
    if (error instanceof StreamNotFoundError) return 'missing';
    if (error instanceof StreamDeletedError) return 'deleted';
    throw error;
  }
}

function wanted(target: ModelStream): unknown {
  if (target.tombstoned) return 'deleted';
  if (target.current < 0 || target.softDeleted) return 'missing';
  return target.visible().map((number) => [number, target.ids[number]]);
}

/** Carried to another store, everything reads the same, and a second import finds everything there. */
async function expectSameAfterImport(store: EventStore): Promise<void> {
  const copy = await openEventStore({ name: `${store.name}-copy` });
  const { problems, newEvents } = await copy.importEvents(store.exportEvents());
  expect(problems).toEqual([]);
  expect(newEvents).toBe(await store.headPosition());
  expect(await everyRead(copy)).toEqual(await everyRead(store));
  expect(await copy.importEvents(store.exportEvents())).toMatchObject({ newEvents: 0, problems: [] });
  await copy.close();
}

async function everyRead(store: EventStore): Promise<unknown> {
  const log: unknown[] = [];
  for await (const { event: each } of store.readAll()) log.push({ ...each });
  const streams = [...STREAMS, ...STREAMS.map((name) => `$$${name}`), '$streams', '$ce-order', '$et-T'];
  const reads = streams.map(async (name) => [
    name,
    await readable(store, name, 'forwards'),
    await readable(store, name, 'backwards'),
    await store.describeStream(name),
    await store.getStreamMetadata(name).catch((error: unknown) => String(error)),
    await store.findEventIds(
      name,
      Array.from({ length: ID_COUNT }, (_, n) => idOf(n)),
    ),
  ]);
  return { log, reads: await Promise.all(reads) };
}

async function agrees(steps: readonly Step[], stores: readonly EventStore[]): Promise<void> {
  const [store] = stores as readonly [EventStore, ...EventStore[]];
  const model = new Model();
  for (const [turn, each] of steps.entries()) await play(stores[turn % stores.length] ?? store, model, each);
  for (const [name, target] of model.streams) {
    const forwards = wanted(target);
    expect(await readable(store, name, 'forwards')).toEqual(forwards);
    const backwards = Array.isArray(forwards) ? [...(forwards as unknown[])].reverse() : forwards;
    expect(await readable(store, name, 'backwards')).toEqual(backwards);
  }
  await expectSameAfterImport(store);
  await Promise.all(stores.map((each) => each.close()));
}

let run = 0;
const steps = fc.array(step, { maxLength: 30, size: 'max' });

test('any sequence of appends, metadata, deletes and scavenges is answered and read as the model says', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (played) => {
      await agrees(played, [await openEventStore({ name: `model-deletes-${run++}` })]);
    }),
    { numRuns: 50 },
  );
}, 60_000);

test('two tabs in turns are answered as one would be, also when hints between them get lost', async () => {
  const TrueChannel = BroadcastChannel;
  let isLost = (): boolean => false;
  class LossyChannel extends TrueChannel {
    override postMessage(message: unknown): void {
      if (!isLost()) super.postMessage(message);
    }
  }
  vi.stubGlobal('BroadcastChannel', LossyChannel);
  await fc.assert(
    fc.asyncProperty(steps, fc.array(fc.boolean(), { minLength: 1 }), async (played, losses) => {
      let sent = 0;
      isLost = () => losses[sent++ % losses.length] ?? false;
      const name = `model-tabs-${run++}`;
      await agrees(played, [await openEventStore({ name }), await openEventStore({ name })]);
    }),
    { numRuns: 50 },
  );
  vi.unstubAllGlobals();
}, 60_000);
