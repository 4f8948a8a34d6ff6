// Opens and deletes databases: each request in its turn, and one that gets no turn is refused in words.
import { UpgradeBlockedError } from './errors.ts';
import { abort, openingError } from './transaction.ts';

/** What an upgrade changes, and the event that asked for it. */
export interface Upgrading {
  readonly db: IDBDatabase;
  readonly tx: IDBTransaction;
  readonly event: IDBVersionChangeEvent;
}

export interface ConnectionEnds {
  /** It was closed since another tab asked for that; what is under way ends as if it were not. */
  readonly onGone: () => void;
  /** The browser closed it under what was under way. */
  readonly onLost: () => void;
}

export interface ConnectionNeeds extends ConnectionEnds {
  /** Makes or converts the object stores. When it fails the database stays as it was. */
  readonly upgrade: (upgrading: Upgrading) => void | Promise<void>;
}

/** How long a connection elsewhere may take to let go: it first finishes the transactions that it has begun. */
const LET_GO_MS = 2_000;
/** A request behind another one that waits is told nothing. After so long it is looked whether the browser answers others. */
const SILENT_MS = 3_000;

interface Opening {
  readonly name: string;
  readonly version: number;
  readonly wait: (needs: ConnectionNeeds) => Promise<IDBDatabase>;
}

/**
 * Refused openings, which IndexedDB keeps in its queue all the same. The next opening of the same database takes one over,
 * so that tries do not pile up. One that gets its turn while nobody waits for it changes nothing and closes.
 */
const leftInLine = new Set<Opening>();

/**
 * Opens a database, and upgrades one of an older version.
 * @throws UpgradeBlockedError when a connection elsewhere stands in the way for seconds, ProgramOutdatedError,
 * StorageFullError, StorageUnavailableError
 */
export async function openConnection(
  name: string,
  version: number,
  needs: ConnectionNeeds,
): Promise<IDBDatabase> {
  try {
    const left = [...leftInLine].find((each) => each.name === name && each.version === version);
    const opening = left ?? askToOpen(name, version);
    leftInLine.delete(opening);
    const db = await opening.wait(needs);
    db.addEventListener('close', needs.onLost);
    db.addEventListener('versionchange', () => {
      db.close();
      needs.onGone();
    });
    return db;
  } catch (error) {
    throw openingError(error);
  }
}

interface Waiter {
  readonly needs: ConnectionNeeds;
  readonly resolve: (db: IDBDatabase) => void;
  readonly reject: (error: unknown) => void;
  readonly watch: Watch;
}

function askToOpen(name: string, version: number): Opening {
  const request = accepted(factory().open(name, version));
  let waiter: Waiter | undefined;
  let isHeld = false;
  let failed: unknown;

  request.addEventListener('blocked', () => {
    isHeld = true;
    waiter?.watch.held();
  });
  request.addEventListener('upgradeneeded', (event) => {
    const tx = request.transaction as IDBTransaction;
    if (!waiter) return abort(tx);
    waiter.watch.stop();
    // Opening tells of an abort, and not why.
    tx.addEventListener('abort', () => {
      failed = tx.error ?? failed;
    });
    upgraded(waiter.needs, { db: request.result, tx, event }).catch((error: unknown) => {
      failed ??= error;
      abort(tx); // Otherwise what was converted before the failure would stay so.
    });
  });
  resultOf(request).then(
    (db) => {
      if (waiter) waiter.resolve(db);
      else db.close();
      end();
    },
    (error: unknown) => {
      waiter?.reject(failed ?? error);
      end();
    },
  );

  function end(): void {
    waiter?.watch.stop();
    leftInLine.delete(opening);
  }

  const opening: Opening = {
    name,
    version,
    wait: (needs) =>
      new Promise((resolve, reject) => {
        const watch = watchTurn((held) => {
          waiter = undefined;
          leftInLine.add(opening);
          reject(new UpgradeBlockedError(held ? 'held' : 'waiting'));
        });
        waiter = { needs, resolve, reject, watch };
        if (isHeld) watch.held();
      }),
  };
  return opening;
}

async function upgraded({ upgrade }: ConnectionNeeds, upgrading: Upgrading): Promise<void> {
  await upgrade(upgrading);
}

interface Deletion {
  readonly request: IDBOpenDBRequest;
  readonly gone: Promise<unknown>;
  isHeld: boolean;
}

/** Deletions that wait for their turn. Another one joins it: queued behind it, it would delete what is written after the first. */
const deletions = new Map<string, Deletion>();

/**
 * Deletes a database. Connections elsewhere are asked to close; resolves when it is gone.
 * @throws UpgradeBlockedError when one does not close within seconds: IndexedDB cannot call a deletion off, so it is carried
 * out as soon as that one closes. @throws StorageUnavailableError
 */
export async function deleteDatabase(name: string): Promise<void> {
  let watch: Watch | undefined;
  try {
    const { request, gone, isHeld } = deletions.get(name) ?? askToDelete(name);
    const blocked = new Promise<never>((_, reject) => {
      watch = watchTurn(() => reject(new UpgradeBlockedError('not_deleted')));
      request.addEventListener('blocked', watch.held);
      if (isHeld) watch.held();
    });
    await Promise.race([gone, blocked]);
  } catch (error) {
    throw openingError(error);
  } finally {
    watch?.stop();
  }
}

function askToDelete(name: string): Deletion {
  const request = accepted(factory().deleteDatabase(name));
  const deletion: Deletion = { request, gone: resultOf(request), isHeld: false };
  const end = () => void deletions.delete(name);
  deletions.set(name, deletion);
  request.addEventListener('blocked', () => {
    deletion.isHeld = true;
  });
  deletion.gone.then(end, end);
  return deletion;
}

interface Watch {
  /** A connection elsewhere was asked to close, and has not yet. */
  readonly held: () => void;
  readonly stop: () => void;
}

/** Calls `giveUp` once when a request does not get its turn. `held`: since a connection elsewhere is in the way. */
function watchTurn(giveUp: (held: boolean) => void): Watch {
  let silent = true;
  let timer = setTimeout(async () => {
    // A disk that is slow keeps this waiting too, and what was told to a tab that slept is heard before.
    await askOthers();
    if (silent) giveUp(false);
  }, SILENT_MS);
  return {
    held() {
      silent = false;
      clearTimeout(timer);
      timer = setTimeout(() => giveUp(true), LET_GO_MS);
    },
    stop() {
      silent = false;
      clearTimeout(timer);
    },
  };
}

/** Resolves when the browser answers a question about no database in particular. */
async function askOthers(): Promise<void> {
  try {
    await factory().databases?.();
  } catch {
    // A refusal is an answer.
  }
}

function resultOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(errorOf(request)));
  });
}

function errorOf(request: IDBRequest): unknown {
  try {
    return request.error ?? new Error('IndexedDB gave no reason.');
  } catch (error) {
    return error;
  }
}

/** Some browsers have none in a private window, or where site data are blocked. */
function factory(): IDBFactory {
  const { indexedDB } = globalThis as { readonly indexedDB?: IDBFactory | null };
  if (!indexedDB) throw new Error('IndexedDB is missing.');
  return indexedDB;
}

/** Others have one that answers nothing. */
function accepted(request: IDBOpenDBRequest | null | undefined): IDBOpenDBRequest {
  if (!request) throw new Error('IndexedDB gave no answer.');
  return request;
}
