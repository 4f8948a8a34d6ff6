// IndexedDB: the one connection, and the only way to a transaction.
import { type IDBPDatabase, type IDBPTransaction, unwrap, wrap } from 'idb';
import { addRecords } from './add-records.ts';
import { type ConnectionEnds, openConnection } from './connection.ts';
import type { LogId } from './core/events.ts';
import { SIZES, type Sizes } from './core/sizes.ts';
import { ConnectionLostError, StoreClosedError } from './errors.ts';
import { watchLogFile, wereDataLost } from './fresh-log.ts';
import {
  type CommitRecord,
  SCHEMA_VERSION,
  type Schema,
  type UpgradeTransaction,
  upgrade,
} from './schema.ts';
import {
  abort,
  causeOf,
  commitEarly,
  isCutOff,
  type Lose,
  mayBeTorn,
  type Watched,
  watch,
  whileUnderWay,
} from './transaction.ts';

export type Mode = 'readonly' | 'readwrite';
type StoreName = 'commits' | 'projections';

/** The log of one connection. A database cannot be replaced while a connection to it is open. */
export interface OpenLog {
  readonly storeName: string;
  readonly id: LogId;
}

/** What work is given. */
interface Handed<S extends StoreName, M extends Mode> {
  readonly log: OpenLog;
  /** Without the wrappers of idb, which would cost a fifth of an append: for what is done often. */
  readonly raw: IDBTransaction;
  /** With them. */
  readonly objectStore: IDBPTransaction<Schema, [S], M>['objectStore'];
  readonly sizes: Sizes;
}

export type Transaction = Handed<'commits', Mode>;
export type WriteTransaction = Handed<'commits', 'readwrite'>;
export type ProjectionTransaction = Handed<'projections', Mode>;
export type ProjectionWriteTransaction = Handed<'projections', 'readwrite'>;

export interface Database {
  readonly sizes: Sizes;
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
  /** Connects when there is no connection. */
  connect(): Promise<void>;
  close(): void;
}

type Connection = Promise<Opened>;

/** A transaction, and the connection that it is on. */
interface Begun extends Watched {
  readonly log: OpenLog;
  readonly on: Connection;
}

export interface ConnectionListeners {
  /** A new connection, before its first transaction: what was known of the database before may not hold any more. */
  readonly onConnected?: (opened: Opened) => void;
  /** The connection was closed, by another tab that deletes or upgrades the database or by the browser. */
  readonly onDisconnected?: () => void;
}

/**
 * Opens the database.
 * @throws UpgradeBlockedError, ProgramOutdatedError, StorageFullError, StorageUnavailableError
 */
