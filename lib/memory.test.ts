// What a connection remembers of the log never makes it write or say what the log would not.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type EventStore, openEventStore, StreamDeletedError } from './index.ts';

let lost: (message: { readonly streams: readonly { readonly stream: string }[] }) => boolean;
let a: EventStore;
let b: EventStore;
let count = 0;

const TrueChannel = BroadcastChannel;

/** A channel on which messages get lost. */
class LossyChannel extends TrueChannel {
  override postMessage(message: Parameters<typeof lost>[0]): void {
    if (!lost(message)) super.postMessage(message);
  }
}

beforeEach(async () => {
  lost = () => false;
  vi.stubGlobal('BroadcastChannel', LossyChannel);
  const name = `memory-${count++}`;
  [a, b] = [await openEventStore({ name }), await openEventStore({ name })];
});

afterEach(async () => {
  await Promise.all([a.close(), b.close()]);
  vi.unstubAllGlobals();
});

let ids = 0;
const event = () => ({
  id: `00000000-0000-4000-8000-${String(ids++).padStart(12, '0')}`,
  type: 'T',
  data: '{}',
  metadata: null,
});

/** Resolves when the store has heard that another one committed to the stream. */
function heard(store: EventStore, stream: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = store.onCommit(({ elsewhere, streams }) => {
      if (!elsewhere || !streams.some((touched) => touched.stream === stream)) return;
      stop();
      resolve();
    });
  });
}

test('an append that is refused for one stream forgets what was remembered of every stream', async () => {
  lost = () => true;
  await a.appendToStream('s', event());
  await a.appendToStream('t', event());
  await b.tombstoneStream('t');
  // Refused at its position, decided again and written; `t` must not be taken for what it was.
  expect(await a.appendToStream('s', event(), { expectedVersion: 0 })).toMatchObject({ position: 3 });
  await expect(a.appendToStream('t', event())).rejects.toBeInstanceOf(StreamDeletedError);
});

test('after a lost hint the next one is not put on top of what is stale', async () => {
  await a.appendToStream('s', event());
  await a.appendToStream('t', event());
  await b.appendToStream('s', event());
  lost = ({ streams }) => streams.some(({ stream }) => stream === 't');
  await b.tombstoneStream('t');
  const told = heard(a, 's');
  await b.appendToStream('s', event());
  await told;
  await expect(a.appendToStream('t', event())).rejects.toBeInstanceOf(StreamDeletedError);
});

test('what was read before another tab wrote unheard decides nothing, also beside an append that is written', async () => {
  await a.appendToStream('s', event());
  // Reads it, and remembers no position to append at.
  await b.readStreamPage('s', { direction: 'forwards', from: 0, maxCount: 1 });
  lost = () => true;
  await a.appendToStream('s', event());
  const [written, empty] = await Promise.all([
    b.appendToStream('t', event()),
    b.appendToStream('s', [], { expectedVersion: 1 }),
  ]);
  expect(written).toMatchObject({ firstEventNumber: 0, position: 2 });
  expect(empty).toMatchObject({ firstEventNumber: 2, lastEventNumber: 1 });
});

test('a hint that arrives is enough to append without reading, with the numbers of the other tab', async () => {
  await a.appendToStream('s', event());
  const told = heard(b, 's');
  await a.appendToStream('s', event());
  await told;
  await b.appendToStream('s', event());
  const back = heard(a, 'order-1');
  await b.appendToStream('order-1', event());
  await back;
  const opened = vi.spyOn(IDBIndex.prototype, 'openCursor');
  expect(await a.appendToStream('s', event(), { expectedVersion: 2 })).toMatchObject({ position: 4 });
  expect(opened).not.toHaveBeenCalled();
  opened.mockRestore();
  const linked: string[] = [];
  for await (const { event: link } of a.readStream('$et-T')) linked.push(String(link?.eventNumber));
  expect(linked).toEqual(['0', '1', '2', '3', '4']);
});

test('reads see what another tab has committed, whether or not this one was told', async () => {
  lost = () => true;
  await a.appendToStream('s', event());
  const page = { direction: 'backwards', from: 'end', maxCount: 5 } as const;
  expect((await a.readStreamPage('s', page)).lastEventNumber).toBe(0);
  await b.appendToStream('s', event());
  expect((await a.readStreamPage('s', page)).events).toHaveLength(2);
  await b.setStreamMetadata('s', '{"$maxCount":1}');
  expect((await a.readStreamPage('s', page)).events).toHaveLength(1);
  await b.deleteStream('s');
  await expect(a.readStreamPage('s', page)).rejects.toThrow('s');
});

test('what a scavenge in another tab dropped is not served from memory', async () => {
  await a.appendToStream('s', Array.from({ length: 20 }, event));
  await a.readStreamPage('s', { direction: 'forwards', from: 0, maxCount: 20 });
  await a.setStreamMetadata('s', '{"$tb":10}');
  await a.readStreamPage('s', { direction: 'forwards', from: 10, maxCount: 10 });
  await b.scavenge();
  await b.setStreamMetadata('s', '{}');
  const { events } = await a.readStreamPage('s', { direction: 'forwards', from: 0, maxCount: 20 });
  expect(events.map((resolved) => resolved.event?.eventNumber)).toEqual([
    10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
  ]);
});

