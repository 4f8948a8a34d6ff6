// One append inside the transaction that decides and writes it.
import {
  type AppendDecision,
  type AppendFacts,
  comparedFrom,
  decideAppend,
  differsFromStored,
} from './core/append.ts';
import type { EventData, EventId, EventNumber, Position, RecordedEvent, StreamName } from './core/events.ts';
import type { ExpectedVersion, StreamVersion } from './core/expected-version.ts';
import { type Revival, revivedByAppend, revivedByMetadata } from './core/revival.ts';
import { METADATA_EVENT_TYPE, metadataOwner } from './core/stream-metadata.ts';
import { isSoftDeleted } from './core/visibility.ts';
import type { Transaction, WriteTransaction } from './database.ts';
import { StreamDeletedError, WrongExpectedVersionError } from './errors.ts';
import {
  addEvents,
  findIds,
  readEvents,
  readHead,
  readRecreations,
  readStreamState,
  type StreamState,
  type Written,
} from './log.ts';

export interface AppendRequest {
  readonly stream: StreamName;
  readonly expectedVersion: ExpectedVersion;
  readonly events: readonly EventData[];
  /** The id of the metadata event that bringing a soft-deleted stream back needs; made outside the transaction. */
  readonly revivalId: EventId;
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
  const facts = await readFacts(tx, request, state);
  const decision = decide(request, facts);
  if (decision.kind === 'already_committed') {
    return { result: alreadyCommitted(request, decision.stored), written: [] };
  }
  const position = await readHead(tx);
  const appended = await addEvents(tx, {
    stream: request.stream,
    position,
    first: decision.first,
    createdMs: request.nowMs,
    events: request.events,
    known: facts.known,
    recreates: decision.recreates,
  });
  const revival = revivalBy(request, decision, state, owned);
  const revived = revival && (await addRevival(tx, request, position + request.events.length, revival));
  return {
    result: committed(request, decision.first, position),
    written: [appended, revived].filter((each) => each !== undefined && each.count > 0) as Written[],
  };
}

type Accepted = Extract<AppendDecision, { kind: 'write' | 'already_committed' }>;

/** The decision, with refusals thrown and the facts in them. */
export function decide(
  request: Pick<AppendRequest, 'stream' | 'expectedVersion' | 'events'>,
  facts: AppendFacts,
): Accepted {
  const decision = decideAppend(request.expectedVersion, request.events, facts);
  switch (decision.kind) {
    case 'conflict':
      throw new WrongExpectedVersionError({
        stream: request.stream,
        expectedVersion: request.expectedVersion,
        currentVersion: facts.current,
        reason: decision.reason,
        events: request.events.map(({ id }) => ({ id, eventNumber: facts.known.get(id)?.eventNumber })),
      });
    case 'stream_deleted':
      throw new StreamDeletedError(request.stream, decision.permanently);
    default:
      return decision;
  }
}

export async function readFacts(
  tx: Transaction,
  request: Pick<AppendRequest, 'stream' | 'expectedVersion' | 'events'>,
  state: StreamState,
): Promise<AppendFacts> {
  const { stream, events } = request;
  const ids = events.map((event) => event.id);
  const after = comparedFrom(request.expectedVersion);
  const passed = after !== undefined && after < state.current && !state.tombstoned;
  const [known, following, recreations] = await Promise.all([
    findIds(tx, stream, ids),
    passed ? readEvents(tx, stream, after + 1, after + events.length) : [],
    passed && request.expectedVersion === 'no_stream' ? readRecreations(tx, stream, events.length) : [],
  ]);
  return {
    tombstoned: state.tombstoned,
    softDeleted: isSoftDeleted(state.metadata),
    hasMetadata: state.metadata.version >= 0,
    current: state.current,
    known,
    following,
    recreations,
  };
}

function revivalBy(
  request: AppendRequest,
  decision: { readonly first: EventNumber; readonly recreates: boolean },
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

function addRevival(
  tx: WriteTransaction,
  request: AppendRequest,
  position: Position,
  revival: Revival,
): Promise<Written> {
  return addEvents(tx, {
    stream: revival.metadataStream,
    position,
    first: revival.eventNumber,
    createdMs: request.nowMs,
    events: [{ id: request.revivalId, type: METADATA_EVENT_TYPE, data: revival.json, metadata: null }],
    known: new Set(),
  });
}

function committed(request: AppendRequest, first: EventNumber, position: Position): AppendResult {
  const count = request.events.length;
  return {
    outcome: 'committed',
    firstEventNumber: first,
    lastEventNumber: first + count - 1,
    nextExpectedVersion: first + count - 1,
    position: count === 0 ? null : position + count - 1,
    dataDiffers: false,
    guarantee: 'full',
  };
}

/** The first and the last of the events as sent, which an `any` retry may name in any order. */
function alreadyCommitted(request: AppendRequest, stored: readonly RecordedEvent[]): AppendResult {
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
