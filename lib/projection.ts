// One projection: read, followed, run and rebuilt.
import { type Batch, type Checkpoint, type Source, survivingReopen, unlessBlocked } from './catch-up.ts';
import type { LogId, RecordedEvent } from './core/events.ts';
import type { Database } from './database.ts';
import { LogReplacedError, StoreClosedError } from './errors.ts';
import type { Hints } from './hints.ts';
import type { Commit } from './live.ts';
import { type Fold, foldAndSave, type Loaded, load, reset } from './projection-record.ts';
import type { Wait, Waiting } from './waiting.ts';

/** A state, and how far it has come. */
export interface Projected<State> {
  readonly state: State;
  /** The last event folded or passed by: its number in the source stream, or for the whole log its position; -1 = none yet. */
  readonly checkpoint: Checkpoint;
}

/** A state folded from events, kept in the store and the same in all tabs. */
export interface Projection<State> {
  readonly name: string;
  /** The state as last saved, which may be behind the log. @throws ProjectionOutdatedError, StoreClosedError */
  read(): Promise<Projected<State>>;
  /**
   * The state as it is, then each time it was saved, by this tab or another; states that were overtaken meanwhile are
   * left out. Ends when the loop is left or the signal is aborted. @throws as read, InvalidArgumentError: by `next()`
   */
  changes(signal?: AbortSignal): AsyncIterableIterator<Projected<State>>;
  /** Back to the state before the first event; a tab that runs the projection, if any does, folds anew from there. */
  rebuild(): Promise<void>;
  /**
   * Folds what there is and what comes, at most 500 events at a time, each batch saved with its checkpoint in one
   * transaction, until the signal is aborted; then it resolves. While another tab runs this version of the projection
   * it waits for that tab to end, in the order of the calls. Without Web Locks both work, and still no event is folded
   * twice. Where the store was deleted and made anew it folds the new log from its start.
   * @throws ProjectionFailedError when a fold throws, ProjectionOutdatedError, StreamDeletedError when the source
   * stream is tombstoned, StoreClosedError: what was saved before stays. @throws InvalidArgumentError
   */
  run(signal?: AbortSignal): Promise<void>;
}

/** Told when a projection was saved. */
export interface Saved {
  readonly projection: string;
}

export type ProjectionHint = { readonly commit: Commit } | Saved;

/** What all projections of a store share. */
export interface Shared {
  readonly db: Database;
  readonly waiting: Waiting<ProjectionHint>;
  readonly hints: Hints<Saved>;
  /** Aborted when the store is closed. */
  readonly closed: AbortSignal;
}

/** A projection as the store runs it. */
export interface RunProjection<State> extends Omit<Projection<State>, 'name' | 'changes' | 'run'> {
  /** The changes of a projection, until one of the signals is aborted. */
  follow(signals: readonly AbortSignal[]): AsyncGenerator<Projected<State>, undefined>;
  /** Folds until the signal is aborted, whether another tab does or not. */
  run(signal: AbortSignal | undefined): Promise<void>;
}

/** How far a runner has looked beyond what is saved, without an event to fold; void after another save. */
interface Passed {
  readonly logId: LogId;
  readonly saves: number;
  readonly checkpoint: Checkpoint;
}

export function projectionOf<State>(shared: Shared, fold: Fold<State>, source: Source): RunProjection<State> {
  const { db, waiting, closed } = shared;
  const { name } = fold;
  const isSaved = (hint: ProjectionHint) => 'projection' in hint && hint.projection === name;
  const concerns = (hint: ProjectionHint) =>
    'commit' in hint ? source.concerns(hint.commit) : isSaved(hint);

  const loaded = () => survivingReopen(closed, () => load(db, fold));
  const tell = () => shared.hints.announce({ projection: name });

  /** Folds the next batch, or waits where there is none. */
  async function step(
    passed: Passed | undefined,
    signals: readonly AbortSignal[],
  ): Promise<Passed | undefined> {
    // Armed before the reads, so that no commit and no rebuild falls in between.
    const wait = waiting.arm(concerns, signals);
    try {
      return await unlessBlocked(foldNext(passed, signals, wait), wait.over);
    } catch (error) {
      // What was saved is gone with the old log: the next step begins anew.
      if (error instanceof LogReplacedError) return undefined;
      throw error;
    } finally {
      wait.release();
    }
  }

  async function foldNext(
    passed: Passed | undefined,
    signals: readonly AbortSignal[],
    wait: Wait,
  ): Promise<Passed | undefined> {
    const { logId, saves, checkpoint } = await loaded();
    const isSame = passed?.saves === saves && passed.logId === logId;
    const from = isSame ? passed.checkpoint : checkpoint;
    const batch = await survivingReopen(closed, () => source.after(from, logId));
    if (signals.some(({ aborted }) => aborted)) return undefined;
    const events = wantedOf(source, batch);
    // A state is not written again for every single event that it does not see.
    if (events.length === 0 && batch.checkpoint - checkpoint < db.sizes.batchEvents) {
      if (batch.events.length === 0 && batch.atEnd) await wait.over;
      return { logId, saves, checkpoint: batch.checkpoint };
    }
    const folded = { logId, events, checkpoint: batch.checkpoint };
    await survivingReopen(closed, () => foldAndSave(db, fold, saves, folded));
    // Also when it was overtaken: perhaps by itself, in a save whose answer was lost.
    tell();
    return undefined;
  }

  async function run(signal: AbortSignal | undefined): Promise<void> {
    const signals = signal ? [signal, closed] : [closed];
    let passed: Passed | undefined;
    while (!signal?.aborted) {
      if (closed.aborted) throw new StoreClosedError();
      passed = await step(passed, signals);
    }
  }

  async function* follow(signals: readonly AbortSignal[]): AsyncGenerator<Projected<State>, undefined> {
    const stopped = () => signals.some(({ aborted }) => aborted);
    let seen: { readonly logId: LogId; readonly saves: number } | undefined;
    while (!stopped()) {
      if (closed.aborted) throw new StoreClosedError();
      const wait = waiting.arm(isSaved, [...signals, closed]);
      let record: Loaded | undefined;
      let isSeen = false;
      try {
        record = await unlessBlocked(loaded(), wait.over);
        isSeen = record !== undefined && record.saves === seen?.saves && record.logId === seen.logId;
        if (isSeen) await wait.over;
      } finally {
        wait.release();
      }
      if (record === undefined || isSeen || stopped()) continue;
      seen = record;
      yield projected(record);
    }
  }

  return {
    read: async () => projected(await loaded()),
    follow,
    async rebuild() {
      await survivingReopen(closed, () => reset(db, fold));
      tell();
    },
    run,
  };
}

function wantedOf(source: Source, batch: Batch): RecordedEvent[] {
  return batch.events
    .filter((resolved) => source.wanted(resolved))
    .map(({ event }) => event)
    .filter((event) => event !== undefined);
}

/** `load` gives what was folded by this fold, or its initial state. */
function projected<State>({
  state,
  checkpoint,
}: {
  readonly state: unknown;
  readonly checkpoint: Checkpoint;
}) {
  return { state: state as State, checkpoint };
}
