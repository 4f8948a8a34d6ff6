// What became of a transaction: committed, or why not.
import { isChromium } from './engine.ts';
import {
  ConnectionLostError,
  EventStoreError,
  ProgramOutdatedError,
  StorageFullError,
  StorageUnavailableError,
} from './errors.ts';

/** Ends a transaction of which the browser will tell nothing more. */
export type Lose = () => void;

/** A transaction and how it ends. */
export interface Watched {
  readonly tx: IDBTransaction;
  /** Resolves when the transaction has committed, which nothing but this acknowledges; rejects with the cause of its abort. */
  readonly done: Promise<void>;
  /** One of its requests has failed, so it is going to abort: nothing may go on in it, and nothing may commit it. */
  readonly hasFailed: () => boolean;
}

/** The transaction is in `underWay` until it ends. */
export function watch(tx: IDBTransaction, underWay: Set<Lose>): Watched {
  let failed: unknown;
  const done = new Promise<void>((resolve, reject) => {
    const lose = () => reject(new ConnectionLostError());
    underWay.add(lose);
    // Chromium completes a transaction whose commit was asked for although a record in it was too large to be added.
    tx.addEventListener('complete', () => {
      underWay.delete(lose);
      if (failed === undefined) resolve();
      else reject(failed);
    });
    // Captured, so that it is known before anything that awaits the failed request goes on: the transaction is active
    // until the event has been dispatched.
    tx.addEventListener(
      'error',
      ({ target }) => {
        // The first failure is the cause of the others, which are cancelled.
        failed ??= (target as IDBRequest).error;
      },
      { capture: true },
    );
    tx.addEventListener('abort', () => {
      underWay.delete(lose);
      // Firefox says of a transaction whose commit was asked for only that it was aborted, and not why.
      const cause = isAbort(failed) ? undefined : failed;
      reject(cause ?? tx.error ?? failed ?? new DOMException('The transaction was aborted.', 'AbortError'));
    });
  });
  done.catch(() => {}); // Reported to whatever awaits it; never an unhandled rejection.
  return { tx, done, hasFailed: () => failed !== undefined };
}

/** What the work comes to, or why its transaction ended before: requests that are cut off may never be answered. */
export async function whileUnderWay<T>(work: Promise<T>, done: Promise<void>): Promise<T> {
  await Promise.race([work, done]);
  return work;
}

/**
 * Asked for, a commit comes sooner than when the browser sees that there is nothing more to do. Never after a failure:
 * Chromium would commit everything but the refused record. While more than one request is under way only in Chromium:
 * Firefox commits the others although one of them was refused, unless it is the last.
 */
export function commitEarly({ tx, hasFailed }: Watched, requests: 'one' | 'many'): void {
  if (hasFailed() || (requests === 'many' && !isChromium())) return;
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
  // Chromium says that data are wrong when the disk did not take all of them.
  if (isNamed(cause, 'QuotaExceededError') || isNamed(cause, 'DataError')) return new StorageFullError(cause);
  // Chromium names what it cut off "unknown", as it does a disk that fails.
  if (isCutOff(cause) || isNamed(cause, 'UnknownError')) return new ConnectionLostError(cause);
  return cause;
}

/** Whether the transaction may have failed in the middle of a record, on its way to the disk. Large data are written before. */
export function mayBeTorn(failure: unknown): boolean {
  if (failure instanceof StorageFullError) return isNamed(failure.cause, 'QuotaExceededError');
  return failure instanceof ConnectionLostError;
}

/** A record was not written, since one of its keys is there already; nothing of its transaction was. */
export function isKeyTaken(error: unknown): boolean {
  return isNamed(error, 'ConstraintError');
}

/** Why a database could not be opened: it is of a newer version, there is no room for its upgrade, or the browser refuses. */
export function openingError(error: unknown): EventStoreError {
  if (error instanceof EventStoreError) return error;
  if (isNamed(error, 'VersionError')) return new ProgramOutdatedError(error);
  if (isNamed(error, 'QuotaExceededError')) return new StorageFullError(error);
  return new StorageUnavailableError(error);
}

/** The browser has closed the connection, or does so while it is opened. */
export function isCutOff(error: unknown): boolean {
  const cause = error instanceof StorageUnavailableError ? error.cause : error;
  return isNamed(cause, 'InvalidStateError') || isAbort(cause);
}

function isAbort(error: unknown): boolean {
  return isNamed(error, 'AbortError');
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
