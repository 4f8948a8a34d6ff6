// What became of a transaction: committed, or why not.
import { ConnectionLostError, StorageFullError } from './errors.ts';

/** Resolves when the transaction has committed, which nothing but this acknowledges; rejects with what led to its abort. */
export function completion(tx: IDBTransaction): Promise<void> {
  let failed: unknown;
  const done = new Promise<void>((resolve, reject) => {
    // Chromium completes a transaction whose commit was asked for although a record in it was too large to be added.
    tx.addEventListener('complete', () => (failed === undefined ? resolve() : reject(failed)));
    tx.addEventListener('error', ({ target }) => {
      // The first is what the others are cancelled for.
      failed ??= (target as IDBRequest).error;
    });
    tx.addEventListener('abort', () => {
      // Firefox says of a transaction whose commit was asked for only that it was aborted, and not why.
      const cause = isAbort(failed) ? undefined : failed;
      reject(cause ?? tx.error ?? failed ?? new DOMException('The transaction was aborted.', 'AbortError'));
    });
  });
  done.catch(() => {}); // Told to whoever awaits it; never an unhandled rejection.
  return done;
}

/**
 * Asked for, a commit comes sooner than when the browser sees that there is nothing more to do. Only where all waits for
 * one request: Firefox commits the others although one of them was refused, unless it is the last.
 */
export function commitAfterOne(tx: IDBTransaction): void {
  try {
    tx.commit();
  } catch {
    // It is on its way already.
  }
}

export function abort(tx: IDBTransaction): void {
  try {
    tx.abort();
  } catch {
    // It has ended already, which is all that is wanted.
  }
}

/** Who is told of an abort, of a request that was cancelled by one, is told what led to it. */
export async function causeOf(error: unknown, done: Promise<void>): Promise<unknown> {
  const cause = isAbort(error)
    ? await done.then(() => error).catch((reason: unknown) => reason ?? error)
    : error;
  if (isNamed(cause, 'QuotaExceededError')) return new StorageFullError(cause);
  if (isAbort(cause) || isInvalidState(cause)) return new ConnectionLostError(cause);
  return cause;
}

/** A record was not written, since one of its keys is there already; nothing of its transaction was. */
export function isKeyTaken(error: unknown): boolean {
  return isNamed(error, 'ConstraintError');
}

/** The database is of a newer version than the one asked for. */
export function isNewer(error: unknown): boolean {
  return isNamed(error, 'VersionError');
}

/** The connection is closed. */
export function isInvalidState(error: unknown): boolean {
  return isNamed(error, 'InvalidStateError');
}

function isAbort(error: unknown): boolean {
  return isNamed(error, 'AbortError');
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
