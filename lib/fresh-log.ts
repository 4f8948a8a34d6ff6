// What Chromium's storage needs: a log file that begins anew after a kill, and a word when it lost everything.
import { deleteDatabase, openConnection } from './connection.ts';
import { isChromium } from './engine.ts';
import { StorageFullError } from './errors.ts';
import { openingError } from './transaction.ts';

/**
 * Chromium keeps all databases of an origin in one LevelDB, and goes on behind the last record of its log file when it is
 * started again. Where a kill or a full disk tore that record, nothing behind it can be read at the start after that, and
 * Chromium then deletes all that the origin stored. So whoever writes to a database begins a fresh log right after the first
 * write, and, once a write has failed, before the next. In other engines there is nothing to do.
 */
export interface LogFile {
  /** What was written last may be torn: `mend` is awaited before anything else is written. */
  readonly isTorn: boolean;
  /**
   * Begins a fresh log where there is room for it.
   * @throws StorageUnavailableError while the disk has none, UpgradeBlockedError while the browser keeps it waiting
   */
  mend(): Promise<void>;
  /** Something was written. */
  wrote(): void;
  /** The browser refused a write on its way to the disk, or lost it. */
  tore(): void;
}

/** The log file of the databases of this store; one of them is the store itself. */
export function watchLogFile(storeName: string): LogFile {
  let state: 'unknown' | 'fresh' | 'torn' = isChromium() ? 'unknown' : 'fresh';
  return {
    get isTorn() {
      return state === 'torn';
    },
    async mend() {
      await beginFreshLogWhereThereIsRoom(storeName);
      state = 'fresh';
    },
    wrote() {
      if (state !== 'unknown') return;
      state = 'fresh';
      // Nobody waits for it: only another kill in this moment would do harm.
      beginFreshLog(storeName).catch(() => {
        state = 'torn';
      });
    },
    tore() {
      if (isChromium()) state = 'torn';
    },
  };
}

/**
 * A compaction that comes while something is written may be taken for a part of that, and then begins no file: seen once
 * in some 60 starts where appends followed at once. So it is done twice.
 */
async function beginFreshLog(storeName: string): Promise<void> {
  await compact(`${storeName}:fresh-log`);
  await compact(`${storeName}:fresh-log`);
}

/** Where a database is deleted Chromium compacts, which begins a new file; so this makes a small one, and deletes it. */
async function compact(name: string): Promise<void> {
  const db = await openConnection(name, 1, {
    upgrade: ({ db: created }) => void created.createObjectStore('nothing'),
    onGone: () => {},
    onLost: () => {},
  });
  db.close();
  await deleteDatabase(name);
}

/** What a compaction may need at most, with something to spare. */
const ROOM_BYTES = 8 * 1024 * 1024;
const ROOM_EXPIRES_MS = 60_000;

interface StorageBuckets {
  open(name: string, options: { readonly expires: number }): Promise<{ readonly caches: CacheStorage }>;
  delete(name: string): Promise<void>;
}

/** Without room its own records would be written behind what is torn. */
async function beginFreshLogWhereThereIsRoom(storeName: string): Promise<void> {
  try {
    await tryRoom();
    await beginFreshLog(storeName);
  } catch (error) {
    const why = openingError(error);
    // Then it is the origin that is given no more, which keeps room on the disk: what is small may still be written.
    if (!(why instanceof StorageFullError)) throw why;
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
