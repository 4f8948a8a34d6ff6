// Commit records to events and back.
import {
  type EventData,
  type EventId,
  type EventNumber,
  type Payload,
  type Position,
  RecordedEvent,
  type StreamName,
} from './core/events.ts';
import { type IdKey, type IdsInUse, idKeysOf } from './core/id-keys.ts';
import type { Sizes } from './core/sizes.ts';
import type { CommitRecord } from './schema.ts';

export interface NewEvents {
  readonly stream: StreamName;
  /** Of the first event. */
  readonly position: Position;
  /** Number of the first event. */
  readonly first: EventNumber;
  /** In ms since 1970-01-01 UTC. */
  readonly createdMs: number;
  /** Data is null where a scavenge dropped it before the event was backed up. */
  readonly events: readonly (Omit<EventData, 'data'> & { readonly data: Payload | null })[];
  readonly ids: IdsInUse;
  readonly recreates?: boolean;
}

/** Before the links of all records that a transaction writes are numbered by `withLinks`. */
export type UnlinkedRecord = Omit<CommitRecord, 'links' | 'linkedCount'>;

/** @param takenHashes of ids, that other records of the transaction were given; those of these records are added */
export function recordsOf(added: NewEvents, takenHashes: Set<number>, sizes: Sizes): UnlinkedRecord[] {
  const idKey = idKeysOf(added.stream, added.ids, takenHashes);
  const records: UnlinkedRecord[] = [];
  for (let start = 0; start < added.events.length; ) {
    const end = endOfRecord(added.events, start, sizes);
    records.push(recordOf(added, start, end, idKey));
    start = end;
  }
  return records;
}

/** One past the last event that the record beginning at `start` has room for; it has at least one. */
function endOfRecord(events: NewEvents['events'], start: number, sizes: Sizes): number {
  const last = Math.min(start + sizes.recordEvents, events.length);
  let room = sizes.recordLength;
  for (let end = start; end < last; end++) {
    const { type, data, metadata } = events[end] as NewEvents['events'][number];
    room -= type.length + (data?.length ?? 0) + (metadata?.length ?? 0);
    if (room < 0 && end > start) return end;
  }
  return last;
}

function recordOf(
  added: NewEvents,
  start: number,
  end: number,
  idKey: (id: EventId) => IdKey | undefined,
): UnlinkedRecord {
  const { stream } = added;
  const events = added.events.slice(start, end);
  const first = added.first + start;
  const ids = events.map((event) => event.id);
  const types = events.map((event) => event.type);
  return {
    position: added.position + start,
    stream,
    first,
    count: events.length,
    createdMs: added.createdMs,
    ids,
    types,
    data: events.map((event) => event.data),
    metadata: events.map((event) => event.metadata),
    idKeys: ids.map(idKey).filter((key) => key !== undefined),
    ...(added.recreates && start === 0 && { recreates: [stream, added.first] as const }),
  };
}

/** The events at these places of the record, both included; places that do not exist are left out. */
export function eventsOf(record: CommitRecord, low: number, high: number): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  for (let i = Math.max(low, 0); i <= Math.min(high, record.count - 1); i++) events.push(eventOf(record, i));
  return events;
}

const NO_BYTES = new Uint8Array();

export function eventOf(record: CommitRecord, place: number): RecordedEvent {
  const data = record.data[place] as Payload | null;
  return new RecordedEvent({
    stream: record.stream,
    eventNumber: record.first + place,
    position: record.position + place,
    createdMs: record.createdMs,
    scavenged: data === null,
    event: {
      id: record.ids[place] as EventId,
      type: record.types[place] as string,
      data: data ?? NO_BYTES,
      metadata: record.metadata[place] as EventData['metadata'],
    },
  });
}
