// The order of all writes: one transaction at a time, and appends that arrive meanwhile share the next.
import { type AppendRequest, type AppendResult, append, lookAtAppend, type Outcome } from './append.ts';
import type { StreamName } from './core/events.ts';
import { metadataOwner } from './core/stream-metadata.ts';
import type { Database, WriteTransaction } from './database.ts';
import { ConnectionLostError, EventStoreError, StorageFullError, StoreClosedError } from './errors.ts';
import { commitGroup, type GroupCommit, type Settled } from './group-commit.ts';
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

type Look = Extract<Settled, { kind: 'look' }>;

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
      else await settleAll(new Set(takeGroup()));
    }
    running = undefined;
  }

  function takeGroup(): Waiting[] {
    let events = 0;
    const end = entries.findIndex((entry, place) => {
      if (typeof entry === 'function') return true;
      events += entry.request.events.length;
      return place > 0 && events > db.sizes.groupEvents;
    });
    return entries.splice(0, end < 0 ? entries.length : end) as Waiting[];
  }

  /** Settles all of them, in rounds. The appends to one stream take effect in their order, as if each were awaited. */
  async function settleAll(waiting: Set<Waiting>): Promise<void> {
    let isAgain = false;
    while (waiting.size > 0) {
      try {
        await settleRound(waiting);
      } catch (error) {
        // With the same ids an append can be tried anew, whether or not it was written before the connection was lost.
        if (error instanceof ConnectionLostError && !isAgain) isAgain = true;
        else if (waiting.size > 1 && isOfOne(error)) {
          for (const each of waiting) await settleAll(new Set([each]));
          return;
        } else {
          for (const { reject } of waiting) reject(error);
          return;
        }
      }
    }
  }

  /** Removes from `waiting` those that it settles: at least the first of each stream. */
  async function settleRound(waiting: Set<Waiting>): Promise<void> {
    const looks = await commit(waiting);
    try {
      if (waiting.size > 0) await look(waiting, looks);
    } catch (error) {
      // The group may have written since, so deciding them anew would decide them out of their order.
      for (const { reject } of waiting) reject(error);
      waiting.clear();
    }
    // What is left was not written, and begins with an append that needs all its facts.
    for (const each of firstOfEachStream(waiting)) {
      await appendAlone(each.request).then(each.resolve, each.reject);
      waiting.delete(each);
    }
  }

  /** Settles those that the group decides, and returns how the others are to be looked at. */
  async function commit(waiting: Set<Waiting>): Promise<ReadonlyMap<Waiting, Look>> {
    const group = [...waiting];
    const { settled, change, records } = await retryOnConflict(group.map(({ request }) => request));
    if (change) {
      memory.follow(change);
      // A lost answer makes the caller send the same again, and soon.
      memory.records.keep(records);
      announce(change);
    }
    const looks = new Map<Waiting, Look>();
    for (const [place, each] of group.entries()) {
      const outcome = settled[place] as Settled;
      if (outcome.kind === 'look') looks.set(each, outcome);
      if (outcome.kind === 'look' || outcome.kind === 'later') continue;
      if (outcome.kind === 'answered') each.resolve(outcome.result);
      else each.reject(outcome.error);
      waiting.delete(each);
    }
    return looks;
  }

  async function retryOnConflict(requests: readonly AppendRequest[]): Promise<GroupCommit> {
    // A key is taken when another connection has written, or when an id is there already; in the worst case both.
    for (const trust of ['cache', 'log'] as const) {
      try {
        return await commitGroup(db, memory, requests, trust);
      } catch (error) {
        if (!isKeyTaken(error)) throw error;
      }
    }
    return commitGroup(db, memory, requests, 'log_and_ids');
  }

  /** One look answers what never changes again: retries and conflicts. It stops in each stream where something is to be written. */
  async function look(waiting: Set<Waiting>, looks: ReadonlyMap<Waiting, Look>): Promise<void> {
    const answers = await db.transact('readonly', (tx) =>
      Promise.all(
        [...waiting].map(async (each) => {
          try {
            const result = await lookAtAppend(tx, each.request, memory, looks.get(each)?.head);
            return { each, settle: result && (() => each.resolve(result)) };
          } catch (error) {
            // Anything else is of the transaction.
            if (!(error instanceof EventStoreError)) throw error;
            return { each, settle: () => each.reject(error) };
          }
        }),
      ),
    );
    const stopped = new Set<StreamName>();
    for (const { each, settle } of answers) {
      const { stream } = each.request;
      if (!settle) stopped.add(stream);
      if (!settle || stopped.has(stream)) continue;
      settle();
      waiting.delete(each);
    }
  }

  function appendAlone(request: AppendRequest): Promise<AppendResult> {
    return retryOnLostConnection((tx) => append(tx, request));
  }

  async function retryOnLostConnection<Result>(work: Work<Result>): Promise<Result> {
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
    write: (work, repeatable) => inOrder(() => (repeatable ? retryOnLostConnection : writeAlone)(work)),
    async close() {
      closed = true;
      await running;
    },
  };
}

/** Whether the error may be of one append of a group and leave the others as they are. */
function isOfOne(error: unknown): boolean {
  return error instanceof StorageFullError || !(error instanceof EventStoreError);
}

function firstOfEachStream(waiting: ReadonlySet<Waiting>): readonly Waiting[] {
  const first = new Map<StreamName, Waiting>();
  for (const each of waiting) if (!first.has(each.request.stream)) first.set(each.request.stream, each);
  return [...first.values()];
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
