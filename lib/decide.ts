// The append decision with its facts read from the log, inside one transaction.
import {
  type AppendDecision,
  type AppendFacts,
  comparedFrom,
  decideAppend,
  inPlaces,
} from './core/append.ts';
import type { EventData, RecordedEvent, StreamName } from './core/events.ts';
import type { ExpectedVersion, StreamVersion } from './core/expected-version.ts';
import { isSoftDeleted } from './core/visibility.ts';
import type { Transaction } from './database.ts';
import { StreamDeletedError, WrongExpectedVersionError } from './errors.ts';
import { type FoundIds, findIds } from './find-ids.ts';
import { readEvents, readRecreations, type StreamState } from './log.ts';
import type { RecordCache } from './record-cache.ts';

/** What is to be decided. */
export interface Proposal {
  readonly stream: StreamName;
  readonly expectedVersion: ExpectedVersion;
  readonly events: readonly EventData[];
}

export type Accepted = Extract<AppendDecision, { kind: 'write' | 'already_committed' }>;

/** What an append is decided from, before its events are looked for. */
export type StreamFacts = Pick<AppendFacts, 'tombstoned' | 'softDeleted' | 'hasMetadata' | 'current'>;

export function factsOf({ tombstoned, metadata, current }: StreamState): StreamFacts {
  return { tombstoned, softDeleted: isSoftDeleted(metadata), hasMetadata: metadata.version >= 0, current };
}

/**
 * Reads the other facts and decides as of the moment that `reading` tells of: events that the stream got since do not
 * count. @throws WrongExpectedVersionError, StreamDeletedError, with the facts in them
 */
export async function decide(
  tx: Transaction,
  proposal: Proposal,
  reading: StreamFacts | Promise<StreamFacts>,
  cache?: RecordCache,
): Promise<Accepted> {
  const { stream, expectedVersion, events } = proposal;
  const ids = events.map(({ id }) => id);
  const after = comparedFrom(expectedVersion);
  const [streamFacts, following, found] = await Promise.all([
    reading,
    after === undefined ? [] : readEvents(tx, stream, after + 1, after + events.length, cache),
    after === undefined ? findIds(tx, stream, ids) : undefined,
  ]);
  const { current } = streamFacts;
  const isThere = ({ eventNumber }: RecordedEvent) => eventNumber <= current;
  const facts: AppendFacts = {
    ...streamFacts,
    known: knownUpTo(current, found),
    following: inPlaces(following.filter(isThere), (after ?? -1) + 1),
    recreations: [],
  };
  let decision = decideAppend(expectedVersion, events, facts);
  // Only what is no retry of the beginning of the stream may be one of where it began anew.
  if (expectedVersion === 'no_stream' && current >= 0 && decision.kind !== 'already_committed') {
    const read = await readRecreations(tx, stream, events.length);
    const recreations = read.map((recreated) =>
      inPlaces(recreated.filter(isThere), recreated[0]?.eventNumber ?? 0),
    );
    decision = decideAppend(expectedVersion, events, { ...facts, recreations });
  }
  if (isAccepted(decision)) return decision;
  // A version decides without the ids; they are looked up for the error alone.
  const known = found ? facts.known : knownUpTo(current, await findIds(tx, stream, ids));
  throw refusal(proposal, decision, { current, known });
}

function knownUpTo(current: StreamVersion, found: FoundIds | undefined): AppendFacts['known'] {
  return new Map([...(found?.known ?? [])].filter(([, { eventNumber }]) => eventNumber <= current));
}

export function isAccepted(decision: AppendDecision): decision is Accepted {
  return decision.kind === 'write' || decision.kind === 'already_committed';
}

export function refusal(
  { stream, expectedVersion, events }: Proposal,
  decision: Exclude<AppendDecision, Accepted>,
  { current, known }: Pick<AppendFacts, 'current' | 'known'>,
): StreamDeletedError | WrongExpectedVersionError {
  if (decision.kind === 'stream_deleted') return new StreamDeletedError(stream, decision.permanently);
  return new WrongExpectedVersionError({
    stream,
    expectedVersion,
    currentVersion: current,
    reason: decision.reason,
    events: events.map(({ id }) => ({ id, eventNumber: known.get(id)?.eventNumber })),
  });
}
