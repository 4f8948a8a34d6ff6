import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  type Commit,
  type EventStore,
  jsonEvent,
  openEventStore,
  type StreamSummary,
} from '../../../lib/index.ts';
import type { Live } from '../../useLive.ts';
import { openDirectory, type Streams } from './directory.ts';

const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
let count = 0;
let store: EventStore;

beforeEach(async () => {
  vi.stubGlobal('document', page);
  store = await openEventStore({ name: `directory-${count++}` });
  return () => store.close();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const some = () => jsonEvent({ type: 'SomeEvent', data: {} });

async function fill(streams: number): Promise<void> {
  if (streams === 0) return;
  await store.appendToStreams(
    Array.from({ length: streams }, (_, n) => ({ stream: `s-${n}`, events: some() })),
  );
}

/** The store as the directory sees it: what it reads is counted. */
function watched() {
  const reads: string[] = [];
  const noted =
    <Args extends unknown[], Answer>(name: string, read: (...args: Args) => Answer) =>
    (...args: Args): Answer => {
      reads.push(name);
      return read(...args);
    };
  const seen: EventStore = {
    ...store,
    listStreams: noted('listStreams', store.listStreams),
    describeStream: noted('describeStream', store.describeStream),
    readAllPage: noted('readAllPage', store.readAllPage),
    headPosition: noted('headPosition', store.headPosition),
  };
  const shown: Streams[] = [];
  const show = (live: Live<Streams>) => {
    if (live.status === 'ready') shown.push(live.value);
  };
  return { reads, shown, directory: openDirectory(seen, show) };
}

/** A busy machine is slow and not wrong. */
const until = (holds: () => void) => vi.waitFor(holds, { timeout: 20_000 });

const namesIn = (streams: Streams | undefined) => streams?.streams.map(({ stream }) => stream).toSorted();

test('a commit reads the stream that it names, however many there are', async () => {
  await fill(600);
  const { reads, shown, directory } = watched();
  directory.start();
  await until(() => expect(shown.at(-1)?.isComplete).toBe(true));
  reads.length = 0;
  await store.appendToStream('s-7', [some(), some()]);
  await store.appendToStream('t', some());
  await until(() => expect(shown.at(-1)).toMatchObject({ head: 603 }));
  await until(() => expect(shown.at(-1)?.streams).toHaveLength(601));
  expect(shown.at(-1)?.streams.find(({ stream }) => stream === 's-7')).toMatchObject({ version: 2 });
  expect(new Set(reads)).toEqual(new Set(['describeStream']));
  expect(reads.length).toBeLessThan(5);
  directory.stop();
}, 30_000);

test('the first page is shown before the others are read', async () => {
  await fill(600);
  const { shown, directory } = watched();
  directory.start();
  await until(() => expect(shown.at(-1)?.isComplete).toBe(true));
  expect(shown[0]).toMatchObject({ isComplete: false, head: 600 });
  expect(shown[0]?.streams).toHaveLength(500);
  expect(shown.at(-1)?.streams).toHaveLength(600);
  directory.stop();
}, 30_000);

test('a burst of commits is read in far fewer turns than it has commits', async () => {
  const { reads, shown, directory } = watched();
  directory.start();
  await until(() => expect(shown.at(-1)?.isComplete).toBe(true));
  reads.length = 0;
  for (let n = 0; n < 20; n++)
    await store.appendToStreams(
      Array.from({ length: 100 }, (_, each) => ({ stream: `s-${each}`, events: some() })),
    );
  await until(() => expect(shown.at(-1)).toMatchObject({ head: 2_000 }));
  await until(() => expect(namesIn(shown.at(-1))).toHaveLength(100));
  expect(reads.length).toBeLessThan(200);
  directory.stop();
}, 30_000);

test('where one commit follows the other, a tenth of the time goes into the list', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const [readMs, everyMs, commits] = [20, 60, 200];
  /** While reads are under way, however many. */
  let busyMs = 0;
  let [underWay, begunMs, head] = [0, 0, 0];
  let hear: (commit: Commit) => void = () => {};
  const slow =
    <Args extends unknown[], Answer>(answer: (...args: Args) => Answer) =>
    async (...args: Args): Promise<Answer> => {
      if (underWay++ === 0) begunMs = performance.now();
      await new Promise((resolve) => setTimeout(resolve, readMs));
      if (--underWay === 0) busyMs += performance.now() - begunMs;
      return answer(...args);
    };
  const slowStore = {
    ...store,
    listStreams: slow(() => []),
    headPosition: slow(() => head),
    describeStream: slow((stream: string) => ({ stream, state: 'live' }) as StreamSummary),
    onCommit: (listener: (commit: Commit) => void) => {
      hear = listener;
      return () => {};
    },
  };
  const shown: Streams[] = [];
  const directory = openDirectory(slowStore, (live) => {
    if (live.status === 'ready') shown.push(live.value);
  });
  directory.start();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(shown.at(-1)).toMatchObject({ isComplete: true });
  busyMs = 0;
  while (head < commits) {
    const streams = [{ stream: `s-${head}`, version: 0 }];
    hear({ from: head, next: ++head, streams, elsewhere: false });
    await vi.advanceTimersByTimeAsync(everyMs);
  }
  expect(busyMs / (commits * everyMs)).toBeLessThan(0.12);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(shown.at(-1)).toMatchObject({ head: commits, isComplete: true });
  expect(shown.at(-1)?.streams).toHaveLength(commits);
  directory.stop();
});

test('what was known when it stopped is not read again', async () => {
  await fill(600);
  const { reads, shown, directory } = watched();
  directory.start();
  await until(() => expect(shown.at(-1)?.isComplete).toBe(true));
  directory.stop();
  reads.length = 0;
  await store.appendToStream('new', some());
  directory.start();
  await until(() => expect(shown.at(-1)?.streams).toHaveLength(601));
  expect(reads).not.toContain('listStreams');
  directory.stop();
}, 30_000);

test.each([0, 3])('started again it shows what it knows, of %i streams', async (streams) => {
  await fill(streams);
  const { shown, directory } = watched();
  for (const _ of ['first', 'again']) {
    shown.length = 0;
    directory.start();
    await until(() => expect(shown.at(-1)).toMatchObject({ isComplete: true, head: streams }));
    expect(shown.at(-1)?.streams).toHaveLength(streams);
    directory.stop();
  }
});

test('a stream that is deleted while the list is read for the first time is not in it', async () => {
  await fill(40);
  const shown: Streams[] = [];
  let pages = 0;
  const deleting: EventStore = {
    ...store,
    async listStreams(options) {
      const listed = await store.listStreams(options);
      pages += 1;
      // No hint tells of either, and there are more events than are read for hints that were missed.
      if (pages === 2) {
        await store.deleteStream('s-0');
        await store.appendToStream('z', [some(), some()]);
        page.dispatchEvent(new Event('visibilitychange'));
      }
      return listed;
    },
    onCommit: () => () => {},
  };
  const sizes = { page: 8, lookedUpAtOnce: 50, passedPerLookUp: 16, mostMissed: 1, missedPage: 100 };
  const show = (live: Live<Streams>) => live.status === 'ready' && shown.push(live.value);
  const directory = openDirectory(deleting, show, sizes);
  directory.start();
  await until(() => expect(shown.at(-1)).toMatchObject({ isComplete: true, head: 43 }));
  expect(shown[0]?.streams[0]).toMatchObject({ stream: 's-0' });
  expect(namesIn(shown.at(-1))).toEqual((await store.listStreams()).map(({ stream }) => stream));
  directory.stop();
}, 30_000);
