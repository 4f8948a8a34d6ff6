// The log inside a transaction: what is known of a stream, its events, and how new ones are added.
import { addRecords } from './add-records.ts';
import {
  type EventNumber,
  type Position,
  type RecordedEvent,
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
import { DELETED_STREAM, isSystemStream, linkCounts } from './core/system-streams.ts';
import { storedTime } from './core/times.ts';
import { isSoftDeleted } from './core/visibility.ts';
import type { Transaction, WriteTransaction } from './database.ts';
import { lastRecord, readEnd, readLinked, type StreamEnd } from './ends.ts';
import { firstLinkOf, lastLinkTo, linkEventsTo, withLinks } from './links.ts';
import type { RecordCache } from './record-cache.ts';
import { eventOf, eventsOf, type NewEvents, recordsOf } from './records.ts';
import { rawCommits } from './requests.ts';
import type { CommitRecord } from './schema.ts';

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

/** `isPlain` spares a look where it is known that no stream of the log has metadata. */
export async function readStreamState(
  tx: Transaction,
  stream: StreamName,
  isPlain = false,
): Promise<StreamState> {
  const owner = metadataOwner(stream);
  const [last, lastMetadata, ownerLast] = await Promise.all([
    readEnd(tx, stream),
    owner === undefined && !isPlain ? lastRecord(tx, metadataStreamOf(stream)) : undefined,
    owner === undefined ? undefined : readEnd(tx, owner),
  ]);
  const state = streamStateOf(stream, last, lastMetadata, ownerLast);
  return isSystemStream(stream) && isSoftDeleted(state.metadata) ? withNewLinks(tx, state) : state;
}

/**
 * A soft delete hides the links that were there. The first link written after it brings the stream back, as it does where
 * projections write the links; here nothing is written for a link, so the log says where the new ones begin.
 */
async function withNewLinks(tx: Transaction, state: StreamState): Promise<StreamState> {
  const deletedAt = state.metadataEvent?.position ?? 0;
  async function isNew(number: EventNumber): Promise<boolean> {
    const [link] = await readEvents(tx, state.stream, number, number);
    if (link) return link.position > deletedAt;
    // A hole is as new as the link before it.
    const before = await readEnd(tx, state.stream, number);
    return before !== undefined && isNew(before.number);
  }
  if (!(await isNew(state.current))) return state;
  // Links are numbered in the order of the log, so the first new one is found by halving.
  let low = 0;
  let high = state.current;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (await isNew(middle)) high = middle;
    else low = middle + 1;
  }
  return { ...state, metadata: { ...state.metadata, truncateBefore: BigInt(low) } };
}

/** From the ends of the stream and of the one that it is the metadata of, and the last record of its metadata stream. */
export function streamStateOf(
  stream: StreamName,
  last: StreamEnd | undefined,
  lastMetadata?: CommitRecord,
  ownerLast?: StreamEnd,
): StreamState {
  const metadataEvent = lastMetadata && eventOf(lastMetadata, lastMetadata.count - 1);
  return {
    stream,
    tombstoned: last?.number === TOMBSTONE || ownerLast?.number === TOMBSTONE,
    current: last?.number ?? -1,
    updatedMs: last ? storedTime(last.createdMs) : null,
    metadata: metadataEvent
      ? parseStreamMetadata(metadataEvent.eventNumber, metadataEvent.rawData)
      : NO_METADATA,
    metadataEvent,
  };
}

/** Whether no stream of the log has metadata or was deleted for good. */
export async function readIsPlain(tx: Transaction): Promise<boolean> {
  const commits = tx.objectStore('commits');
  // '%' is the character after '$'.
  const found = await Promise.all([
    commits.index('stream').getKey(IDBKeyRange.bound(['$$'], ['$%'], false, true)),
    commits.index('links').getKey(IDBKeyRange.bound([DELETED_STREAM], [DELETED_STREAM, []])),
  ]);
  return found.every((key) => key === undefined);
}

/** Where the log ends. */
export interface Head {
  /** The position that the next event gets. */
  readonly next: Position;
  /** The position of the last record; -1 = the log is empty. */
  readonly lastKey: Position;
}

export async function readHead(tx: Transaction): Promise<Head> {
  const last = (await tx.objectStore('commits').openCursor(null, 'prev'))?.value;
  return last ? { next: last.position + last.count, lastKey: last.position } : { next: 0, lastKey: -1 };
}

/** `lastKey` of the head, found without reading the record; sooner where it is still what it was `before`. */
export async function readLastKey(tx: Transaction, before: Position | undefined): Promise<Position> {
  if (before !== undefined && (await rawCommits(tx).firstKeyAfter(before)) === undefined) return before;
  return (await tx.objectStore('commits').openKeyCursor(null, 'prev'))?.primaryKey ?? -1;
}

