// A database that is opened again after the browser has closed it.
import { StorageUnavailableError } from '../../lib/index.ts';
import type { ConnectionEnds, LogFile } from '../../lib/own-database.ts';

export interface Connection {
  close(): void;
}

export interface Reopened<Db extends Connection> {
  /** Reads on an open connection. @throws an error in words when the browser closes it meanwhile. */
  read<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** The same for what writes; what failed before is mended first. */
  write<T>(work: (db: Db) => Promise<T>): Promise<T>;
  close(): void;
}

/**
 * Opens it at once, so that a failure is reported, and again whenever it is used after it was closed. `onClosed`: another tab
 * or the browser closed it, perhaps to delete it, so that what was read from it may be gone.
 */
export async function openReopened<Db extends Connection>(
  open: (ends: ConnectionEnds) => Promise<Db>,
  logFile: LogFile,
  onClosed: () => void,
): Promise<Reopened<Db>> {
  let closed = false;
  let connection: Promise<Db> | undefined;
  const underWay = new Set<() => void>();

  function forget(): void {
    connection = undefined;
  }

  // Of what was cut off the browser may tell nothing.
  function lose(): void {
    forget();
    logFile.tore();
    for (const end of underWay) end();
    onClosed();
  }

  function giveUp(): void {
    forget();
    onClosed();
  }

  function connect(): Promise<Db> {
    if (closed) return Promise.reject(new Error('This page has closed its requests.'));
    connection ??= open({ onGone: giveUp, onLost: lose }).catch((error: unknown) => {
      forget();
      throw error;
    });
    return connection;
  }

  async function attempt<T>(work: (db: Db) => Promise<T>, prepare?: () => Promise<void>): Promise<T> {
    await prepare?.();
    const current = connect();
    try {
      return await work(await current);
    } catch (error) {
      if (closed || !isClosing(error)) throw error;
      // Unless somebody has connected anew meanwhile.
      if (connection === current) forget();
      // It is closing, perhaps since the disk refused what somebody else wrote.
      logFile.tore();
      await prepare?.();
      return work(await connect());
    }
  }

  async function attemptToWrite<T>(work: (db: Db) => Promise<T>): Promise<T> {
    const mend = async () => {
      if (logFile.isTorn) await logFile.mend();
    };
    try {
      const result = await attempt(work, mend);
      logFile.wrote();
      return result;
    } catch (error) {
      logFile.tore();
      throw error;
    }
  }

  function unlessLost<T>(trying: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = () =>
        reject(new Error('The browser closed the storage of this app in the middle of it. Try again.'));
      underWay.add(end);
      trying.then(resolve, reject).finally(() => underWay.delete(end));
    });
  }

  await connect();
  return {
    read: (work) => unlessLost(attempt(work)),
    write: (work) => unlessLost(attemptToWrite(work)),
    close() {
      closed = true;
      void connection?.then((db) => db.close()).catch(() => {}); // What failed to open needs no closing.
      forget();
    },
  };
}

/** The browser closes a connection that has not been told of it, or is being opened: nothing was begun. */
function isClosing(error: unknown): boolean {
  const cause = error instanceof StorageUnavailableError ? error.cause : error;
  return cause instanceof DOMException && (cause.name === 'InvalidStateError' || cause.name === 'AbortError');
}
