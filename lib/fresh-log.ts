// What Chromium's storage needs: a log file that begins anew after a kill, and a word when it lost everything.
import { deleteDB, openDB } from 'idb';
import { isChromium } from './engine.ts';

/**
 * Chromium keeps all databases of an origin in one LevelDB, and goes on behind the last record of its log file when it is
 * started again. Where a kill or a full disk tore that record, nothing behind it can be read at the start after that, and
 * Chromium then deletes all that the origin stored. Where a database is deleted it compacts, which begins a new file; so
 * this makes a small one, and deletes it. Rejects as the browser does.
 */
export async function beginFreshLog(storeName: string): Promise<void> {
  if (!isChromium()) return;
  const name = `${storeName}:fresh-log`;
  const db = await openDB(name, 1, {
    upgrade: (upgraded) => void upgraded.createObjectStore('nothing'),
    blocking: (_current, _next, event) => (event.target as IDBDatabase).close(),
  });
  db.close();
  await deleteDB(name);
}

/** What a compaction may need at most, with something to spare. */
const ROOM_BYTES = 8 * 1024 * 1024;
const ROOM_EXPIRES_MS = 60_000;

interface StorageBuckets {
  open(name: string, options: { readonly expires: number }): Promise<{ readonly caches: CacheStorage }>;
  delete(name: string): Promise<void>;
}

/**
 * Begins a fresh log after the browser refused or lost a write, once there is room for it: else its own records would be
 * written behind what is torn. Whoever keeps a database beside the store awaits this before it writes there again.
 * Rejects as the browser does while the disk has no room.
 */
export async function beginFreshLogWhereThereIsRoom(storeName: string): Promise<void> {
  if (!isChromium()) return;
  try {
    await tryRoom();
    await beginFreshLog(storeName);
  } catch (error) {
    // Then it is the origin that is given no more, which keeps room on the disk: what is small may still be written.
    if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error;
  }
}

/** In a storage bucket, which Chromium keeps apart from all else of the origin. */
async function tryRoom(): Promise<void> {
  const { storageBuckets: buckets } = navigator as { readonly storageBuckets?: StorageBuckets };
  if (!buckets) return; // Only in pages that were served securely.
  const name = crypto.randomUUID();
  const { caches } = await buckets.open(name, { expires: Date.now() + ROOM_EXPIRES_MS });
  try {
    const cache = await caches.open(name);
    await cache.put('/', new Response(new Uint8Array(ROOM_BYTES)));
  } finally {
    await buckets.delete(name);
  }
}

/** Whether the browser found the database damaged, and deleted all of it to begin anew. Only Chromium says so. */
export function wereDataLost(upgrading: IDBVersionChangeEvent): boolean {
  return (upgrading as { readonly dataLoss?: 'none' | 'total' }).dataLoss === 'total';
}