/** The events of a stream with these numbers, both included, in their order; numbers that do not exist are left out. With a cache, what it holds is not read. */
export async function readEvents(
  tx: Transaction,
  stream: StreamName,
  low: EventNumber,
  high: EventNumber,
  cache?: RecordCache,
): Promise<RecordedEvent[]> {
  if (high < low) return [];
  if (isSystemStream(stream)) return readLinks(tx, stream, low, high);
  const cached = cache?.covering(stream, low, high);
  if (cached) return eventsIn(cached, low, high);
  const commits = rawCommits(tx);
  const records = await commits.getAll('stream', IDBKeyRange.bound([stream, low], [stream, high]));
  if (records[0]?.first !== low) {
    // The record that holds `low` may begin before it.
    const before = await commits.last('stream', IDBKeyRange.bound([stream], [stream, low], false, true));
    if (before) records.unshift(before);
  }
  cache?.keep(records);
  return eventsIn(records, low, high);
}

async function readLinks(
  tx: Transaction,
  stream: StreamName,
  low: EventNumber,
  high: EventNumber,
): Promise<RecordedEvent[]> {
  const commits = rawCommits(tx);
  const [before, records] = await Promise.all([
    commits.last('links', IDBKeyRange.bound([stream], [stream, low], false, true)),
    commits.getAll('links', IDBKeyRange.bound([stream, low], [stream, high])),
  ]);
  if (before) records.unshift(before);
  const linked = await Promise.all(records.map((record) => readLinked(tx, record)));
  return linked.flatMap((each) => linkEventsTo(each, stream, low, high));
}

function eventsIn(records: readonly CommitRecord[], low: EventNumber, high: EventNumber): RecordedEvent[] {
  return records.flatMap((record) => eventsOf(record, low - record.first, high - record.first));
}

/** The events at these positions, both included, in the order of the log. */
export async function readLog(tx: Transaction, low: Position, high: Position): Promise<RecordedEvent[]> {
  const records = await readRecords(tx, low, high);
  return records.flatMap((record) => eventsOf(record, low - record.position, high - record.position));
}

/** The first position from `low` on that holds an event, where no record that holds `low` begins before it; else `low`. */
export async function readLogFrom(tx: Transaction, low: Position): Promise<Position> {
  return (await rawCommits(tx).firstKeyAfter(low - 1)) ?? low;
}

/** One past the last position below `high` that holds an event; 0 = there is none. */
export async function readLogUpTo(tx: Transaction, high: Position): Promise<Position> {
  const before = await tx.objectStore('commits').openCursor(IDBKeyRange.upperBound(high, true), 'prev');
  return before ? Math.min(before.value.position + before.value.count, high) : 0;
}

/** The records that hold these positions, both included, in the order of the log. */
export async function readRecords(tx: Transaction, low: Position, high: Position): Promise<CommitRecord[]> {
  if (high < low) return [];
  const commits = tx.objectStore('commits');
  const records = await commits.getAll(IDBKeyRange.bound(low, high));
  if (records[0]?.position !== low) {
    const before = await commits.openCursor(IDBKeyRange.upperBound(low, true), 'prev');
    if (before) records.unshift(before.value);
  }
  return records;
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

/** Looks up the next numbers, and adds events at the end of their stream; every key must be new. */
export async function addEvents(tx: WriteTransaction, added: NewEvents): Promise<Written> {
  const { stream, position, first, events } = added;
  if (events.length > 0) {
    const types = events.map((event) => event.type);
    const nextLinks = await readNextLinks(tx, linkCounts([{ stream, first, types }]).keys());
    await addRecords(tx, withLinks(recordsOf(added, new Set(), tx.sizes), nextLinks, tx.sizes));
  }
  return { stream, position, first, count: events.length };
}

/** The number that the next link of each of these system streams gets. */
export async function readNextLinks(
  tx: Transaction,
  systemStreams: Iterable<StreamName>,
): Promise<Map<StreamName, EventNumber>> {
  const next = [...systemStreams].map(async (stream) => [stream, await readNextLink(tx, stream)] as const);
  return new Map(await Promise.all(next));
}

async function readNextLink(tx: Transaction, systemStream: StreamName): Promise<EventNumber> {
  const last = await lastRecord(tx, systemStream);
  if (!last) return 0;
  // The number is taken in the index also where a hole took the event that it links to.
  const taken = firstLinkOf(last, systemStream);
  return (lastLinkTo(await readLinked(tx, last), systemStream)?.number ?? taken) + 1;
}
