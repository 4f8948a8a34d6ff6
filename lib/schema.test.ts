// Databases of every earlier version, kept as they were written, open and read the same.
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';
import {
  type EventStore,
  openEventStore,
  ProgramOutdatedError,
  StorageFullError,
  StorageUnavailableError,
} from './index.ts';

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const event = (n: number, data = '{}') => ({ id: idOf(n), type: 'OrderPlaced', data, metadata: null });

let name = '';
let count = 0;

beforeEach(() => {
  name = `of-an-earlier-version-${count++}`;
});

/** The index of ids of each version. */
const ID_INDEXES = { 1: ['firstIds', 'firstIds'], 2: ['ids', 'idKeys'], 3: ['ids', 'idKeys'] } as const;
type Version = keyof typeof ID_INDEXES;
const VERSIONS = [1, 2, 3] as const;

/** Writes the database that is kept of this version. */
function writeVersion(version: Version): Promise<void> {
  const { records } = JSON.parse(fixture(`schema-${version}.json`), (_key, value) =>
    Array.isArray(value?.bytes) ? new Uint8Array(value.bytes) : value,
  );
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, version);
    opening.onerror = () => reject(opening.error);
    opening.onupgradeneeded = () => {
      const commits = opening.result.createObjectStore('commits', { keyPath: 'position' });
      commits.createIndex('stream', ['stream', 'first'], { unique: true });
      const [idIndex, idKeys] = ID_INDEXES[version];
      commits.createIndex(idIndex, idKeys, { unique: true, multiEntry: true });
      commits.createIndex('links', 'links', { unique: true, multiEntry: true });
      commits.createIndex('recreates', 'recreates');
      opening.result.createObjectStore('projections', { keyPath: 'name' });
      for (const record of records) commits.add(record);
    };
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });
}

const exported = (store: EventStore) => new Response(store.exportEvents()).text();

test.each(VERSIONS)('a database of version %i reads as before, to the letter', async (version) => {
  await writeVersion(version);
  const store = await openEventStore({ name });
  expect(await exported(store)).toBe(fixture('earlier.ndjson'));
  await store.close();
});

test.each(VERSIONS)(
  'the ids of version %i are found as before: retries are recognised, also of events that were written twice or scavenged',
  async (version) => {
    await writeVersion(version);
    const store = await openEventStore({ name });
    const retried = await store.appendToStream('order-1042', [event(0), event(1), event(2)]);
    expect(retried).toMatchObject({ outcome: 'already_committed', firstEventNumber: 0, lastEventNumber: 2 });
    expect(await store.findEventIds('order-1042', [idOf(1), idOf(304), idOf(5)])).toEqual(
      new Map([
        [idOf(1), 1],
        [idOf(304), 207],
      ]),
    );
    const partly = store.appendToStream('order-1042', [event(7777), event(100)]);
    await expect(partly).rejects.toMatchObject({ reason: 'partial' });
    const recreating = await store.appendToStream('gone-1', event(302), { expectedVersion: 'no_stream' });
    expect(recreating).toMatchObject({ outcome: 'already_committed', firstEventNumber: 2 });
    await store.close();
  },
);

test.each(VERSIONS)('the log of a database of version %i gets an identity, and keeps it', async (version) => {
  await writeVersion(version);
  const store = await openEventStore({ name });
  const { logId } = store;
  expect(logId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  await store.close();
  const again = await openEventStore({ name });
  expect(again.logId).toBe(logId);
  await again.close();
});

test('an upgrade that has no room half-way says so and leaves the old version as it was, and the next one succeeds', async () => {
  await writeVersion(1);
  const update = vi.spyOn(IDBCursor.prototype, 'update');
  update.mockImplementationOnce(IDBCursor.prototype.update).mockImplementationOnce(() => {
    throw new DOMException('The disk is full.', 'QuotaExceededError');
  });
  await expect(openEventStore({ name })).rejects.toBeInstanceOf(StorageFullError);
  update.mockRestore();
  const store = await openEventStore({ name });
  expect(await exported(store)).toBe(fixture('earlier.ndjson'));
  await store.close();
});

test('a database that the browser cannot open, as on a disk that fails, is one that is not available now', async () => {
  const failing = Object.defineProperties(new (IDBOpenDBRequest as new () => IDBOpenDBRequest)(), {
    error: { value: new DOMException('Internal error.', 'UnknownError') },
    addEventListener: { value: (type: string, listen: () => void) => type === 'error' && listen() },
  });
  vi.spyOn(indexedDB, 'open').mockReturnValueOnce(failing);
  await expect(openEventStore({ name })).rejects.toBeInstanceOf(StorageUnavailableError);
});

test('a database of a newer version is refused with the reason, and left as it is', async () => {
  await new Promise((resolve) => {
    const opening = indexedDB.open('newer', 99);
    opening.onupgradeneeded = () => opening.result.createObjectStore('from the future');
    opening.onsuccess = () => resolve(opening.result.close());
  });
  await expect(openEventStore({ name: 'newer' })).rejects.toBeInstanceOf(ProgramOutdatedError);
  const databases = await indexedDB.databases();
  expect(databases).toContainEqual({ name: 'newer', version: 99 });
});

test('a program of the version before, which would misread what this one writes, cannot open it', async () => {
  await (await openEventStore({ name })).close();
  const refused = await new Promise((resolve) => {
    const opening = indexedDB.open(name, 3);
    opening.onsuccess = () => resolve('opened');
    opening.onerror = () => resolve(opening.error?.name);
  });
  expect(refused).toBe('VersionError');
});
