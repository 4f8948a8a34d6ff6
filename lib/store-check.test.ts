// The check of a store, and stores exactly as earlier versions left them: an append without the record that was refused.
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { hashedIdKey } from './core/id-keys.ts';
import { type EventData, type EventStore, jsonEvent, openEventStore, type ResolvedEvent } from './index.ts';
import { changeRecords, loseRecords, refusedPlace } from './test-holes.ts';

let opened = 0;
const newName = () => `checked-${opened++}`;

const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const events = (from: number, count: number): EventData[] =>
  Array.from({ length: count }, (_, n) =>
    jsonEvent({ id: idOf(from + n), type: 'T', data: { n: from + n } }),
  );
const upTo = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, n) => first + n);

async function all<Value>(reading: AsyncIterable<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for await (const value of reading) values.push(value);
  return values;
}
const numberOf = ({ event, link }: ResolvedEvent): number => (link ?? event)?.eventNumber ?? -1;
const numbersOf = async (reading: AsyncIterable<ResolvedEvent>) => (await all(reading)).map(numberOf);

interface Holed {
  readonly name: string;
  readonly store: EventStore;
  /** Event numbers of `a-1` that are missing. */
  readonly hole: { readonly first: number; readonly last: number };
  readonly last: number;
  readonly sent: readonly EventData[];
}

/**
 * `a-1` has one event, by another tab, which an append of so many records of 200 events did not know of and was refused; and it
 * was written but for one record. Where that is not the first one, the event of the other tab is missing.
 */
async function openAfterRefusal(count: number): Promise<Holed> {
  const name = newName();
  const before = await openEventStore({ name });
  const sent = events(0, count * 200);
  await before.appendToStream('x', events(0, 1));
  await before.appendToStream('a-1', sent);
  await before.close();
  const place = refusedPlace(count);
  const lost = 1 + place;
  if (place > 0) await loseRecords(name, (_, at) => at === lost);
  else {
    await changeRecords(name, (record, at) =>
      at !== lost
        ? record
        : {
            ...record,
            count: 1,
            ids: [idOf(1_000_000)],
            types: ['T'],
            data: ['{}'],
            metadata: [null],
            idKeys: [hashedIdKey(record.stream, idOf(1_000_000))],
          },
    );
  }
  const hole = { first: place * 200 + (place === 0 ? 1 : 0), last: place * 200 + 199 };
  return { name, store: await openEventStore({ name }), hole, last: count * 200 - 1, sent };
}

test.each([17, 32, 33, 64])(
  'a store in which a refused append of %i records was written in part is read, appended to and folded on',
  async (count) => {
    const { store, hole, last, sent } = await openAfterRefusal(count);
    const there = upTo(0, last).filter((number) => number < hole.first || number > hole.last);
    expect(await numbersOf(store.readStream('a-1'))).toEqual(there);
    expect(await numbersOf(store.readStream('a-1', { direction: 'backwards' }))).toEqual(there.toReversed());
    for (const maxCount of [1, 20, 199, 500]) {
      const page = { maxCount, from: hole.first, direction: 'forwards' } as const;
      const inside = await store.readStreamPage('a-1', { ...page, maxCount: Math.min(maxCount, 100) });
      expect(inside).toMatchObject({ events: [], next: hole.last + 1, endOfStream: false });
      expect(await numbersOf(store.readStream('a-1', page))).toEqual(
        upTo(hole.last + 1, last).slice(0, maxCount),
      );
      const back = { maxCount, from: hole.last, direction: 'backwards' } as const;
      expect(await numbersOf(store.readStream('a-1', back))).toEqual(
        upTo(0, hole.first - 1)
          .toReversed()
          .slice(0, maxCount),
      );
    }

    const stop = new AbortController();
    const met: number[] = [];
    const following = (async () => {
      const from = Math.max(0, hole.first - 1);
      for await (const event of store.subscribeToStream('a-1', { from, signal: stop.signal })) {
        met.push(numberOf(event));
        if (met.at(-1) === last + 2) stop.abort();
      }
    })();
    const folded = store.project({
      name: 'count',
      source: { category: 'a' },
      initial: () => 0,
      fold: (sum) => sum + 1,
    });
    const folding = new AbortController();
    const running = folded.run(folding.signal);

    const around = sent.slice(hole.last - 10, hole.last + 10);
    await expect(store.appendToStream('a-1', around)).rejects.toMatchObject({ reason: 'partial' });
    const begun = store.appendToStream('a-1', sent.slice(0, 20), { expectedVersion: 'no_stream' });
    if (hole.first > 1)
      expect(await begun).toMatchObject({ outcome: 'already_committed', firstEventNumber: 0 });
    else await expect(begun).rejects.toMatchObject({ currentVersion: last, reason: 'behind' });
    const behind = sent.slice(hole.last + 1, hole.last + 3);
    expect(await store.appendToStream('a-1', behind, { expectedVersion: hole.last })).toMatchObject({
      outcome: 'already_committed',
      firstEventNumber: hole.last + 1,
    });
    const across = store.appendToStream('a-1', behind, { expectedVersion: hole.last - 1 });
    await expect(across).rejects.toMatchObject({ reason: 'behind' });
    expect(await store.appendToStream('a-1', events(2_000_000, 1), { expectedVersion: last })).toMatchObject({
      firstEventNumber: last + 1,
    });
    expect(await store.appendToStream('a-1', events(2_000_001, 1))).toMatchObject({
      firstEventNumber: last + 2,
    });
    await following;
    // As long as it takes: Firefox folds some 500 events a second here.
    for await (const { state } of folded.changes()) if (state === there.length + 2) break;
    folding.abort();
    await running;
    const from = Math.max(0, hole.first - 1);
    expect(met).toEqual([...there.filter((number) => number > from), last + 1, last + 2]);
    await store.close();
  },
  60_000,
);

