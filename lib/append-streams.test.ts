import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import {
  type EventStore,
  InvalidArgumentError,
  jsonEvent,
  openEventStore,
  WrongExpectedVersionError,
} from './index.ts';

let store: EventStore;
let count = 0;

beforeEach(async () => {
  store = await openEventStore({ name: `several-${count++}` });
  return () => store.close();
});

const some = () => jsonEvent({ type: 'T', data: {} });

test('several streams are written in one append, and a retry is recognised as a whole', async () => {
  const appends = [
    { stream: 'account-1', events: some(), expectedVersion: 'no_stream' as const },
    { stream: 'account-2', events: [some(), some()], expectedVersion: 'no_stream' as const },
  ];
  expect(await store.appendToStreams(appends)).toMatchObject([
    { outcome: 'committed', firstEventNumber: 0, position: 0 },
    { outcome: 'committed', firstEventNumber: 0, lastEventNumber: 1, position: 2 },
  ]);
  expect(await store.appendToStreams(appends)).toMatchObject([
    { outcome: 'already_committed' },
    { outcome: 'already_committed' },
  ]);
  expect(await store.headPosition()).toBe(3);
});

test('when one stream refuses, nothing of any is written', async () => {
  await store.appendToStream('b', some());
  const refused = store.appendToStreams([
    { stream: 'a', events: some() },
    { stream: 'b', events: some(), expectedVersion: 'no_stream' },
  ]);
  await expect(refused).rejects.toBeInstanceOf(WrongExpectedVersionError);
  expect(await store.describeStream('a')).toMatchObject({ state: 'missing' });
  expect(await store.headPosition()).toBe(1);
});

test('a stream is named at most once', async () => {
  const twice = [
    { stream: 'a', events: some() },
    { stream: 'a', events: some() },
  ];
  await expect(store.appendToStreams(twice)).rejects.toBeInstanceOf(InvalidArgumentError);
  expect(await store.appendToStreams([])).toEqual([]);
});
