import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { SIZES } from './core/sizes.ts';
import { openDatabase } from './database.ts';
import { jsonEvent, openEventStore } from './index.ts';
import { lengthOf } from './record-batches.ts';
import { type RecordPage, readRecordPage } from './record-pages.ts';

let count = 0;

afterEach(() => vi.restoreAllMocks());

/** Appends of so many events with data of so many characters, each, and the pages that they are read in. */
async function pagesOf(
  appends: readonly { readonly events: number; readonly length: number }[],
  sizes: { readonly pageEvents: number; readonly pageLength: number },
): Promise<readonly RecordPage[]> {
  const name = `record-pages-${count++}`;
  const store = await openEventStore({ name });
  for (const [n, { events, length }] of appends.entries()) {
    const data = 'x'.repeat(length);
    const all = Array.from({ length: events }, () => jsonEvent({ type: 'SomeEvent', data }));
    await store.appendToStream(`s-${n % 3}`, all);
  }
  const end = await store.headPosition();
  await store.close();
  const listeners = { onConnected() {}, onDisconnected() {} };
  const db = await openDatabase(name, 'relaxed', listeners, { ...SIZES, ...sizes });
  const pages: RecordPage[] = [];
  for (let from = 0; from < end; ) {
    const start = from;
    const page = await db.transact('readonly', (tx) => readRecordPage(tx, start, end));
    pages.push(page);
    from = page.next;
  }
  db.close();
  return pages;
}

test('a page ends with the record that fills it, by its events or by its length', async () => {
  const anAppend = fc.record({
    events: fc.integer({ min: 1, max: 6 }),
    length: fc.constantFrom(0, 3, 10, 200, 2_000),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(anAppend, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 2_000 }),
      async (appends, pageEvents, pageLength) => {
        const pages = await pagesOf(appends, { pageEvents, pageLength });
        const records = pages.flatMap((page) => page.records);
        expect(records.map((record) => record.count)).toEqual(appends.map(({ events }) => events));
        for (const [place, page] of pages.entries()) {
          const filled = page.records.map((_, at) => isFull(page.records.slice(0, at + 1)));
          expect(filled.slice(0, -1)).not.toContain(true);
          if (place < pages.length - 1) expect(filled.at(-1)).toBe(true);
        }

        function isFull(of: RecordPage['records']): boolean {
          const events = of.reduce((sum, record) => sum + record.count, 0);
          return events >= pageEvents || of.reduce((sum, record) => sum + lengthOf(record), 0) >= pageLength;
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('a page of small records takes few requests', async () => {
  const getAll = vi.spyOn(IDBObjectStore.prototype, 'getAll');
  const openCursor = vi.spyOn(IDBObjectStore.prototype, 'openCursor');
  const appends = Array.from({ length: 300 }, () => ({ events: 1, length: 10 }));
  const [page] = await pagesOf(appends, { pageEvents: 300, pageLength: SIZES.pageLength });
  expect(page?.records).toHaveLength(300);
  expect(getAll.mock.calls.length + openCursor.mock.calls.length).toBeLessThan(40);
});

test('no batch of large records is longer than a page and the record that passes it', async () => {
  const getAll = vi.spyOn(IDBObjectStore.prototype, 'getAll');
  const appends = Array.from({ length: 30 }, () => ({ events: 1, length: 1_000 }));
  const pages = await pagesOf(appends, { pageEvents: 100, pageLength: 3_000 });
  expect(pages.map(({ records }) => records.length)).toEqual(Array.from({ length: 10 }, () => 3));
  expect(Math.max(...getAll.mock.calls.map(([, most]) => most ?? Number.POSITIVE_INFINITY))).toBeLessThan(4);
});
