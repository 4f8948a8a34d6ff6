// Whatever is done to a store, and whatever becomes of the hints, the list is in the end what the store has.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  type Commit,
  deleteEventStore,
  type EventStore,
  jsonEvent,
  openEventStore,
} from '../../../lib/index.ts';
import type { Live } from '../../useLive.ts';
import { type DirectorySizes, openDirectory, type Streams } from './directory.ts';

const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
let count = 0;

beforeEach(() => void vi.stubGlobal('document', page));
afterEach(() => vi.unstubAllGlobals());

const some = (n = 1) => Array.from({ length: n }, () => jsonEvent({ type: 'SomeEvent', data: {} }));

/** Two tabs of one store; the directory is in the first. */
interface Tabs {
  readonly own: EventStore;
  other: EventStore;
  /** Hints that the directory has not heard yet. */
  readonly late: (() => void)[];
}

type Act = (tabs: Tabs) => Promise<unknown>;

const STREAMS = ['a', 'b', 'c', 'd', 'e'];
const aStream = fc.constantFrom(...STREAMS);
const inEither = (act: (store: EventStore, stream: string) => Promise<unknown>) =>
  fc.tuple(fc.constantFrom('own' as const, 'other' as const), aStream).map(
    ([tab, stream]): Act =>
      (tabs) =>
        act(tabs[tab], stream),
  );

/** Lines of a backup that begins streams of its own, so that it fits whatever is there. */
function backup(streams: number): Blob {
  const run = count++;
  const lines = Array.from({ length: streams }, (_, n) => {
    const names = `"eventId":"${crypto.randomUUID()}","eventType":"T","data":1`;
    return `{${names},"stream":"in-${run}-${n}","eventNumber":0,"created":"2026-01-31T00:00:00.000Z"}\n`;
  });
  return new Blob(lines);
}

const anAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: inEither((store, stream) => store.appendToStream(stream, some())) },
  { weight: 2, arbitrary: inEither((store, stream) => store.appendToStream(`${stream}2`, some(3))) },
  { weight: 2, arbitrary: inEither((store, stream) => store.deleteStream(stream)) },
  { weight: 1, arbitrary: inEither((store, stream) => store.tombstoneStream(stream)) },
  { weight: 1, arbitrary: inEither((store, stream) => store.setStreamMetadata(stream, '{"$tb":1}')) },
  { weight: 1, arbitrary: inEither((store, stream) => store.appendToStream(`$odd-${stream}`, some())) },
  {
    weight: 1,
    arbitrary: inEither((store) =>
      store.appendToStreams(STREAMS.map((stream) => ({ stream, events: some() }))),
    ),
  },
  { weight: 1, arbitrary: inEither((store) => store.importEvents(backup(4))) },
  { weight: 1, arbitrary: inEither((store) => store.scavenge()) },
  {
    weight: 1,
    arbitrary: fc.constant<Act>(async (tabs) => {
      await tabs.other.close();
      await deleteEventStore(tabs.own.name);
      // A hint is told while a connection to its log is open, and now there is none.
      tabs.late.length = 0;
      tabs.other = await openEventStore({ name: tabs.own.name });
    }),
  },
);

const upTo = (max: number) => fc.integer({ min: 1, max });
const sizes: fc.Arbitrary<DirectorySizes> = fc.record({
  page: upTo(5),
  lookedUpAtOnce: upTo(4),
  passedPerLookUp: upTo(4),
  mostMissed: upTo(6),
  missedPage: upTo(3),
});

const aDeed = fc.record({
  act: anAct,
  hint: fc.constantFrom('told', 'told', 'told', 'told', 'told', 'late', 'lost'),
  screen: fc.constantFrom('stays', 'stays', 'stays', 'goes', 'comes'),
  /** Turns that the directory gets before the next. */
  turns: fc.nat(12),
});
type Deed = typeof aDeed extends fc.Arbitrary<infer Value> ? Value : never;

/** A task, in which the database answers. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

async function play(deeds: readonly Deed[], drawn: DirectorySizes): Promise<void> {
  const name = `directory-model-${count++}`;
  const late: (() => void)[] = [];
  const tabs: Tabs = { own: await openEventStore({ name }), other: await openEventStore({ name }), late };
  const shown: Live<Streams>[] = [];
  let hint = 'told';
  const tell = (commit: Commit, listener: (commit: Commit) => void) => {
    if (hint === 'told') listener(commit);
    if (hint === 'late') late.push(() => listener(commit));
  };
  const seen = new Proxy(tabs.own, {
    get: (store, key) =>
      key === 'onCommit'
        ? (listener: (commit: Commit) => void) => store.onCommit((commit) => tell(commit, listener))
        : Reflect.get(store, key),
  });
  const directory = openDirectory(seen, (live) => shown.push(live), drawn);
  let isOn = true;
  directory.start();
  for (const { act, hint: how, screen, turns } of deeds) {
    hint = how;
    if (screen === 'goes' && isOn) directory.stop();
    if (screen === 'comes' && !isOn) directory.start();
    if (screen !== 'stays') isOn = screen === 'comes';
    await act(tabs).catch(() => {});
    for (let n = 0; n < turns; n++) await turn();
    if (late.length > 1) late.shift()?.();
  }
  hint = 'told';
  for (const each of late) each();
  if (!isOn) directory.start();
  if (deeds.some((deed) => deed.hint === 'lost')) page.dispatchEvent(new Event('visibilitychange'));
  const streams = await tabs.own.listStreams();
  const head = await tabs.own.headPosition();
  await vi.waitFor(() => {
    const live = shown.at(-1);
    if (live?.status !== 'ready') throw new Error(`The list is ${JSON.stringify(live)}.`);
    const { streams: last, ...rest } = live.value;
    expect(last.toSorted((a, b) => (a.stream < b.stream ? -1 : 1))).toMatchObject(streams);
    expect(last).toHaveLength(streams.length);
    const times = streams.map(({ updatedMs }) => updatedMs ?? 0);
    const updatedMs = times.length === 0 ? null : Math.max(...times);
    expect(rest).toEqual({ head, isComplete: true, updatedMs });
  }, 5_000);
  directory.stop();
  await Promise.all([tabs.own.close(), tabs.other.close()]);
}

test('whatever is done in two tabs, and whatever becomes of the hints, the list is that of the store in the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aDeed, { minLength: 4, maxLength: 20, size: 'max' }), sizes, play),
    { numRuns: 120 },
  );
}, 180_000);
