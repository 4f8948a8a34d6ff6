// The log inside a transaction: records to events and back, and what is known of a stream.
import {
  type EventData,
  type EventId,
  type EventNumber,
  type Position,
  RecordedEvent,
  type StreamName,
  TOMBSTONE,
} from './core/events.ts';
import type { StreamVersion } from './core/expected-version.ts';
import {
  metadataOwner,
  metadataStreamOf,
  NO_METADATA,
  parseStreamMetadata,
  type StreamMetadata,
} from './core/stream-metadata.ts';
import { type CommitRecord, idKey, type Transaction, type WriteTransaction } from './database.ts';

/** More events than this are cut into several records: one record is read and cloned as a whole. */
const MAX_EVENTS_PER_RECORD = 200;

/** A stream as stored. */
export interface StreamState {
  readonly stream: StreamName;
  readonly tombstoned: boolean;
  /** Number of the last event ever written. */
  readonly current: StreamVersion;
  readonly updatedMs: number | null;
  readonly metadata: StreamMetadata;
  /** The last event of `$$stream`. */
  readonly metadataEvent: RecordedEvent | undefined;
}

export async function readStreamState(tx: Transaction, stream: StreamName): Promise<StreamState> {
  const owner = metadataOwner(stream);
  const [last, lastMetadata, ownerLast] = await Promise.all([
    lastRecord(tx, stream),
    owner === undefined ? lastRecord(tx, metadataStreamOf(stream)) : undefined,
    owner === undefined ? undefined : lastRecord(tx, owner),
  ]);
  const metadataEvent = lastMetadata && eventOf(lastMetadata, lastMetadata.count - 1);
  return {
    stream,
    tombstoned: last?.first === TOMBSTONE || ownerLast?.first === TOMBSTONE,
    current: last ? last.first + last.count - 1 : -1,
    updatedMs: last?.createdMs ?? null,
    metadata: metadataEvent
      ? parseStreamMetadata(metadataEvent.eventNumber, metadataEvent.rawData)
      : NO_METADATA,
    metadataEvent,
  };
}

/** The position that the next event gets. */
export async function readHead(tx: Transaction): Promise<Position> {
  const cursor = await tx.objectStore('commits').openCursor(null, 'prev');
  return cursor ? cursor.value.position + cursor.value.count : 0;
}

/** The events of a stream with these numbers, both included, in their order; numbers that do not exist are absent. */
export async function readEvents(
  tx: Transaction,
  stream: StreamName,
  low: EventNumber,
  high: EventNumber,
): Promise<RecordedEvent[]> {
  if (high < low) return [];
  const index = tx.objectStore('commits').index('stream');
  const records = await index.getAll(IDBKeyRange.bound([stream, low], [stream, high]));
  if (records[0]?.first !== low) {
    // The record that holds `low` begins before it.
    const before = await index.openCursor(IDBKeyRange.bound([stream], [stream, low]), 'prev');
    if (before) records.unshift(before.value);
  }
  return records.flatMap((record) => eventsOf(record, low - record.first, high - record.first));
}

/** The events at these positions, both included, in the order of the log. */
export async function readLog(tx: Transaction, low: Position, high: Position): Promise<RecordedEvent[]> {
  if (high < low) return [];
  const commits = tx.objectStore('commits');
  const records = await commits.getAll(IDBKeyRange.bound(low, high));
  if (records[0]?.position !== low) {
    const before = await commits.openCursor(IDBKeyRange.upperBound(low), 'prev');
    if (before) records.unshift(before.value);
  }
  return records.flatMap((record) => eventsOf(record, low - record.position, high - record.position));
}

/** The first event of the stream with each of these ids; ids that are not in it are left out. */
export async function findIds(
  tx: Transaction,
  stream: StreamName,
  ids: Iterable<EventId>,
): Promise<Map<EventId, RecordedEvent>> {
  const index = tx.objectStore('commits').index('firstIds');
  const found = await Promise.all(
    [...new Set(ids)].map(async (id) => {
      const record = await index.get(idKey(stream, id));
      return record && ([id, eventOf(record, record.ids.indexOf(id))] as const);
    }),
  );
  return new Map(found.filter((entry) => entry !== undefined));
}

/** For each time the stream came back from a soft delete: the events from there, at most `count`. */
export async function readRecreations(
  tx: Transaction,
  stream: StreamName,
  count: number,
): Promise<RecordedEvent[][]> {
  const index = tx.objectStore('commits').index('recreates');
  const records = await index.getAll(IDBKeyRange.bound([stream], [stream, []]));
  return Promise.all(records.map(({ first }) => readEvents(tx, stream, first, first + count - 1)));
}

/** Where events were written. */
export interface Written {
  readonly stream: StreamName;
  /** Of the first event. */
  readonly position: Position;
  /** Number of the first event. */
  readonly first: EventNumber;
  readonly count: number;
}

export interface NewEvents {
  readonly stream: StreamName;
  readonly position: Position;
  readonly first: EventNumber;
  readonly createdMs: number;
  readonly events: readonly EventData[];
  /** Ids that the stream has already. */
  readonly known: { has(id: EventId): boolean };
  readonly recreates?: boolean;
}

/** Adds records; every key must be new. Resolves when all are stored, which is before the transaction commits. */
export async function addEvents(tx: WriteTransaction, added: NewEvents): Promise<Written> {
  await Promise.all(recordsOf(added).map((record) => tx.objectStore('commits').add(record)));
  const { stream, position, first, events } = added;
  return { stream, position, first, count: events.length };
}

function recordsOf(added: NewEvents): CommitRecord[] {
  const { stream, events } = added;
  const seen = new Set<EventId>();
  const records: CommitRecord[] = [];
  for (let start = 0; start < events.length; start += MAX_EVENTS_PER_RECORD) {
    const slice = events.slice(start, start + MAX_EVENTS_PER_RECORD);
    const firstIds: string[] = [];
    for (const { id } of slice) {
      if (!added.known.has(id) && !seen.has(id)) firstIds.push(idKey(stream, id));
      seen.add(id);
    }
    records.push({
      position: added.position + start,
      stream,
      first: added.first + start,
      count: slice.length,
      createdMs: added.createdMs,
      ids: slice.map((event) => event.id),
      types: slice.map((event) => event.type),
      data: slice.map((event) => event.data),
      metadata: slice.map((event) => event.metadata),
      firstIds,
      ...(added.recreates && start === 0 && { recreates: [stream, added.first] as const }),
    });
  }
  return records;
}

async function lastRecord(tx: Transaction, stream: StreamName): Promise<CommitRecord | undefined> {
  const range = IDBKeyRange.bound([stream], [stream, []]);
  return (await tx.objectStore('commits').index('stream').openCursor(range, 'prev'))?.value;
}

function eventsOf(record: CommitRecord, low: number, high: number): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  for (let i = Math.max(low, 0); i <= Math.min(high, record.count - 1); i++) events.push(eventOf(record, i));
  return events;
}

function eventOf(record: CommitRecord, index: number): RecordedEvent {
  return new RecordedEvent({
    stream: record.stream,
    eventNumber: record.first + index,
    position: record.position + index,
    createdMs: record.createdMs,
    event: {
      id: record.ids[index] as EventId,
      type: record.types[index] as string,
      data: record.data[index] as EventData['data'],
      metadata: record.metadata[index] as EventData['metadata'],
    },
  });
}
