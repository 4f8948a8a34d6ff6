// Scavenge: drops the data and metadata of events that are hidden for good. Numbers, positions and ids stay.
import { checkedCallback, checkedSignal } from './check.ts';
import { type Position, type StreamName, TOMBSTONE } from './core/events.ts';
import { utf8Bytes } from './core/json-text.ts';
import { isSoftDeleted, isYoungEnough, type Visibility, visibilityOf } from './core/visibility.ts';
import type { Database, WriteTransaction } from './database.ts';
import { readHead, readRecords, readStreamState, type StreamState } from './log.ts';
import { onOneLog } from './log-identity.ts';
import type { CommitRecord } from './schema.ts';

/** How to follow and to stop a scavenge. */
export interface ScavengeOptions {
  /** Ends the scavenge after the batch it is at; what was dropped stays dropped. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ScavengeProgress) => void;
}

/** How far a scavenge came. */
export interface ScavengeProgress {
  /** Positions looked at, of `total`. */
  readonly done: Position;
  readonly total: Position;
  readonly droppedEvents: number;
  /** Data and metadata dropped, in bytes. */
  readonly droppedBytes: number;
}

export async function scavenge(
  db: Database,
  nowMs: number,
  options: ScavengeOptions,
): Promise<ScavengeProgress> {
  const signal = checkedSignal(options.signal);
  const onProgress = checkedCallback('onProgress', options.onProgress);
  const checked = onOneLog();
  const { next: total } = await db.transact('readonly', (tx) => readHead(checked(tx)));
  let progress: ScavengeProgress = { done: 0, total, droppedEvents: 0, droppedBytes: 0 };
  while (progress.done < total && !signal?.aborted) {
    const from = progress.done;
    const to = Math.min(from + db.sizes.scavengePositions, total);
    const dropped = await db.transact('readwrite', (tx) => scavengeBatch(checked(tx), from, to - 1, nowMs));
    progress = {
      done: to,
      total,
      droppedEvents: progress.droppedEvents + dropped.events,
      droppedBytes: progress.droppedBytes + dropped.bytes,
    };
    onProgress?.({ ...progress });
  }
  return progress;
}

interface Dropped {
  readonly events: number;
  readonly bytes: number;
}

async function scavengeBatch(
  tx: WriteTransaction,
  low: Position,
  high: Position,
  nowMs: number,
): Promise<Dropped> {
  const states = new Map<StreamName, Promise<StreamState>>();
  const dropped = await Promise.all(
    (await readRecords(tx, low, high)).map(async (record) => {
      const state = states.get(record.stream) ?? readStreamState(tx, record.stream);
      states.set(record.stream, state);
      return dropHidden(tx, record, await state, nowMs);
    }),
  );
  return {
    events: dropped.reduce((sum, { events }) => sum + events, 0),
    bytes: dropped.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

async function dropHidden(
  tx: WriteTransaction,
  record: CommitRecord,
  state: StreamState,
  nowMs: number,
): Promise<Dropped> {
  const visibility = visibilityOf(record.stream, state.current, state.metadata, nowMs);
  const hidden = record.data.map(
    (data, place) => data !== null && isHiddenForGood(record, place, state, visibility),
  );
  const events = hidden.filter(Boolean).length;
  if (events === 0) return { events: 0, bytes: 0 };
  const keep = <Value>(values: readonly (Value | null)[]) =>
    values.map((value, place) => (hidden[place] ? null : value));
  const bytes = sizeOf(record, hidden);
  await tx
    .objectStore('commits')
    .put({ ...record, data: keep(record.data), metadata: keep(record.metadata) });
  return { events, bytes };
}

/** The tombstone itself is kept: it is what says that the stream is gone. */
function isHiddenForGood(
  record: CommitRecord,
  place: number,
  state: StreamState,
  visibility: Visibility,
): boolean {
  const eventNumber = record.first + place;
  if (state.tombstoned) return eventNumber !== TOMBSTONE;
  if (isSoftDeleted(state.metadata)) return true;
  if (eventNumber < visibility.min) return true;
  return !isYoungEnough(record, visibility);
}

function sizeOf(record: CommitRecord, hidden: readonly boolean[]): number {
  const payloads = [...record.data, ...record.metadata].filter((_, index) => hidden[index % record.count]);
  return payloads.reduce((sum: number, payload) => {
    if (payload === null) return sum;
    return sum + (typeof payload === 'string' ? utf8Bytes(payload) : payload.length);
  }, 0);
}
