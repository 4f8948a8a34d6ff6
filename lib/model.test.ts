// Random appends, retries, reorderings and reopenings agree with a model that knows nothing of IndexedDB.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  binaryEvent,
  type EventStore,
  type ExpectedVersion,
  openEventStore,
  WrongExpectedVersionError,
} from './index.ts';

const STREAMS = ['orders', 'payments/%?#@', '$odd 🚲'];
/** Few ids, so that retries and overlaps are frequent. */
const ID_COUNT = 12;
const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

interface Append {
  readonly kind: 'append';
  readonly stream: string;
  /** A number is relative to the current version, so that most are near it. */
  readonly expected: 'any' | 'no_stream' | 'empty_stream' | 'stream_exists' | number;
  readonly ids: readonly number[];
}
type Step =
  | Append
  | { readonly kind: 'retry'; readonly of: number; readonly expectAny: boolean }
  | { readonly kind: 'reopen' };

const appendStep: fc.Arbitrary<Append> = fc.record({
  kind: fc.constant('append' as const),
  stream: fc.constantFrom(...STREAMS),
  expected: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('any' as const, 'no_stream' as const) },
    { weight: 1, arbitrary: fc.constantFrom('empty_stream' as const, 'stream_exists' as const) },
    { weight: 4, arbitrary: fc.integer({ min: -4, max: 2 }) },
  ),
  ids: fc.array(fc.nat(ID_COUNT - 1), { maxLength: 4 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: appendStep },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('retry' as const), of: fc.nat(50), expectAny: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'reopen' as const }) },
);

type Answer = { readonly first: number; readonly last: number; readonly wrote: boolean } | 'conflict';

/** The contract in its plainest form: streams are lists of ids. */
class Model {
  readonly streams = new Map<string, string[]>();
  readonly log: string[] = [];

  append(stream: string, expected: ExpectedVersion, ids: readonly string[]): Answer {
    const stored = this.streams.get(stream) ?? [];
    const current = stored.length - 1;
    if (expected === 'any' || expected === 'stream_exists') {
      if (expected === 'stream_exists' && current < 0) return 'conflict';
      const places = ids.map((id) => stored.indexOf(id));
      if (places.every((place) => place < 0)) return this.write(stream, ids);
      if (places.some((place) => place < 0)) return 'conflict';
      return { first: places[0] as number, last: places.at(-1) as number, wrote: false };
    }
    if (expected === 'empty_stream' && current < 0) return 'conflict'; // Never created by metadata here.
    const version = typeof expected === 'number' ? expected : -1;
    if (version === current) return this.write(stream, ids);
    const there = stored.slice(version + 1, version + 1 + ids.length);
    if (version > current || ids.length === 0 || ids.some((id, index) => there[index] !== id))
      return 'conflict';
    return { first: version + 1, last: version + ids.length, wrote: false };
  }

  private write(stream: string, ids: readonly string[]): Answer {
    const stored = this.streams.get(stream) ?? [];
    const first = stored.length;
    if (ids.length > 0) this.streams.set(stream, [...stored, ...ids]);
    this.log.push(...ids.map((id) => `${stream}/${id}`));
    return { first, last: first + ids.length - 1, wrote: true };
  }
}

async function send(
  store: EventStore,
  stream: string,
  expectedVersion: ExpectedVersion,
  ids: readonly string[],
): Promise<Answer> {
  const events = ids.map((id) => binaryEvent({ id, type: 'T', data: new Uint8Array([1]) }));
  try {
    const result = await store.appendToStream(stream, events, { expectedVersion });
    return {
      first: result.firstEventNumber,
      last: result.lastEventNumber,
      wrote: result.outcome === 'committed',
    };
  } catch (error) {
    if (error instanceof WrongExpectedVersionError) return 'conflict';
    throw error;
  }
}