test('a stream that is expected not to be there is begun without a look, and gone on with, in either tab', async () => {
  await a.appendToStream('order-1', event());
  const looked = [
    vi.spyOn(IDBIndex.prototype, 'openCursor'),
    vi.spyOn(IDBIndex.prototype, 'getAll'),
    vi.spyOn(IDBIndex.prototype, 'get'),
  ];
  const told = heard(b, 'order-3');
  const none = { expectedVersion: 'no_stream' } as const;
  expect(await a.appendToStream('order-2', event(), none)).toMatchObject({ lastEventNumber: 0, position: 1 });
  await a.appendToStream('order-2', event(), { expectedVersion: 0 });
  for (const look of looked) expect(look).not.toHaveBeenCalled();
  await b.appendToStream('order-1', event());
  for (const look of looked) look.mockClear();
  await a.appendToStream('order-3', event());
  await told;
  for (const look of looked) look.mockClear();
  expect(await b.appendToStream('order-3', event(), { expectedVersion: 0 })).toMatchObject({ position: 5 });
  for (const look of looked) {
    expect(look).not.toHaveBeenCalled();
    look.mockRestore();
  }
});

test('what was just appended is recognised without reading it again, and a deletion since is not overlooked', async () => {
  const batch = Array.from({ length: 10 }, event);
  const none = { expectedVersion: 'no_stream' } as const;
  await a.appendToStream('s', batch, none);
  const reads = [vi.spyOn(IDBIndex.prototype, 'getAll'), vi.spyOn(IDBIndex.prototype, 'openCursor')];
  expect(await a.appendToStream('s', batch, none)).toMatchObject({ outcome: 'already_committed' });
  for (const read of reads) {
    expect(read).not.toHaveBeenCalled();
    read.mockRestore();
  }
  lost = () => true;
  await b.tombstoneStream('s');
  await expect(a.appendToStream('s', batch, none)).rejects.toBeInstanceOf(StreamDeletedError);
});

test('who expects no stream is refused where there is one that was not looked at, with the facts', async () => {
  const [first, second] = [event(), event()];
  await a.appendToStream('there', [first, second]);
  await b.appendToStream('s', event());
  const none = { expectedVersion: 'no_stream' } as const;
  await expect(b.appendToStream('there', event(), none)).rejects.toMatchObject({ currentVersion: 1 });
  await b.appendToStream('t', event(), none);
  expect(await b.appendToStream('there', first, none)).toMatchObject({ outcome: 'already_committed' });
  expect((await b.describeStream('there')).version).toBe(1);
});

test('after many new streams in a row the next is begun without a look, and where it is there already nothing is lost', async () => {
  const known = event();
  await a.appendToStream('there', known);
  await a.appendToStream('there, too', event());
  const begin = (from: number, to = from) =>
    Promise.all(
      Array.from({ length: to - from + 1 }, (_, n) => b.appendToStream(`order-${from + n}`, event())),
    );
  const look = vi.spyOn(IDBIndex.prototype, 'openCursor');
  const looksFor = async (work: Promise<unknown>) => {
    look.mockClear();
    await work;
    return look.mock.calls.length > 0;
  };
  await begin(1, 15);
  await b.appendToStream('there, too', event());
  expect(await looksFor(begin(16))).toBe(true);
  await begin(17, 40);
  expect(await looksFor(begin(41))).toBe(false);
  expect(await b.appendToStream('there', event())).toMatchObject({ lastEventNumber: 1 });
  expect(await b.appendToStream('there', known)).toMatchObject({ outcome: 'already_committed' });
  expect(await looksFor(begin(42))).toBe(true);
  look.mockRestore();
  expect((await b.describeStream('there')).version).toBe(1);
});

test('a stream without events may still be deleted or have metadata, and then nobody takes it for a new one', async () => {
  await a.appendToStream('s', event());
  await a.tombstoneStream('gone');
  await b.appendToStream('s', event());
  const none = { expectedVersion: 'no_stream' } as const;
  await expect(b.appendToStream('gone', event(), none)).rejects.toBeInstanceOf(StreamDeletedError);
});

test('a stream that only has metadata is not taken for one that has nothing', async () => {
  await a.setStreamMetadata('limited', '{"$maxCount":1}');
  await b.appendToStream('s', event());
  await b.appendToStream('limited', [event(), event()], { expectedVersion: 'no_stream' });
  const page = await b.readStreamPage('limited', { direction: 'forwards', from: 'start', maxCount: 5 });
  expect(page.events).toHaveLength(1);
});

test('what a tab of an earlier version tells is followed as far as it goes', async () => {
  await a.appendToStream('s', event());
  const told = heard(a, 's');
  const channel = new TrueChannel(`${a.name}:commits`);
  await b.appendToStream('s', event());
  await told;
  const again = heard(a, 't');
  await b.appendToStream('t', event());
  await again;
  const late = heard(a, 'late');
  // As it was told before the streams that begin were named; nothing of it was written.
  const followed = { lastKey: 3, createdMs: 0, nextLinks: [] };
  const streams = [{ stream: 'late', version: 0 }];
  channel.postMessage({ from: 3, next: 4, streams, followed, logId: a.logId });
  await late;
  channel.close();
  expect(await a.appendToStream('s', event(), { expectedVersion: 1 })).toMatchObject({ lastEventNumber: 2 });
});
