// IndexedDB: the one connection, and the only way to a transaction.
import { deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { StorageFullError, StoreClosedError, UpgradeBlockedError } from './errors.ts';
import { SCHEMA_VERSION, type Schema, upgrade } from './schema.ts';

export type Mode = 'readonly' | 'readwrite';
export type Transaction = IDBPTransaction<Schema, ['commits'], Mode>;
export type WriteTransaction = IDBPTransaction<Schema, ['commits'], 'readwrite'>;
export type ProjectionTransaction = IDBPTransaction<Schema, ['projections'], Mode>;
export type ProjectionWriteTransaction = IDBPTransaction<Schema, ['projections'], 'readwrite'>;
type StoreName = 'commits' | 'projections';

export interface Database {
  /** Runs `work` in one transaction. Resolves after the commit; if `work` throws, nothing is written. */
  transact<T>(mode: 'readwrite', work: (tx: WriteTransaction) => Promise<T>): Promise<T>;
  transact<T>(mode: 'readonly', work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Over the projections alone, so that appends and projections never wait for each other. */
  transact<T>(
    mode: 'readwrite',
    work: (tx: ProjectionWriteTransaction) => Promise<T>,
    store: 'projections',
  ): Promise<T>;
  transact<T>(
    mode: 'readonly',
    work: (tx: ProjectionTransaction) => Promise<T>,
    store: 'projections',
  ): Promise<T>;
  close(): void;
}

/**
 * Opens the database, or waits until an older version of it is closed elsewhere. `onConnected` is called before the first
 * transaction of each connection: what was known of the database before may not hold any more. @throws UpgradeBlockedError
 */
export async function openDatabase(
  name: string,
  durability: IDBTransactionDurability,
  onConnected: () => void = () => {},
): Promise<Database> {
  let closed = false;
  let connection: Promise<IDBPDatabase<Schema>> | undefined;

  function connect(): Promise<IDBPDatabase<Schema>> {
    if (closed) return Promise.reject(new StoreClosedError());
    // The promise is kept, not the connection: two early callers must not open two.
    connection ??= openConnection(name, forget).then(
      (db) => {
        onConnected();
        return db;
      },
      (error: unknown) => {
        forget();
        throw error;
      },
    );
    return connection;
  }

  // Browsers close connections on their own (eviction, suspended pages); the next transaction opens a new one.
  function forget(): void {
    connection = undefined;
  }

  async function begin<M extends Mode, S extends StoreName>(
    mode: M,
    store: S,
  ): Promise<IDBPTransaction<Schema, [S], M>> {
    try {
      return (await connect()).transaction([store], mode, { durability });
    } catch (error) {
      if (closed || !isInvalidState(error)) throw error;
      forget();
      return (await connect()).transaction([store], mode, { durability });
    }
  }

  async function transact<M extends Mode, T, S extends StoreName>(
    mode: M,
    work: (tx: IDBPTransaction<Schema, [S], M>) => Promise<T>,
    store = 'commits' as S,
  ): Promise<T> {
    const tx = await begin(mode, store);
    const done = tx.done;
    done.catch(() => {}); // Rethrown below; never an unhandled rejection.
    let failed: unknown;
    const onError = ({ target }: Event) => {
      failed ??= (target as IDBRequest).error;
    };
    // While the event is on its way down, since `done` is rejected on its way up.
    tx.addEventListener('error', onError, { capture: true });
    try {
      const result = await work(tx);
      await done;
      return result;
    } catch (error) {
      abort(tx); // A throw alone undoes nothing: IndexedDB would commit the writes made before it.
      throw await meaningOf(error, done, () => failed);
    }
  }

  await connect();
  return {
    transact: transact as Database['transact'],
    close() {
      closed = true;
      void connection?.then((db) => db.close()).catch(() => {}); // A connection that failed to open needs no closing.
      forget();
    },
  };
}

function openConnection(name: string, onGone: () => void): Promise<IDBPDatabase<Schema>> {
  return new Promise((resolve, reject) => {
    let refused = false;
    openDB<Schema>(name, SCHEMA_VERSION, {
      upgrade(db, oldVersion, _newVersion, tx) {
        // Otherwise what was converted before the failure would stay so.
        upgrade(db, oldVersion, tx).catch(() => abort(tx));
      },
      blocked() {
        refused = true;
        reject(new UpgradeBlockedError());
      },
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        onGone();
      },
      terminated: onGone,
    }).then((db) => (refused ? db.close() : resolve(db)), reject);
  });
}

/** Deletes the database. Connections elsewhere are asked to close; resolves when it is gone. */
export async function deleteDatabase(name: string): Promise<void> {
  await deleteDB(name);
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It has ended already, which is all that is wanted.
  }
}

/** Whoever is told of an abort only, be it a request that it cancelled or the transaction, is told what led to it. */
async function meaningOf(error: unknown, done: Promise<void>, failed: () => unknown): Promise<unknown> {
  const told = isAbort(error)
    ? await done.then(() => error).catch((reason: unknown) => reason ?? error)
    : error;
  const cause = isAbort(told) ? (failed() ?? told) : told;
  if (isNamed(cause, 'QuotaExceededError')) return new StorageFullError(cause);
  if (isAbort(cause) || isInvalidState(cause)) return new StoreClosedError(cause);
  return cause;
}

/** A record was not written, since one of its keys is there already; nothing of its transaction was. */
export function isKeyTaken(error: unknown): boolean {
  return isNamed(error, 'ConstraintError');
}

const isAbort = (error: unknown): boolean => isNamed(error, 'AbortError');
const isInvalidState = (error: unknown): boolean => isNamed(error, 'InvalidStateError');

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
