import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { jsonEvent } from '../event-data.ts';
import { deleteEventStore, type EventStore, openEventStore } from '../index.ts';
import { createHandler } from './handler.ts';

let store: EventStore;
let count = 0;

beforeEach(async () => {
  store = await openEventStore({ name: `long-poll-${count++}` });
  return () => store.close();
});

const append = (stream: string) => store.appendToStream(stream, jsonEvent({ type: 't', data: {} }));

/** Sends a request that waits, and resolves once the store has been asked for the first time. */
async function poll(path: string, seconds: string, signal?: AbortSignal) {
  let asked = (): void => {};
  const firstRead = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const listeners = new Set<unknown>();
  const watched: EventStore = {
    ...store,
    get logId() {
      return store.logId;
    },
    onCommit: (listener) => {
      listeners.add(listener);
      const stop = store.onCommit(listener);
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
    readStreamPage: (stream, request) => {
      const page = store.readStreamPage(stream, request);
      page.then(asked, asked);
      return page;
    },
    readAllPage: (request) => {
      const page = store.readAllPage(request);
      page.then(asked, asked);
      return page;
    },
  };
  const request = new Request(`http://h${path}`, {
    headers: { Accept: 'application/json', 'ES-LongPoll': seconds },
    ...(signal && { signal }),
  });
  const answer = createHandler(watched)(request).then(async (response) => ({
    status: response?.status,
    entries: response?.status === 200 ? JSON.parse(await response.text()).entries.length : undefined,
  }));
  await firstRead;
  return { answer, listeners };
}

test('a long poll is answered as soon as an event is added, and listens no longer', async () => {
  await append('s');
  const { answer, listeners } = await poll('/streams/s/1/forward/20', '60');
  expect(listeners.size).toBe(1);
  await append('other');
  await append('s');
  expect(await answer).toEqual({ status: 200, entries: 1 });
  expect(listeners.size).toBe(0);
});

test('a long poll waits for a stream that does not exist yet', async () => {
  const { answer } = await poll('/streams/s/0/forward/20', '60');
  await append('s');
  expect(await answer).toEqual({ status: 200, entries: 1 });
});

test('a long poll of the log waits for any event', async () => {
  await append('s');
  const { answer } = await poll(`/streams/$all/${'0000000000000001'.repeat(2)}/forward/20`, '60');
  await append('other');
  expect(await answer).toEqual({ status: 200, entries: 1 });
});

test('a long poll of a system stream waits for a link to any event', async () => {
  await append('order-1');
  const { answer } = await poll('/streams/$ce-order/1/forward/20', '60');
  await append('order-2');
  expect(await answer).toEqual({ status: 200, entries: 1 });
});

test('a long poll with something to answer does not wait', async () => {
  await append('s');
  const { answer } = await poll('/streams/s/0/forward/20', '60');
  expect(await answer).toEqual({ status: 200, entries: 1 });
});

test('a long poll whose time is over answers with what there is', async () => {
  await append('s');
  const [present, missing] = [
    await poll('/streams/s/1/forward/20', '1'),
    await poll('/streams/none/0/forward/20', '1'),
  ];
  expect(await present.answer).toEqual({ status: 200, entries: 0 });
  expect(await missing.answer).toEqual({ status: 404, entries: undefined });
});

test('a long poll ends when the client goes away', async () => {
  await append('s');
  const client = new AbortController();
  const { answer, listeners } = await poll('/streams/s/1/forward/20', '60', client.signal);
  client.abort();
  await answer;
  expect(listeners.size).toBe(0);
});

test.each(['/streams/s/2/forward/20', `/streams/$all/${'0000000000000002'.repeat(2)}/forward/20`])(
  'a long poll of %s ends with 410 when another log takes the place, whatever that one holds',
  async (path) => {
    for (const length of [0, 1, 2, 12]) {
      await append('s');
      await append('s');
      const { answer, listeners } = await poll(path, '60');
      await deleteEventStore(store.name);
      const other = await openEventStore({ name: store.name });
      for (let n = 0; n < length; n++) await other.appendToStream('s', jsonEvent({ type: 't', data: {} }));
      expect(await answer).toEqual({ status: 410, entries: undefined });
      expect(listeners.size).toBe(0);
      await other.close();
      await deleteEventStore(store.name);
    }
  },
);

test.each(['0', '-1', 'x', '1.5'])('ES-LongPoll: %s is refused', async (seconds) => {
  const request = new Request('http://h/streams/s/0/forward/1', { headers: { 'ES-LongPoll': seconds } });
  expect((await createHandler(store)(request))?.status).toBe(400);
});
