// The append decision with its facts read from the log, inside one transaction.
import { type AppendDecision, type AppendFacts, comparedFrom, decideAppend } from './core/append.ts';
import type { EventData, StreamName } from './core/events.ts';
import type { ExpectedVersion } from './core/expected-version.ts';
import { isSoftDeleted } from './core/visibility.ts';
import type { Transaction } from './database.ts';
import { StreamDeletedError, WrongExpectedVersionError } from './errors.ts';
import { findIds } from './find-ids.ts';
import { readEvents, readRecreations, type StreamState } from './log.ts';
import type { RecordCache } from './record-cache.ts';

/** What is to be decided. */
export interface Proposal {
  readonly stream: StreamName;
  readonly expectedVersion: ExpectedVersion;
  readonly events: readonly EventData[];
}

export type Accepted = Extract<AppendDecision, { kind: 'write' | 'already_committed' }>;

/** Reads the facts and decides. @throws WrongExpectedVersionError, StreamDeletedError, with the facts in them */
export async function decide(
  tx: Transaction,
  proposal: Proposal,
  reading: StreamState | Promise<StreamState>,
  cache?: RecordCache,
): Promise<Accepted> {
  const { stream, expectedVersion, events } = proposal;
  const ids = events.map(({ id }) => id);
  const after = comparedFrom(expectedVersion);
  const [state, following, found] = await Promise.all([
    reading,
    after === undefined ? [] : readEvents(tx, stream, after + 1, after + events.length, cache),
    after === undefined ? findIds(tx, stream, ids) : undefined,
  ]);
  const facts: AppendFacts = {
    tombstoned: state.tombstoned,
    softDeleted: isSoftDeleted(state.metadata),
    hasMetadata: state.metadata.version >= 0,
    current: state.current,
    known: found?.known ?? new Map(),
    following,
    recreations: [],
  };
  let decision = decideAppend(expectedVersion, events, facts);
  // Only what is no retry of the beginning of the stream may be one of where it began anew.
  if (expectedVersion === 'no_stream' && state.current >= 0 && decision.kind !== 'already_committed') {
    const recreations = await readRecreations(tx, stream, events.length);
    decision = decideAppend(expectedVersion, events, { ...facts, recreations });
  }
  if (isAccepted(decision)) return decision;
  // A version decides without the ids, but who is refused is told where they are.
  const { known } = found ?? (await findIds(tx, stream, ids));
  throw refusal(proposal, decision, { current: state.current, known });
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
