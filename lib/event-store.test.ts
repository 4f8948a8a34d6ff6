import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import {
  binaryEvent,
  type Commit,
  EventNotFoundError,
  type EventStore,
  InvalidArgumentError,
  InvalidEventError,
  jsonEvent,
  jsonText,
  openEventStore,
  type RecordedEvent,
  StoreClosedError,
  StreamDeletedError,
  StreamNotFoundError,
  TooLargeError,
  WrongExpectedVersionError,
} from './index.ts';

let store: EventStore;
let count = 0;

beforeEach(async () => {
  store = await openEventStore({ name: `store-${count++}` });
  return () => store.close();
});

const some = (data: unknown = {}) => jsonEvent({ type: 'SomeEvent', data });
const numbers = (amount: number) => Array.from({ length: amount }, (_, n) => some(n));

async function events(reading = store.readStream('s')): Promise<RecordedEvent[]> {
  const read: RecordedEvent[] = [];
  for await (const { event } of reading) if (event) read.push(event);
  return read;
}

test('an append that is sent again is acknowledged as before and written once', async () => {
  const event = some({ a: 1 });
  const first = await store.appendToStream('s', event, { expectedVersion: 'no_stream' });
  const again = await store.appendToStream('s', event, { expectedVersion: 'no_stream' });
  expect(first).toEqual({
    outcome: 'committed',
    firstEventNumber: 0,
    lastEventNumber: 0,
    nextExpectedVersion: 0,
    position: 0,
    dataDiffers: false,
    guarantee: 'full',
  });
  expect(again).toEqual({ ...first, outcome: 'already_committed' });
  expect((await events()).map(({ data }) => data)).toEqual([{ a: 1 }]);
});

test('a retry that carries other data writes nothing and says so', async () => {
  const event = some({ a: 1 });
  await store.appendToStream('s', event);
  const again = await store.appendToStream('s', { ...event, data: '{"a":2}' });
  expect(again).toMatchObject({ outcome: 'already_committed', dataDiffers: true });
  expect((await events()).map(({ rawData }) => rawData)).toEqual(['{"a":1}']);
});

test('a conflict carries the facts: what was expected, what is, and where each id is committed', async () => {
  const [a, b, c] = [some(), some(), some()];
  await store.appendToStream('s', [a, b]);
  const refused = store.appendToStream('s', [a, b, c], { expectedVersion: 'no_stream' });
  await expect(refused).rejects.toBeInstanceOf(WrongExpectedVersionError);
  await expect(refused).rejects.toMatchObject({
    stream: 's',
    expectedVersion: 'no_stream',
    currentVersion: 1,
    reason: 'partial',
    events: [
      { id: a.id, eventNumber: 0 },
      { id: b.id, eventNumber: 1 },
      { id: c.id, eventNumber: undefined },
    ],
  });
  expect(await events()).toHaveLength(2);
});

test('JSON comes back character by character', async () => {
  const text = '{ "n": 9007199254740993, "x": 1.0, "b": 1, "a": 2, "b": 3 }';
  await store.appendToStream('s', jsonEvent({ type: 'T', data: jsonText(text), metadata: jsonText('1.0') }));
  for (const value of ['0', 'true', 'null', '"text"', '[]']) {
    await store.appendToStream('s', jsonEvent({ type: 'T', data: jsonText(value) }));
  }
  const read = await events();
  expect(read.map(({ rawData }) => rawData)).toEqual([text, '0', 'true', 'null', '"text"', '[]']);
  expect(read[0]?.rawMetadata).toBe('1.0');
  expect(read[1]?.rawMetadata).toBeNull();
});

test('bytes stay bytes, also when the caller changes its own copy afterwards', async () => {
  const bytes = new Uint8Array([0, 255, 128]);
  const appended = store.appendToStream('s', binaryEvent({ type: 'T', data: bytes }));
  bytes.fill(7);
  await appended;
  expect((await events())[0]?.data).toEqual(new Uint8Array([0, 255, 128]));
});

