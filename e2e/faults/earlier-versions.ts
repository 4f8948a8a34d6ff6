// Databases as earlier versions of the schema wrote them.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

const fixture = (name: string) =>
  readFileSync(new URL(`../../lib/fixtures/${name}`, import.meta.url), 'utf8');

/** The lines that each of them is exported as, before its upgrade and after, without the line at the head. */
export const EARLIER_LINES: readonly string[] = fixture('earlier.ndjson').trimEnd().split('\n').slice(1);

export type EarlierVersion = 1 | 2;

/**
 * Writes one with these events, and `more` small events after them so that its upgrade takes a while; nobody looks for
 * the ids of these. The connection stays open as in a tab of an old version that does not let go when it is asked to;
 * resolves with the way to close it.
 */
export async function holdEarlier(
  page: Page,
  name: string,
  version: EarlierVersion,
  more = 0,
): Promise<() => Promise<void>> {
  const held = await page.evaluateHandle(
    async ({ text, databaseName, databaseVersion, count }) => {
      const [idIndex, idKeys] = databaseVersion === 1 ? ['firstIds', 'firstIds'] : ['ids', 'idKeys'];
      const { records } = JSON.parse(text, (_key, value) =>
        Array.isArray(value?.bytes) ? new Uint8Array(value.bytes) : value,
      );
      const opening = indexedDB.open(databaseName, databaseVersion);
      opening.onupgradeneeded = () => {
        const commits = opening.result.createObjectStore('commits', { keyPath: 'position' });
        commits.createIndex('stream', ['stream', 'first'], { unique: true });
        commits.createIndex(idIndex as string, idKeys as string, { unique: true, multiEntry: true });
        commits.createIndex('links', 'links', { unique: true, multiEntry: true });
        commits.createIndex('recreates', 'recreates');
        opening.result.createObjectStore('projections', { keyPath: 'name' });
        for (const record of records) commits.add(record);
        const { position, count: last } = records.at(-1);
        for (let n = 0; n < count; n++) {
          const id = crypto.randomUUID();
          commits.add({
            position: position + last + n,
            stream: `more-${n % 50}`,
            first: Math.floor(n / 50),
            count: 1,
            createdMs: 1_795_167_000_000 + n,
            ids: [id],
            types: ['T'],
            data: ['{}'],
            metadata: [null],
            [idKeys as string]: [databaseVersion === 1 ? `${id}more-${n % 50}` : n],
            links: [],
          });
        }
      };
      await new Promise((resolve, reject) => {
        opening.onsuccess = resolve;
        opening.onerror = () => reject(opening.error);
      });
      return opening.result;
    },
    { text: fixture(`schema-${version}.json`), databaseName: name, databaseVersion: version, count: more },
  );
  return () => held.evaluate((database) => database.close());
}

/** The version of a database, and how many of its records are as version 1 wrote them. */
export function lookAtDatabase(
  page: Page,
  name: string,
): Promise<{ readonly version: number; readonly records: number; readonly unconverted: number }> {
  return page.evaluate(async (databaseName) => {
    const opening = indexedDB.open(databaseName);
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const reading = database.transaction('commits').objectStore('commits').getAll();
    const records = await new Promise<readonly object[]>((resolve) => {
      reading.onsuccess = () => resolve(reading.result);
    });
    database.close();
    const unconverted = records.filter((record) => 'firstIds' in record).length;
    return { version: database.version, records: records.length, unconverted };
  }, name);
}