test('the hole of a refused append is named, and an import of the export keeps it and nothing else', async () => {
  const { store, last } = await openAfterRefusal(17);
  const missing = { kind: 'missing_events', stream: 'a-1', first: 1, last: 199 } as const;
  expect(await store.check()).toEqual({
    problems: [
      { kind: 'missing_positions', first: 2, last: 200 },
      missing,
      { kind: 'missing_links', stream: '$ce-a', first: 1, last: 199 },
      { kind: 'missing_links', stream: '$et-T', first: 2, last: 200 },
    ],
    unlisted: 0,
    done: last + 2,
    total: last + 2,
    events: last + 2 - 199,
    cancelled: false,
  });
  const file = await new Response(store.exportEvents()).text();
  expect(file.split('\n')[3]).toContain('"eventNumber":200,"position":2,');
  expect(file.split('\n')[3]).toContain('"after":0}');
  expect(file.match(/"after"/g)).toHaveLength(1);
  const copy = await openEventStore({ name: newName() });
  const wanted = { newEvents: last + 2 - 199, problems: [] };
  expect(await copy.importEvents(new Blob([file]), { dryRun: true })).toMatchObject(wanted);
  expect(await copy.importEvents(new Blob([file]))).toMatchObject(wanted);
  expect((await copy.check()).problems).toEqual([missing]);
  expect(await new Response(copy.exportEvents()).text()).toBe(file);
  await Promise.all([store.close(), copy.close()]);
}, 30_000);

test('a page of the log whose positions are all missing leads to the next that is there', async () => {
  const { store, last } = await openAfterRefusal(17);
  const page = { maxCount: 10, from: 50 };
  expect(await store.readAllPage({ ...page, direction: 'forwards' })).toMatchObject({
    events: [],
    next: 201,
    endOfLog: false,
  });
  expect(await store.readAllPage({ ...page, direction: 'backwards' })).toMatchObject({
    events: [],
    next: 2,
    endOfLog: false,
  });
  expect(await store.headPosition()).toBe(last + 2);
  await store.close();
});

test('truncation and scavenges go on in a hole', async () => {
  const { store, last } = await openAfterRefusal(17);
  await store.setStreamMetadata('a-1', '{"$tb":100}');
  expect((await numbersOf(store.readStream('a-1')))[0]).toBe(200);
  const newest = await numbersOf(store.readStream('a-1', { direction: 'backwards' }));
  expect(newest).toEqual(upTo(200, last).toReversed());
  expect(await store.scavenge()).toMatchObject({ droppedEvents: 1 });
  await store.setStreamMetadata('a-1', `{"$maxCount":${last - 50}}`);
  expect((await numbersOf(store.readStream('a-1')))[0]).toBe(200);
  await store.close();
});