test('any stream name but the empty one and $$ is a name', async () => {
  const names = ['a/b', '100%', '#?@$', ' ', 'Ünïcödé 🚲', 'x'.repeat(300), '$system', '0', 'a\u0000b'];
  for (const name of names) await store.appendToStream(name, some(name));
  for (const name of names) expect((await events(store.readStream(name)))[0]?.data).toBe(name);
  const listed = await store.listStreams({ includeSystem: true });
  expect(listed.map(({ stream }) => stream)).toEqual([...names].sort());
  for (const name of ['', '$$']) {
    await expect(store.appendToStream(name, some())).rejects.toBeInstanceOf(InvalidArgumentError);
  }
});

test('what cannot be stored is refused by name, and nothing of the append is written', async () => {
  const good = some();
  const cases = [
    [{ ...good, id: 'nope' }, 'id'],
    [{ ...good, id: '00000000-0000-0000-0000-000000000000' }, 'id'],
    [{ ...good, type: '' }, 'type'],
    [{ ...good, data: '{"a":}' }, 'data'],
    [{ ...good, metadata: 'x' }, 'metadata'],
  ] as const;
  for (const [bad, field] of cases) {
    const refused = store.appendToStream('s', [good, bad]);
    await expect(refused).rejects.toBeInstanceOf(InvalidEventError);
    await expect(refused).rejects.toMatchObject({ index: 1, field });
  }
  for (const expectedVersion of [-1, 1.5, Number.NaN, 'none' as 'any']) {
    await expect(store.appendToStream('s', good, { expectedVersion })).rejects.toBeInstanceOf(
      InvalidArgumentError,
    );
  }
  expect(await store.headPosition()).toBe(0);
});

test('an event over 4 MiB and an append over 16 MiB are refused with their sizes', async () => {
  const mebibytes = (amount: number, extra = 0) =>
    binaryEvent({ type: 'T', data: new Uint8Array(amount * 1024 * 1024 + extra) });
  await expect(store.appendToStream('s', mebibytes(4, 1))).rejects.toMatchObject({
    name: 'TooLargeError',
    what: 'event',
    sizeBytes: 4 * 1024 * 1024 + 1,
    limitBytes: 4 * 1024 * 1024,
  });
  const five = [4, 4, 4, 4, 1].map((amount) => mebibytes(amount));
  await expect(store.appendToStream('s', five)).rejects.toBeInstanceOf(TooLargeError);
  expect(await store.headPosition()).toBe(0);
  expect(await store.appendToStream('s', mebibytes(4))).toMatchObject({ outcome: 'committed' });
});

test('an id is the same in upper and in lower case', async () => {
  const event = { ...some(), id: 'C322E299-CB73-4B47-97C5-5054F920746E' };
  await store.appendToStream('s', event);
  const again = await store.appendToStream('s', { ...event, id: event.id.toLowerCase() });
  expect(again.outcome).toBe('already_committed');
  expect((await events())[0]?.id).toBe(event.id.toLowerCase());
  expect(await store.findEventIds('s', [event.id])).toEqual(new Map([[event.id.toLowerCase(), 0]]));
});

test('a large append is read back whole, from any place and in both directions', async () => {
  await store.appendToStream('other', some());
  const sent = numbers(450);
  await store.appendToStream('s', sent);
  await store.appendToStream('s', some(450));
  const all = (await events()).map(({ data }) => data);
  expect(all).toEqual(Array.from({ length: 451 }, (_, n) => n));
  const backwards = await events(store.readStream('s', { direction: 'backwards', from: 300, maxCount: 250 }));
  expect(backwards.map(({ eventNumber }) => eventNumber)).toEqual(
    Array.from({ length: 250 }, (_, n) => 300 - n),
  );
  const log = await events(store.readAll({ from: 150, maxCount: 200 }));
  expect(log.map(({ position }) => position)).toEqual(Array.from({ length: 200 }, (_, n) => 150 + n));
  expect(await store.appendToStream('s', sent, { expectedVersion: 'no_stream' })).toMatchObject({
    outcome: 'already_committed',
    firstEventNumber: 0,
    lastEventNumber: 449,
  });
});

test('a stream that is not there is told apart from one without that event', async () => {
  await expect(store.readStream('s').next()).rejects.toBeInstanceOf(StreamNotFoundError);
  await expect(store.readEvent('s', 0)).rejects.toBeInstanceOf(StreamNotFoundError);
  await store.appendToStream('s', some());
  await expect(store.readEvent('s', 1)).rejects.toBeInstanceOf(EventNotFoundError);
  expect((await store.readEvent('s', 'end')).event?.eventNumber).toBe(0);
});

