// IndexedDB: the schema, the one connection, and the only way to a transaction.
import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { EventId, EventNumber, Payload, Position, StreamName } from './core/events.ts';
import { ProgramOutdatedError, StorageFullError, StoreClosedError, UpgradeBlockedError } from './errors.ts';

/**
 * Consecutive events of one append to one stream, written once; only a scavenge changes them, by dropping payloads.
 * Invariants:
 * 1. `position` + `count` is the `position` of the next record: positions have no gaps.
 * 2. `first` + `count` is the `first` of the next record of the stream: event numbers have no gaps.
 * 3. Over all records of a stream each id is in `firstIds` once, with the lowest event number it has.
 * 4. Over all records a system stream's entries in `links` number its links without gaps.
 */
export interface CommitRecord {
  /** Of the first event. */
  readonly position: Position;
  readonly stream: StreamName;
  /** Number of the first event. */
  readonly first: EventNumber;
  readonly count: number;
  /** In ms since 1970-01-01 UTC. */
  readonly createdMs: number;
  readonly ids: readonly EventId[];
  readonly types: readonly string[];
  /** null = dropped by a scavenge. */
  readonly data: readonly (Payload | null)[];
  readonly metadata: readonly (Payload | null)[];
  /** Keys of the ids that occur here for the first time in their stream. */
  readonly firstIds: readonly string[];
  /** For each system stream that links to events of this record: its name, and the number of the first such link. */
  readonly links: readonly (readonly [StreamName, EventNumber])[];
  /** Only where the append brought a soft-deleted stream back: `[stream, first]`. */
  readonly recreates?: readonly [StreamName, EventNumber];
}

/** A projection as saved: state and checkpoint change together. */
export interface ProjectionRecord {
  readonly name: string;
  /** Of the program that folds it, and what it folds: another one of either begins anew. */
  readonly version: number;
  readonly source: string;
  /** Number or position of the last event folded or passed by; -1 = none. */
  readonly checkpoint: number;
  readonly state: unknown;
  /** How often it was saved: a save decided from an older one is not written. */
  readonly saves: number;
}

interface Schema extends DBSchema {
  commits: {
    key: Position;
    value: CommitRecord;
    indexes: {
      /** Finds a page; unique, so an append decided from a stale head cannot be written. */
      stream: [StreamName, EventNumber];
      firstIds: string;
      links: [StreamName, EventNumber];
      recreates: [StreamName, EventNumber];
    };
  };
  projections: { key: string; value: ProjectionRecord };
}

export type Mode = 'readonly' | 'readwrite';
export type Transaction = IDBPTransaction<Schema, ['commits'], Mode>;
export type WriteTransaction = IDBPTransaction<Schema, ['commits'], 'readwrite'>;
export type ProjectionTransaction = IDBPTransaction<Schema, ['projections'], Mode>;
export type ProjectionWriteTransaction = IDBPTransaction<Schema, ['projections'], 'readwrite'>;
type StoreName = 'commits' | 'projections';

const SCHEMA_VERSION = 1;

/** An id has always 36 characters, so id and stream can be told apart again. */
export function idKey(stream: StreamName, id: EventId): string {
  return id + stream;
}

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
 * Opens the database, or waits until an older version of it is closed elsewhere.
 * @throws UpgradeBlockedError, ProgramOutdatedError
 */
export async function openDatabase(name: string, durability: IDBTransactionDurability): Promise<Database> {
  let closed = false;
  let connection: Promise<IDBPDatabase<Schema>> | undefined;

  function connect(): Promise<IDBPDatabase<Schema>> {
    if (closed) return Promise.reject(new StoreClosedError());
    // The promise is kept, not the connection: two early callers must not open two.
    connection ??= openConnection(name, forget).catch((error: unknown) => {
      forget();
      throw error;
    });
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
    try {
      const result = await work(tx);
      await done;
      return result;
    } catch (error) {
      abort(tx); // A throw alone undoes nothing: IndexedDB would commit the writes made before it.
      throw await meaningOf(error, done);
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
      upgrade(db, oldVersion) {
        if (oldVersion < 1) {
          const commits = db.createObjectStore('commits', { keyPath: 'position' });
          commits.createIndex('stream', ['stream', 'first'], { unique: true });
          commits.createIndex('firstIds', 'firstIds', { unique: true, multiEntry: true });
          commits.createIndex('links', 'links', { unique: true, multiEntry: true });
          commits.createIndex('recreates', 'recreates');
          db.createObjectStore('projections', { keyPath: 'name' });
        }
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
      (error: unknown) => reject(isNamed(error, 'VersionError') ? new ProgramOutdatedError(error) : error),
    );
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

/** The transaction's own error says more than that of a request which its abort cancelled. */
async function meaningOf(error: unknown, done: Promise<void>): Promise<unknown> {
  const cause = isAbort(error)
    ? await done.then(() => error).catch((reason: unknown) => reason ?? error)
    : error;
  if (isNamed(cause, 'QuotaExceededError')) return new StorageFullError(cause);
  if (isAbort(cause) || isInvalidState(cause)) return new StoreClosedError(cause);
  return cause;
}

const isAbort = (error: unknown): boolean => isNamed(error, 'AbortError');
const isInvalidState = (error: unknown): boolean => isNamed(error, 'InvalidStateError');

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