async function openWith(
  write: (store: EventStore) => Promise<unknown>,
  damage: (name: string) => Promise<unknown>,
): Promise<EventStore> {
  const name = newName();
  const before = await openEventStore({ name });
  await write(before);
  await before.close();
  await damage(name);
  return openEventStore({ name });
}

test('a store that is whole has no problems, whatever was done to it', async () => {
  const store = await openEventStore({ name: newName() });
  await Promise.all(upTo(0, 30).map((n) => store.appendToStream(`a-${n % 3}`, events(n, 1))));
  await store.appendToStream('a-1', events(100, 450));
  // The same ids once more, which have their keys in the records before.
  await store.appendToStream('a-1', events(0, 2), {
    expectedVersion: (await store.describeStream('a-1')).version,
  });
  await store.setStreamMetadata('a-2', '{"$maxCount":2}');
  await store.deleteStream('a-0');
  await store.tombstoneStream('a-1');
  await store.scavenge();
  const total = await store.headPosition();
  expect(await store.check()).toEqual({
    problems: [],
    unlisted: 0,
    done: total,
    total,
    events: total,
    cancelled: false,
  });
  await store.close();
});

test('events whose links were in a missing record are named, and an import links them again', async () => {
  const store = await openWith(
    (before) =>
      Promise.all(upTo(0, 4).map((n) => before.appendToStream(`a-${n}`, events(n, 1)))).then(() =>
        before.appendToStream('a-9', events(9, 1)),
      ),
    (name) => loseRecords(name, (_, place) => place === 0),
  );
  expect((await store.check()).problems).toEqual([
    { kind: 'missing_positions', first: 0, last: 0 },
    ...upTo(1, 4).map((n) => ({ kind: 'unlinked_events', stream: `a-${n}`, first: 0, last: 0 })),
    { kind: 'missing_links', stream: '$streams', first: 0, last: 4 },
    { kind: 'missing_links', stream: '$ce-a', first: 0, last: 4 },
    { kind: 'missing_links', stream: '$et-T', first: 0, last: 4 },
  ]);
  expect(await numbersOf(store.readStream('$ce-a'))).toEqual([5]);
  const copy = await openEventStore({ name: newName() });
  await copy.importEvents(await new Response(store.exportEvents()).blob());
  expect(await copy.check()).toMatchObject({ problems: [], events: 5 });
  expect(await numbersOf(copy.readStream('$ce-a'))).toEqual(upTo(0, 4));
  await Promise.all([store.close(), copy.close()]);
});

test('a system stream whose last links are missing goes on behind them', async () => {
  const store = await openWith(
    async (before) => {
      await before.appendToStream('a-1', events(0, 1));
      await Promise.all([
        before.appendToStream('a-1', jsonEvent({ type: 'U', data: 1 })),
        before.appendToStream('a-2', events(1, 1)),
        before.appendToStream('a-3', jsonEvent({ type: 'U', data: 2 })),
      ]);
    },
    (name) => loseRecords(name, ({ stream }) => stream === 'a-2'),
  );
  expect((await store.check()).problems).toContainEqual({
    kind: 'missing_links',
    stream: '$et-T',
    first: 1,
    last: 1,
  });
  expect(await store.describeStream('$et-T')).toMatchObject({ version: 0 });
  const met: number[] = [];
  const stop = new AbortController();
  const following = (async () => {
    for await (const event of store.subscribeToStream('$et-T', { signal: stop.signal })) {
      met.push(numberOf(event));
      if (met.length === 2) stop.abort();
    }
  })();
  await store.appendToStream('b-1', events(7, 1));
  await following;
  expect(met).toEqual([0, 2]);
  expect(await numbersOf(store.readStream('$et-T', { direction: 'backwards' }))).toEqual([2, 0]);
  await store.close();
});