test('a soft-deleted stream reads as missing, and an append numbers on from its last event', async () => {
  await store.appendToStream('s', numbers(2));
  await store.deleteStream('s', { expectedVersion: 1 });
  await expect(store.readStream('s').next()).rejects.toMatchObject({
    name: 'StreamNotFoundError',
    version: 1,
  });
  expect(await store.listStreams()).toEqual([]);
  const again = [some('new')];
  expect(await store.appendToStream('s', again, { expectedVersion: 'no_stream' })).toMatchObject({
    outcome: 'committed',
    firstEventNumber: 2,
  });
  expect(await store.appendToStream('s', again, { expectedVersion: 'no_stream' })).toMatchObject({
    outcome: 'already_committed',
    firstEventNumber: 2,
  });
  expect((await events()).map(({ data }) => data)).toEqual(['new']);
  expect(await store.describeStream('s')).toMatchObject({ state: 'live', version: 2, eventCount: 1 });
});

test('a tombstoned stream is gone for good', async () => {
  await store.appendToStream('s', some());
  await store.tombstoneStream('s');
  for (const use of [
    () => store.appendToStream('s', some()),
    () => store.readStream('s').next(),
    () => store.deleteStream('s'),
    () => store.setStreamMetadata('s', '{}'),
    () => store.getStreamMetadata('s'),
  ]) {
    await expect(use()).rejects.toBeInstanceOf(StreamDeletedError);
  }
});

test('a commit is told in this tab and in the others, once, and a retry tells nothing', async () => {
  const other = await openEventStore({ name: store.name });
  const heard: Commit[] = [];
  const heardElsewhere = new Promise<Commit>((resolve) => other.onCommit(resolve));
  store.onCommit((commit) => heard.push(commit));
  const event = some();
  await store.appendToStream('s', event);
  await store.appendToStream('s', event);
  const commit = { from: 0, next: 1, streams: [{ stream: 's', version: 0 }] };
  expect(await heardElsewhere).toEqual({ ...commit, elsewhere: true });
  expect(heard).toEqual([{ ...commit, elsewhere: false }]);
  await other.close();
});

test('a closed store says that it is closed', async () => {
  await store.close();
  await expect(store.appendToStream('s', some())).rejects.toBeInstanceOf(StoreClosedError);
});

test('streams are listed by name and prefix, system streams and deleted ones on request', async () => {
  for (const name of ['order-1', 'order-2', 'payment', '$system']) await store.appendToStream(name, some());
  await store.deleteStream('payment');
  const names = async (options?: Parameters<EventStore['listStreams']>[0]) =>
    (await store.listStreams(options)).map(({ stream }) => stream);
  expect(await names()).toEqual(['order-1', 'order-2']);
  expect(await names({ prefix: 'order-2' })).toEqual(['order-2']);
  expect(await names({ includeDeleted: true })).toEqual(['order-1', 'order-2', 'payment']);
  expect(await names({ includeSystem: true })).toEqual(['$$payment', '$system', 'order-1', 'order-2']);
});

test('the list says of each stream what its description says', async () => {
  const names = ['a', 'a\uffff', 'a\uffffb', 'b', 'gone', 'cut', '$system', '\uffff'];
  for (const name of names) await store.appendToStream(name, [some(), some(), some()]);
  await store.setStreamMetadata('cut', '{"$maxCount":1}');
  await store.deleteStream('b');
  await store.tombstoneStream('gone');
  const listed = await store.listStreams({ includeSystem: true, includeDeleted: true });
  const described = listed.map(({ stream }) => store.describeStream(stream));
  expect(listed).toEqual(await Promise.all(described));
  expect(listed.map(({ stream }) => stream)).toEqual([...names, '$$b', '$$cut'].toSorted());
  const named = async (prefix: string) => (await store.listStreams({ prefix })).map(({ stream }) => stream);
  expect(await named('a\uffff')).toEqual(['a\uffff', 'a\uffffb']);
  expect(await named('\uffff')).toEqual(['\uffff']);
});
