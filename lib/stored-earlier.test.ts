// What an older version stored, and this one would refuse: it can still be read, shown and exported.
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { createTestClient } from './http/test-client.ts';
import { jsonEvent, openEventStore } from './index.ts';

const NOW_MS = Date.parse('2026-11-29T10:00:00Z');
let count = 0;
const newName = () => `stored-earlier-${count++}`;
const event = () => jsonEvent({ type: 'T', data: 1 });

/** Changes records as an older version may have written them. */
async function rewrite(name: string, change: (record: Record<string, unknown>) => void): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  await new Promise<void>((resolve, reject) => {
    const tx = db.transaction('commits', 'readwrite');
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error);
    const walking = tx.objectStore('commits').openCursor();
    walking.onsuccess = () => {
      const cursor = walking.result;
      if (!cursor) return;
      const record = cursor.value as Record<string, unknown>;
      change(record);
      cursor.update(record);
      cursor.continue();
    };
  });
  db.close();
}

test('what an older version stored of such a clock is read, shown, exported, imported, aged and scavenged', async () => {
  const name = newName();
  const store = await openEventStore({ name, now: () => NOW_MS });
  const stored = [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    8.64e15,
    undefined,
    'soon',
    '2026-11-29T09:59:59Z',
    new Date(NOW_MS),
    BigInt(NOW_MS),
  ];
  for (const _ of stored) await store.appendToStream('order-1', event());
  await rewrite(name, (record) => {
    record.createdMs = stored[record.first as number];
  });
  const created = [];
  for await (const { event } of store.readStream('order-1')) created.push(event?.created);
  expect(created).toEqual([
    '1970-01-01T00:00:00.000Z',
    '9999-12-31T23:59:59.999Z',
    '0000-01-01T00:00:00.000Z',
    '9999-12-31T23:59:59.999Z',
    '1970-01-01T00:00:00.000Z',
    '1970-01-01T00:00:00.000Z',
    '2026-11-29T09:59:59.000Z',
    '2026-11-29T10:00:00.000Z',
    '2026-11-29T10:00:00.000Z',
  ]);
  const client = createTestClient(store);
  const types = ['application/vnd.eventstore.atom+json', 'application/atom+xml'];
  for (const type of types) {
    for (const path of ['order-1', 'order-1/0', 'order-1/3', '$all', '$ce-order', '$streams']) {
      expect((await client.get(`/streams/${path}`, type)).status, path).toBe(200);
    }
  }
  const [summary] = await store.listStreams();
  expect(summary?.updatedMs).toBe(NOW_MS);
  const copy = await openEventStore({ name: newName(), now: () => NOW_MS });
  const file = await new Response(store.exportEvents()).text();
  expect(await copy.importEvents(new Blob([file]))).toMatchObject({ newEvents: stored.length, problems: [] });
  expect(await new Response(copy.exportEvents()).text()).toBe(file);
  for (const each of [store, copy]) {
    await each.setStreamMetadata('order-1', '{"$maxAge":60}');
    const numbers = async () => {
      const read = [];
      for await (const { event } of each.readStream('order-1')) read.push(event?.eventNumber);
      return read;
    };
    expect(await numbers()).toEqual([1, 3, 6, 7, 8]);
    expect((await each.scavenge()).droppedEvents).toBe(4);
    expect(await numbers()).toEqual([1, 3, 6, 7, 8]);
  }
  await Promise.all([copy.close(), store.close()]);
});

test('names that an older version took stay in the whole log and in an export; nothing else can be asked of them', async () => {
  const name = newName();
  const store = await openEventStore({ name, now: () => NOW_MS });
  const names = ['\ud800', '$all', 'a\udc00-1', 'kept-1'];
  for (const place of names.keys()) await store.appendToStream(`s${place}`, event());
  await rewrite(name, (record) => {
    record.stream = names[record.position as number];
  });
  const log = [];
  for await (const { event } of store.readAll()) log.push(event?.stream);
  expect(log).toEqual(names);
  expect((await store.listStreams({ includeSystem: true })).map(({ stream }) => stream)).toEqual(['kept-1']);
  for (const odd of names.slice(0, 3)) {
    const calls = [
      store.describeStream(odd),
      store.readStream(odd).next(),
      store.readEvent(odd, 0),
      store.tombstoneStream(odd),
    ];
    for (const call of calls) await expect(call).rejects.toMatchObject({ argument: 'stream' });
  }
  const file = await new Response(store.exportEvents()).text();
  expect(file).toContain('"stream":"\\ud800"');
  const client = createTestClient(store);
  const feed = await client.get('/streams/$all', 'application/vnd.eventstore.atom+json');
  expect((JSON.parse(feed.text) as { entries: unknown[] }).entries).toHaveLength(4);
  const copy = await openEventStore({ name: newName() });
  const { newEvents, problems } = await copy.importEvents(new Blob([file]));
  expect({ newEvents, problems }).toMatchObject({ newEvents: 0, problems: [{ line: 2 }] });
  expect(problems[0]?.reason).toContain('half of a surrogate pair, not "\\ud800"');
  await Promise.all([copy.close(), store.close()]);
});