test('a system stream that was deleted shows all its new links, also where some of them are missing', async () => {
  const name = newName();
  const before = await openEventStore({ name });
  for (const n of upTo(0, 9)) await before.appendToStream('a-1', events(n, 1));
  await before.deleteStream('$ce-a');
  for (const n of upTo(10, 29)) await before.appendToStream('a-1', events(n, 1));
  await before.close();
  for (const last of [12, 20, 28]) {
    await loseRecords(name, ({ stream, first }) => stream === 'a-1' && first >= 12 && first <= last);
    const store = await openEventStore({ name });
    const there = [10, 11, ...upTo(last + 1, 29)];
    expect(await numbersOf(store.readStream('$ce-a'))).toEqual(there);
    expect(await numbersOf(store.readStream('$ce-a', { direction: 'backwards' }))).toEqual(
      there.toReversed(),
    );
    await store.close();
  }
});

test('an id whose key was in a missing record is named', async () => {
  const store = await openWith(
    async (before) => {
      await before.appendToStream('a-1', events(0, 1));
      await before.appendToStream('a-1', events(1, 2));
      await before.appendToStream('a-1', events(1, 1), { expectedVersion: 2 });
    },
    (name) => loseRecords(name, ({ first }) => first === 1),
  );
  expect((await store.check()).problems).toContainEqual({
    kind: 'unknown_ids',
    stream: 'a-1',
    first: 3,
    last: 3,
  });
  const copy = await openEventStore({ name: newName() });
  await copy.importEvents(await new Response(store.exportEvents()).blob());
  expect(await copy.appendToStream('a-1', events(1, 1))).toMatchObject({
    outcome: 'already_committed',
    firstEventNumber: 3,
  });
  await Promise.all([store.close(), copy.close()]);
});

test('positions that two records have are named, and the export has the events of both', async () => {
  const store = await openWith(
    async (before) => {
      await before.appendToStream('a-1', events(0, 5));
      await before.appendToStream('a-2', events(10, 2));
      await before.appendToStream('a-3', events(20, 2));
    },
    // As if the second append had been decided when the log ended at 2.
    (name) =>
      changeRecords(name, (record) => (record.stream === 'a-2' ? { ...record, position: 2 } : record)),
  );
  const check = await store.check();
  expect(check.problems).toEqual([
    { kind: 'repeated_positions', first: 2, last: 3 },
    { kind: 'missing_positions', first: 5, last: 6 },
  ]);
  expect(check.events).toBe(9);
  const file = await new Response(store.exportEvents()).text();
  expect(file.trim().split('\n')).toHaveLength(1 + 9);
  const copy = await openEventStore({ name: newName() });
  expect(await copy.importEvents(new Blob([file]))).toMatchObject({ newEvents: 9, problems: [] });
  expect((await copy.check()).problems).toEqual([]);
  await Promise.all([store.close(), copy.close()]);
});

test('event numbers that a stream has twice are named', async () => {
  const store = await openWith(
    async (before) => {
      await before.appendToStream('a-1', events(0, 3));
      await before.appendToStream('a-1', events(10, 3));
    },
    (name) => changeRecords(name, (record) => (record.first === 3 ? { ...record, first: 1 } : record)),
  );
  expect((await store.check()).problems).toEqual([
    { kind: 'repeated_events', stream: 'a-1', first: 1, last: 2 },
  ]);
  await store.close();
});

test('a check tells how far it is, can be stopped, and leaves out what is written meanwhile', async () => {
  const store = await openEventStore({ name: newName() });
  for (const n of upTo(0, 3)) await store.appendToStream(`a-${n}`, events(n * 1000, 600));
  const stop = new AbortController();
  const seen: number[] = [];
  const stopped = await store.check({
    signal: stop.signal,
    onProgress({ done, total }) {
      seen.push(done, total);
      if (done >= 1200) stop.abort();
    },
  });
  expect(seen).toEqual([600, 2400, 1200, 2400]);
  expect(stopped).toEqual({
    problems: [],
    unlisted: 0,
    done: 1200,
    total: 2400,
    events: 1200,
    cancelled: true,
  });
  let appended: Promise<unknown> | undefined;
  const whole = await store.check({
    onProgress() {
      appended ??= store.appendToStream('a-0', events(9000, 500));
    },
  });
  await appended;
  expect(whole).toMatchObject({ problems: [], events: 2400, cancelled: false });
  await store.close();
  await expect(store.check()).rejects.toMatchObject({ name: 'StoreClosedError' });
});
