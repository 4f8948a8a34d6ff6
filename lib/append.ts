// One append inside the transaction that decides and writes it, with all its facts read from the log.
import { differsFromStored } from './core/append.ts';
import type { StreamHead } from './core/append-group.ts';
import type { EventId, EventNumber, Position, RecordedEvent } from './core/events.ts';
import type { StreamVersion } from './core/expected-version.ts';
import { type Revival, revivedByAppend, revivedByMetadata } from './core/revival.ts';
import { METADATA_EVENT_TYPE, metadataOwner } from './core/stream-metadata.ts';
import { isSoftDeleted } from './core/visibility.ts';
import type { Transaction, WriteTransaction } from './database.ts';
import { type Accepted, decide, factsOf, type Proposal } from './decide.ts';
import { findIds } from './find-ids.ts';
import { addEvents, readHead, readStreamState, type StreamState, type Written } from './log.ts';
import type { Memory } from './memory.ts';

export interface AppendRequest extends Proposal {
  /** Makes the id of the metadata event that bringing a soft-deleted stream back needs. */
  readonly newId: () => EventId;
  readonly nowMs: number;
}

/** What an append answers; it is answered after the transaction has committed. */
export interface AppendResult {
  readonly outcome: 'committed' | 'already_committed';
  readonly firstEventNumber: EventNumber;
  /** For an empty append: one less than `firstEventNumber`, -1 on a new stream. */
  readonly lastEventNumber: StreamVersion;
  /** The expected version to send with the next append. */
  readonly nextExpectedVersion: StreamVersion;
  /** Position of the last of these events in the log; null when there are none. */
  readonly position: Position | null;
  /** True when a retried event has the id of a stored one but another type, data or metadata: nothing was written. */
  readonly dataDiffers: boolean;
  /** Retrying the same events can never duplicate them, whatever version is expected. */
  readonly guarantee: 'full';
}

/** What a write came to: the answer, and where something was written. */
export interface Outcome<Result> {
  readonly result: Result;
  readonly written: readonly Written[];
}

/** Decides, and writes what is to be written. @throws WrongExpectedVersionError, StreamDeletedError */
export async function append(tx: WriteTransaction, request: AppendRequest): Promise<Outcome<AppendResult>> {
  const owner = metadataOwner(request.stream);
  const [state, owned] = await Promise.all([
    readStreamState(tx, request.stream),
    owner === undefined ? undefined : readStreamState(tx, owner),
  ]);
  const accepted = await decide(tx, request, factsOf(state));
  if (accepted.kind === 'already_committed') {
    return { result: alreadyCommitted(request, accepted.stored), written: [] };
  }
  const ids = request.events.map(({ id }) => id);
  const { next: position } = await readHead(tx);
  const appended = await addEvents(tx, {
    stream: request.stream,
    position,
    first: accepted.first,
    createdMs: request.nowMs,
    events: request.events,
    ids: await findIds(tx, request.stream, ids),
    recreates: accepted.recreates,
  });
  const revival = revivalBy(request, accepted, state, owned);
  const revived = revival && (await addRevival(tx, request, position + request.events.length, revival));
  return {
    result: committed(request, accepted.first, position),
    written: [appended, revived].filter((each) => each !== undefined && each.count > 0) as Written[],
  };
}

/**
 * Answers an append of which nothing is to be written; undefined = it is to be written, by `append`. With `head` it is
 * decided as of when the stream was so, else as of now. Events never change, so the answer holds. @throws as append
 */
export async function lookAtAppend(
  tx: Transaction,
  request: AppendRequest,
  memory: Memory,
  head: StreamHead | undefined,
): Promise<AppendResult | undefined> {
  const facts = head
    ? { tombstoned: false, softDeleted: false, hasMetadata: head.hasMetadata, current: head.current }
    : memory.stateOf(tx, request.stream).then(factsOf);
  const accepted = await decide(tx, request, facts, memory.records);
  if (accepted.kind === 'already_committed') return alreadyCommitted(request, accepted.stored);
  // An empty append writes nothing but what brings a deleted stream back.
  return request.events.length > 0 || accepted.recreates
    ? undefined
    : committed(request, accepted.first, null);
}

function revivalBy(
  request: AppendRequest,
  decision: Extract<Accepted, { kind: 'write' }>,
  state: StreamState,
  owned: StreamState | undefined,
): Revival | undefined {
  if (owned) {
    return isSoftDeleted(owned.metadata)
      ? revivedByMetadata(owned, decision.first, request.events)
      : undefined;
  }
  return decision.recreates && state.metadataEvent
    ? revivedByAppend(request.stream, decision.first, state.metadataEvent)
    : undefined;
}

async function addRevival(
  tx: WriteTransaction,
  request: AppendRequest,
  position: Position,
  revival: Revival,
): Promise<Written> {
  const id = request.newId();
  return addEvents(tx, {
    stream: revival.metadataStream,
    position,
    first: revival.eventNumber,
    createdMs: request.nowMs,
    events: [{ id, type: METADATA_EVENT_TYPE, data: revival.json, metadata: null }],
    ids: await findIds(tx, revival.metadataStream, [id]),
  });
}

/** @param position of the first event; null for an empty append */
export function committed(request: Proposal, first: EventNumber, position: Position | null): AppendResult {
  const count = request.events.length;
  return {
    outcome: 'committed',
    firstEventNumber: first,
    lastEventNumber: first + count - 1,
    nextExpectedVersion: first + count - 1,
    position: count === 0 || position === null ? null : position + count - 1,
    dataDiffers: false,
    guarantee: 'full',
  };
}

/** The first and the last of the events as sent, which an `any` retry may name in any order. */
export function alreadyCommitted(request: Proposal, stored: readonly RecordedEvent[]): AppendResult {
  const first = stored[0] as RecordedEvent;
  const last = stored.at(-1) as RecordedEvent;
  return {
    outcome: 'already_committed',
    firstEventNumber: first.eventNumber,
    lastEventNumber: last.eventNumber,
    nextExpectedVersion: last.eventNumber,
    position: last.position,
    dataDiffers: differsFromStored(request.events, stored),
    guarantee: 'full',
  };
}