export async function openDatabase(
  name: string,
  durability: IDBTransactionDurability,
  { onConnected, onDisconnected }: ConnectionListeners = {},
  sizes: Sizes = SIZES,
): Promise<Database> {
  let closed = false;
  let connection: Connection | undefined;
  const logFile = watchLogFile(name);
  const underWay = new Set<Lose>();

  function connect(): Connection {
    if (closed) return Promise.reject(new StoreClosedError());
    if (connection) return connection;
    const ends = {
      onGone() {
        forget(opening);
        onDisconnected?.();
      },
      onLost() {
        lose(opening);
        onDisconnected?.();
      },
    };
    const opening: Connection = openLog(name, ends).then(
      (opened) => {
        onConnected?.(opened);
        return opened;
      },
      (error: unknown) => {
        forget(opening);
        throw error;
      },
    );
    // The promise is kept, not the connection: two early callers must not open two.
    connection = opening;
    return opening;
  }

  // Browsers close connections on their own (eviction, suspended pages); the next transaction opens a new one.
  function forget(gone: Connection): void {
    if (connection === gone) connection = undefined;
  }

  // Chromium tells some transactions nothing of it, neither that they completed nor that they were aborted.
  function lose(gone: Connection): void {
    forget(gone);
    logFile.tore();
    for (const end of underWay) end();
    underWay.clear();
  }

  async function mendLog(): Promise<void> {
    if (!closed) await logFile.mend();
  }

  async function begin(mode: Mode, store: StoreName): Promise<Begun> {
    if (logFile.isTorn && mode === 'readwrite') await mendLog();
    const current = connect();
    try {
      return beginOn(current, await current, mode, store);
    } catch (error) {
      if (closed || !isCutOff(error)) throw error;
      forget(current);
      // It is closing, perhaps since the disk refused what somebody else wrote.
      logFile.tore();
      if (mode === 'readwrite' && logFile.isTorn) await mendLog();
      const next = connect();
      return beginOn(next, await next, mode, store);
    }
  }

  function beginOn(on: Connection, { db, log }: Opened, mode: Mode, store: StoreName): Begun {
    const tx = unwrap(db).transaction(store, mode, { durability });
    return { ...watch(tx, underWay), log, on };
  }

  async function failureOf(error: unknown, { tx, done, on }: Begun): Promise<unknown> {
    abort(tx); // A throw alone undoes nothing: IndexedDB would commit the writes made before it.
    const cause = await causeOf(error, done);
    // It is closing, and says so later than it takes transactions.
    if (cause instanceof ConnectionLostError) forget(on);
    if (mayBeTorn(cause)) logFile.tore();
    return cause;
  }

  async function transact<M extends Mode, T, S extends StoreName>(
    mode: M,
    work: (tx: Handed<S, M>) => Promise<T>,
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
    work: (tx: Handed<S, M>) => Promise<T>,
    store: S,
  ): Promise<T> {
    const begun = await begin(mode, store);
    const { tx, done, log } = begun;
    try {
      const result = await whileUnderWay(work(handed<S, M>(tx, log, sizes)), done);
      if (mode === 'readonly') return result; // What was read was so, however the transaction ends.
      commitEarly(begun, 'many');
      await done;
      logFile.wrote();
      return result;
    } catch (error) {
      throw await failureOf(error, begun);
    }
  }

  async function add(records: readonly CommitRecord[], isCurrent: () => boolean): Promise<boolean> {
    const begun = await begin('readwrite', 'commits');
    const { tx, done, log } = begun;
    try {
      const current = isCurrent();
      if (current) await whileUnderWay(addRecords(handed(tx, log, sizes), records), done);
      commitEarly(begun, records.length === 1 ? 'one' : 'many');
      await done;
      logFile.wrote();
      return current;
    } catch (error) {
      throw await failureOf(error, begun);
    }
  }

  await connect().catch((error: unknown) => {
    // The browser, or another tab that deletes the database, may close it while its identity is read.
    if (isCutOff(error)) return connect();
    throw error;
  });
  return {
    sizes,
    transact: transact as Database['transact'],
    add,
    async connect() {
      await connect();
    },
    close() {
      closed = true;
      void connection?.then(({ db }) => db.close()).catch(() => {}); // A connection that failed to open needs no closing.
      connection = undefined;
    },
  };
}

/** Wrapped only where that is asked for. */
function handed<S extends StoreName, M extends Mode>(
  raw: IDBTransaction,
  log: OpenLog,
  sizes: Sizes,
): Handed<S, M> {
  let wrapped: IDBPTransaction<Schema, [S], M> | undefined;
  return {
    log,
    raw,
    sizes,
    objectStore(name) {
      if (!wrapped) {
        wrapped = wrap(raw) as unknown as IDBPTransaction<Schema, [S], M>;
        wrapped.done.catch(() => {}); // The one who waits for the transaction is told more.
      }
      return wrapped.objectStore(name);
    },
  };
}

export interface Opened {
  readonly db: IDBPDatabase<Schema>;
  readonly log: OpenLog;
  /** The browser found the database damaged, and began it anew. */
  readonly dataWereLost: boolean;
}

async function openLog(name: string, ends: ConnectionEnds): Promise<Opened> {
  let dataWereLost = false;
  let cutOff = () => {};
  const lost = new Promise<never>((_, reject) => {
    // The request for the identity may never be answered.
    cutOff = () =>
      reject(new DOMException('The browser closed the database while it was opened.', 'AbortError'));
  });
  lost.catch(() => {});
  const opened = await openConnection(name, SCHEMA_VERSION, {
    onGone: ends.onGone,
    onLost() {
      cutOff();
      ends.onLost();
    },
    upgrade(upgrading) {
      dataWereLost = wereDataLost(upgrading.event);
      const tx = wrap(upgrading.tx) as unknown as UpgradeTransaction;
      tx.done.catch(() => {}); // Whatever opens the database is told of an abort.
      return upgrade(wrap(upgrading.db) as unknown as IDBPDatabase<Schema>, upgrading.event.oldVersion, tx);
    },
  });
  const db = wrap(opened) as unknown as IDBPDatabase<Schema>;
  // Once for a connection: the database stays the same as long as one is open.
  const id = (await Promise.race([db.get('log', 'id'), lost])) as LogId;
  return { db, log: { storeName: name, id }, dataWereLost };
}
