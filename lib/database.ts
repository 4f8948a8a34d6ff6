// IndexedDB: the one connection, and the only way to a transaction.
import { deleteDB, type IDBPDatabase, type IDBPTransaction, openDB, unwrap, wrap } from 'idb';
import { addRecords } from './add-records.ts';
import {
  ConnectionLostError,
  ProgramOutdatedError,
  StoreClosedError,
  UpgradeBlockedError,
} from './errors.ts';
import { type CommitRecord, SCHEMA_VERSION, type Schema, upgrade } from './schema.ts';
import { abort, causeOf, commit, completion, isInvalidState, isNewer } from './transaction.ts';

export type Mode = 'readonly' | 'readwrite';
export type Transaction = IDBPTransaction<Schema, ['commits'], Mode>;
export type WriteTransaction = IDBPTransaction<Schema, ['commits'], 'readwrite'>;
export type ProjectionTransaction = IDBPTransaction<Schema, ['projections'], Mode>;
export type ProjectionWriteTransaction = IDBPTransaction<Schema, ['projections'], 'readwrite'>;
type StoreName = 'commits' | 'projections';

export interface Database {
  /** Runs `work` in one transaction. Resolves after the commit, a read as soon as `work` does; if that throws, nothing is written. */
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
  /**
   * Adds records and reads nothing. `isCurrent` is asked in the moment before they are added: false = nothing is written.
   * Resolves after the commit with whether they were. Rejects when a key is taken, see `isKeyTaken`.
   */
  add(records: readonly CommitRecord[], isCurrent: () => boolean): Promise<boolean>;
  close(): void;
}

/**
 * Opens the database, or waits until an older version of it is closed elsewhere. `onConnected` is called before the first
 * transaction of each connection: what was known of the database before may not hold any more.
 * @throws UpgradeBlockedError, ProgramOutdatedError
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

  async function begin(mode: Mode, store: StoreName): Promise<IDBTransaction> {
    const open = async () => unwrap(await connect()).transaction(store, mode, { durability });
    try {
      return await open();
    } catch (error) {
      if (closed || !isInvalidState(error)) throw error;
      forget();
      return open();
    }
  }

  async function transact<M extends Mode, T, S extends StoreName>(
    mode: M,
    work: (tx: IDBPTransaction<Schema, [S], M>) => Promise<T>,
    store = 'commits' as S,
  ): Promise<T> {
    try {
      return await transactOnce(mode, work, store);
    } catch (error) {
      // A read can always be tried anew; who writes has to know whether that is safe.
      if (mode === 'readonly' && error instanceof ConnectionLostError) return transactOnce(mode, work, store);
      throw error;
    }
  }

  async function transactOnce<M extends Mode, T, S extends StoreName>(
    mode: M,
    work: (tx: IDBPTransaction<Schema, [S], M>) => Promise<T>,
    store: S,
  ): Promise<T> {
    const raw = await begin(mode, store);
    const done = completion(raw);
    const tx = wrap(raw) as unknown as IDBPTransaction<Schema, [S], M>;
    tx.done.catch(() => {}); // `done` tells more.
    try {
      const result = await work(tx);
      if (mode === 'readonly') return result; // What was read was so, however the transaction ends.
      commit(raw);
      await done;
      return result;
    } catch (error) {
      abort(raw); // A throw alone undoes nothing: IndexedDB would commit the writes made before it.
      throw await causeOf(error, done);
    }
  }

  async function add(records: readonly CommitRecord[], isCurrent: () => boolean): Promise<boolean> {
    // Without the wrappers of idb, which would cost a fifth of an append.
    const tx = await begin('readwrite', 'commits');
    const done = completion(tx);
    try {
      const current = isCurrent();
      if (current) await addRecords(tx.objectStore('commits'), records);
      commit(tx);
      await done;
      return current;
    } catch (error) {
      abort(tx);
      throw await causeOf(error, done);
    }
  }

  await connect();
  return {
    transact: transact as Database['transact'],
    add,
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
        tx.done.catch(() => {}); // Opening tells.
        // Otherwise what was converted before the failure would stay so.
        upgrade(db, oldVersion, tx).catch(() => abort(unwrap(tx)));
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
    }).then(
      (db) => (refused ? db.close() : resolve(db)),
      (error: unknown) => reject(isNewer(error) ? new ProgramOutdatedError(error) : error),
    );
  });
}

/** Deletes the database. Connections elsewhere are asked to close; resolves when it is gone. */
export async function deleteDatabase(name: string): Promise<void> {
  await deleteDB(name);
}
