// A projection as it is saved: state and checkpoint in one record, written in one transaction.
import type { Checkpoint } from './catch-up.ts';
import { copyOf, type LogId, type RecordedEvent } from './core/events.ts';
import type { Database, ProjectionTransaction, ProjectionWriteTransaction } from './database.ts';
import { ProjectionFailedError, ProjectionOutdatedError } from './errors.ts';
import { checkLog } from './log-identity.ts';
import type { ProjectionRecord } from './schema.ts';

/** What is folded, and how. */
export interface Fold<State> {
  readonly name: string;
  readonly version: number;
  /** What is folded, as text: another text is another source. */
  readonly sourceText: string;
  readonly initial: () => State;
  readonly fold: (state: State, event: RecordedEvent) => State;
}

export interface Folded {
  /** The log that the events are of. */
  readonly logId: LogId;
  readonly events: readonly RecordedEvent[];
  /** After the events. */
  readonly checkpoint: Checkpoint;
}

/** A projection, and the log that it is folded from, which is deleted together with it. */
export interface Loaded extends ProjectionRecord {
  readonly logId: LogId;
}

/** As saved, or as before the first event when nothing of this version and source is. @throws ProjectionOutdatedError */
export function load<State>(db: Database, fold: Fold<State>): Promise<Loaded> {
  return db.transact(
    'readonly',
    async (tx) => ({ ...current(await get(tx, fold.name), fold), logId: tx.log.id }),
    'projections',
  );
}

/**
 * Folds the events into the saved state and saves it with the checkpoint. Writes nothing when another runner has saved
 * since `saves`: the events may be folded already.
 * @throws ProjectionFailedError, ProjectionOutdatedError, LogReplacedError: nothing was written.
 */
export function foldAndSave<State>(
  db: Database,
  fold: Fold<State>,
  saves: number,
  { logId, events, checkpoint }: Folded,
): Promise<void> {
  return db.transact(
    'readwrite',
    async (tx) => {
      checkLog(tx, logId);
      const record = current(await get(tx, fold.name), fold);
      if (record.saves !== saves) return;
      // What `current` gives is a state of this fold.
      const state = foldAll(fold, record.state as State, events);
      await put(tx, { ...record, state, checkpoint, saves: saves + 1 });
    },
    'projections',
  );
}

/** Saves the projection as before the first event, whatever is saved. */
export function reset<State>(db: Database, fold: Fold<State>): Promise<void> {
  return db.transact(
    'readwrite',
    async (tx) => {
      const { saves = 0 } = (await get(tx, fold.name)) ?? {};
      await put(tx, { ...blank(fold), saves: saves + 1 });
    },
    'projections',
  );
}

function current<State>(record: ProjectionRecord | undefined, fold: Fold<State>): ProjectionRecord {
  if (!record) return blank(fold);
  if (record.version > fold.version) {
    throw new ProjectionOutdatedError(fold.name, fold.version, record.version);
  }
  const same = record.version === fold.version && record.source === fold.sourceText;
  return same ? record : { ...blank(fold), saves: record.saves };
}

function blank<State>({ name, version, sourceText, initial }: Fold<State>): ProjectionRecord {
  try {
    // A copy, since a fold may change it, and one object may be what `initial` always gives.
    const state = structuredClone(initial());
    return { name, version, source: sourceText, checkpoint: -1, state, saves: 0 };
  } catch (error) {
    throw new ProjectionFailedError(name, undefined, error);
  }
}

function foldAll<State>({ name, fold }: Fold<State>, before: State, events: readonly RecordedEvent[]): State {
  let state = before;
  for (const event of events) {
    try {
      // A copy, since the event is folded again when this transaction is lost.
      state = fold(state, copyOf(event));
    } catch (error) {
      throw new ProjectionFailedError(name, event, error);
    }
  }
  return state;
}

function get(tx: ProjectionTransaction, name: string): Promise<ProjectionRecord | undefined> {
  return tx.objectStore('projections').get(name);
}

async function put(tx: ProjectionWriteTransaction, record: ProjectionRecord): Promise<void> {
  try {
    await tx.objectStore('projections').put(record);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'DataCloneError') throw error;
    throw new ProjectionFailedError(record.name, undefined, error);
  }
}