async function collect(
  reading: AsyncIterable<{ event?: { id: string; stream: string } }>,
): Promise<string[]> {
  const read: string[] = [];
  for await (const { event } of reading) if (event) read.push(`${event.stream}/${event.id}`);
  return read;
}

test('any sequence of appends, retries and reopenings is answered as the model says, and reads agree with it', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30, size: 'max' }), async (steps) => {
      const name = `model-${run++}`;
      const model = new Model();
      const sent: { stream: string; expected: ExpectedVersion; ids: string[] }[] = [];
      let store = await openEventStore({ name });
      for (const each of steps) {
        if (each.kind === 'reopen') {
          await store.close();
          store = await openEventStore({ name });
          continue;
        }
        const request = each.kind === 'append' ? requestOf(each, model) : sent[each.of % (sent.length || 1)];
        if (!request) continue;
        sent.push(request);
        const expected = each.kind === 'retry' && each.expectAny ? 'any' : request.expected;
        const wanted = model.append(request.stream, expected, request.ids);
        expect(await send(store, request.stream, expected, request.ids)).toEqual(wanted);
      }
      await expectSameReads(store, model);
      await store.close();
    }),
    { numRuns: 60 },
  );
}, 30_000);

function requestOf({ stream, expected, ids }: Append, model: Model) {
  const current = (model.streams.get(stream)?.length ?? 0) - 1;
  const version = typeof expected === 'number' ? Math.max(0, current + expected) : expected;
  return { stream, expected: version, ids: ids.map(idOf) };
}

async function expectSameReads(store: EventStore, model: Model): Promise<void> {
  expect(await collect(store.readAll())).toEqual(model.log);
  expect(await collect(store.readAll({ direction: 'backwards' }))).toEqual([...model.log].reverse());
  for (const [stream, ids] of model.streams) {
    const wanted = ids.map((id) => `${stream}/${id}`);
    expect(await collect(store.readStream(stream))).toEqual(wanted);
    expect(await collect(store.readStream(stream, { direction: 'backwards' }))).toEqual(
      [...wanted].reverse(),
    );
    const middle = Math.floor(ids.length / 2);
    const page = await store.readStreamPage(stream, { direction: 'forwards', from: middle, maxCount: 2 });
    expect(page.events.map(({ event }) => event?.eventNumber)).toEqual(
      [middle, middle + 1].filter((number) => number < ids.length),
    );
  }
}

test('two connections to one database race, and every event is written once and in one place', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(ID_COUNT - 1), { minLength: 2, maxLength: 12 }),
      fc.uuid(),
      async (ids, name) => {
        const [a, b] = await Promise.all([openEventStore({ name }), openEventStore({ name })]);
        const appended = ids.map((id, index) => {
          const store = index % 2 === 0 ? a : b;
          return send(store, 's', 'any', [idOf(id)]);
        });
        const answers = await Promise.all(appended);
        const unique = [...new Set(ids)];
        expect(answers.filter((answer) => answer !== 'conflict' && answer.wrote)).toHaveLength(unique.length);
        const fromA = await collect(a.readStream('s'));
        expect([...fromA].sort()).toEqual(unique.map((id) => `s/${idOf(id)}`).sort());
        expect(await collect(b.readStream('s'))).toEqual(fromA);
        await Promise.all([a.close(), b.close()]);
      },
    ),
    { numRuns: 40 },
  );
}, 30_000);

test('of many appends that expect the same version at once exactly one is written', async () => {
  const name = 'race';
  const stores = await Promise.all([0, 1, 2, 3].map(() => openEventStore({ name })));
  for (let version = -1; version < 10; version++) {
    const expected = version < 0 ? 'no_stream' : version;
    const answers = await Promise.all(
      stores.map((store, index) => send(store, 's', expected, [idOf(100 + version * 10 + index)])),
    );
    expect(answers.filter((answer) => answer !== 'conflict')).toEqual([
      { first: version + 1, last: version + 1, wrote: true },
    ]);
  }
  await Promise.all(stores.map((store) => store.close()));
});
