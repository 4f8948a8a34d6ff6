// The order of all writes: one transaction at a time, and appends that arrive meanwhile share the next.
import { type AppendRequest, type AppendResult, append, lookAtAppend, type Outcome } from './append.ts';
import { metadataOwner } from './core/stream-metadata.ts';
import type { Database, WriteTransaction } from './database.ts';
import { ConnectionLostError, StorageFullError, StoreClosedError } from './errors.ts';
import { commitGroup, commitGroupAnew, commitGroupSlowly, type GroupCommit } from './group-commit.ts';
import type { Written } from './log.ts';
import type { LogChange, Memory } from './memory.ts';
import { isKeyTaken } from './transaction.ts';

export interface AppendQueue {
  /** @throws as the append does; a refused append leaves its neighbours undisturbed. */
  append(request: AppendRequest): Promise<AppendResult>;
  /**
   * Runs other work that writes, in its place and in a transaction of its own. `repeatable`: it knows what it wrote before,
   * so it is tried anew when the connection is lost.
   */
  write<Result>(work: Work<Result>, repeatable?: 'repeatable'): Promise<Result>;
  /** What waits is still settled, then this resolves; what comes later is refused with StoreClosedError. */
  close(): Promise<void>;
}

type Work<Result> = (tx: WriteTransaction) => Promise<Outcome<Result>>;

interface Waiting {
  readonly request: AppendRequest;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/** An append that may share its transaction, or work that may not. */
type Entry = Waiting | (() => Promise<void>);

/** One group is at least one append, and no more than this, so that nobody waits for long. */
const MOST_EVENTS = 5_000;

export function openAppendQueue(
  db: Database,
  memory: Memory,
  announce: (change: LogChange) => void,
): AppendQueue {
  const entries: Entry[] = [];
  let running: Promise<void> | undefined;
  let closed = false;

  function enqueue(entry: Entry): void {
    if (closed) throw new StoreClosedError();
    entries.push(entry);
    // In a microtask, so that all that is appended in one go is in the first group.
    running ??= Promise.resolve().then(run);
  }

  async function run(): Promise<void> {
    while (entries.length > 0) {
      if (typeof entries[0] === 'function') await (entries.shift() as () => Promise<void>)();
      else await settleGroup(takeGroup());
    }
    running = undefined;
  }

  function takeGroup(): Waiting[] {
    let events = 0;
    const end = entries.findIndex((entry, place) => {
      if (typeof entry === 'function') return true;
      events += entry.request.events.length;
      return place > 0 && events > MOST_EVENTS;
    });
    return entries.splice(0, end < 0 ? entries.length : end) as Waiting[];
  }

  async function settleGroup(group: readonly Waiting[], isAgain = false): Promise<void> {
    try {
      const undecided = await commit(group);
      if (undecided.length > 0) await settleByLooking(undecided);
    } catch (error) {
      // With the same ids an append can be tried anew, whether or not it was written before the connection was lost.
      if (error instanceof ConnectionLostError && !isAgain) await settleGroup(group, true);
      // Each alone, so that only the one that does not fit fails.
      else if (error instanceof StorageFullError && group.length > 1) {
        for (const each of group) await settleGroup([each]);
      } else for (const { reject } of group) reject(error);
    }
  }

  /** Settles those that the group decides, and gives back the others. */
  async function commit(group: readonly Waiting[]): Promise<readonly Waiting[]> {
    const { settled, change, records } = await commitSurely(requestsOf(group));
    if (change) {
      memory.follow(change);
      // Whose answer is lost sends the same again, and soon.
      memory.records.keep(records);
      announce(change);
    }
    return group.filter((waiting, place) => {
      const outcome = settled[place];
      if (outcome?.kind === 'answered') waiting.resolve(outcome.result);
      if (outcome?.kind === 'refused') waiting.reject(outcome.error);
      return outcome?.kind === 'undecided';
    });
  }

  async function commitSurely(requests: readonly AppendRequest[]): Promise<GroupCommit> {
    // A key is taken when somebody else has written, or when an id is there already; in the worst case both.
    for (const tryToCommit of [commitGroup, commitGroupAnew]) {
      try {
        return await tryToCommit(db, memory, requests);
      } catch (error) {
        if (!isKeyTaken(error)) throw error;
      }
    }
    return commitGroupSlowly(db, memory, requests);
  }

  /** One look decides what never changes again: retries and conflicts. What is to be written is then decided anew. */
  async function settleByLooking(group: readonly Waiting[]): Promise<void> {
    const looks = await db.transact('readonly', (tx) =>
      Promise.all(
        group.map(async ({ request, resolve, reject }) => {
          try {
            const result = await lookAtAppend(tx, request, memory);
            return result ? () => resolve(result) : undefined;
          } catch (error) {
            return () => reject(error);
          }
        }),
      ),
    );
    for (const [place, settle] of looks.entries()) {
      if (settle) settle();
      else await settleAlone(group[place] as Waiting);
    }
  }

  async function settleAlone({ request, resolve, reject }: Waiting): Promise<void> {
    await appendAlone(request).then(resolve, reject);
  }

  function appendAlone(request: AppendRequest): Promise<AppendResult> {
    return writeSurely((tx) => append(tx, request));
  }

  async function writeSurely<Result>(work: Work<Result>): Promise<Result> {
    try {
      return await writeAlone(work);
    } catch (error) {
      if (error instanceof ConnectionLostError) return writeAlone(work);
      throw error;
    }
  }

  async function writeAlone<Result>(work: Work<Result>): Promise<Result> {
    const { result, written } = await db.transact('readwrite', work);
    if (written.length > 0) {
      const change = changeBy(written);
      memory.follow(change);
      announce(change);
    }
    return result;
  }

  /** Does it in its place among the others. */
  function inOrder<Result>(work: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => enqueue(() => work().then(resolve, reject)));
  }

  return {
    append(request) {
      // New metadata changes what may be appended to another stream, so it never shares.
      if (metadataOwner(request.stream) !== undefined) return inOrder(() => appendAlone(request));
      return new Promise((resolve, reject) => enqueue({ request, resolve, reject }));
    },
    write: (work, repeatable) => inOrder(() => (repeatable ? writeSurely : writeAlone)(work)),
    async close() {
      closed = true;
      await running;
    },
  };
}

function requestsOf(group: readonly Waiting[]): readonly AppendRequest[] {
  return group.map(({ request }) => request);
}

function changeBy(written: readonly Written[]): LogChange {
  const first = written[0] as Written;
  const last = written.at(-1) as Written;
  const versions = new Map(written.map((each) => [each.stream, each.first + each.count - 1]));
  return {
    from: first.position,
    next: last.position + last.count,
    streams: [...versions].map(([stream, version]) => ({ stream, version })),
  };
}
