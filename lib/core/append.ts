// The append decision: written, already committed, refused. Pure; the facts are read in the transaction that writes.
import type { EventData, EventId, EventNumber, RecordedEvent } from './events.ts';
import type { ExpectedVersion, StreamVersion } from './expected-version.ts';

/** What the decision needs to know of the stream, as stored: truncation, `$maxCount`, `$maxAge` do not count. */
export interface AppendFacts {
  readonly tombstoned: boolean;
  readonly softDeleted: boolean;
  /** Created explicitly: metadata was set. */
  readonly hasMetadata: boolean;
  /** Number of the last event ever written. */
  readonly current: StreamVersion;
  /** The first event of the stream with each of the ids to append, where there is one. */
  readonly known: ReadonlyMap<EventId, RecordedEvent>;
  /** The events after the expected version, at most as many as are to be appended. */
  readonly following: FollowingEvents;
  /** For each time the stream was re-created after a soft delete: the events from there, at most as many as are to be appended. */
  readonly recreations: readonly FollowingEvents[];
}

/** The events of consecutive numbers, as far as the stream goes; undefined = a number that is not stored. */
export type FollowingEvents = readonly (RecordedEvent | undefined)[];

/** Events in the order of their numbers, each in the place that its number has after `first`. */
export function inPlaces(events: readonly RecordedEvent[], first: EventNumber): FollowingEvents {
  const places: (RecordedEvent | undefined)[] = [];
  for (const event of events) {
    while (places.length < event.eventNumber - first) places.push(undefined);
    places.push(event);
  }
  return places;
}

export type AppendDecision =
  | { readonly kind: 'write'; readonly first: EventNumber; readonly recreates: boolean }
  | { readonly kind: 'already_committed'; readonly stored: readonly RecordedEvent[] }
  | { readonly kind: 'conflict'; readonly reason: 'ahead' | 'behind' | 'partial' }
  | { readonly kind: 'stream_deleted'; readonly permanently: boolean };

/** Rules 1 to 7 of the contract, in their order. */
export function decideAppend(
  expected: ExpectedVersion,
  events: readonly EventData[],
  facts: AppendFacts,
): AppendDecision {
  if (facts.tombstoned) return { kind: 'stream_deleted', permanently: true };
  switch (expected) {
    case 'stream_exists':
      if (facts.softDeleted) return { kind: 'stream_deleted', permanently: false };
      if (facts.current < 0 && !facts.hasMetadata) return conflict('ahead');
      return decideById(events, facts);
    case 'any':
      return decideById(events, facts);
    case 'empty_stream':
      if (facts.current < 0 && !facts.hasMetadata) return conflict('ahead');
      return decideByVersion(-1, events, facts);
    case 'no_stream':
      return decideNoStream(events, facts);
    default:
      return decideByVersion(expected, events, facts);
  }
}

/** The number of the event that an expected version stands for where ids are compared with what follows it. */
export function comparedFrom(expected: ExpectedVersion): StreamVersion | undefined {
  if (expected === 'any' || expected === 'stream_exists') return undefined;
  return typeof expected === 'number' ? expected : -1;
}

function decideById(events: readonly EventData[], facts: AppendFacts): AppendDecision {
  const stored = events.map((event) => facts.known.get(event.id)).filter((event) => event !== undefined);
  if (stored.length === 0) return write(facts);
  return stored.length === events.length ? { kind: 'already_committed', stored } : conflict('partial');
}

function decideByVersion(
  expected: StreamVersion,
  events: readonly EventData[],
  facts: AppendFacts,
): AppendDecision {
  if (expected === facts.current) return write(facts);
  if (expected > facts.current) return conflict('ahead');
  return decideRetry(events, facts.following);
}

/** A soft-deleted stream counts as missing, but a retry of what is in it stays a retry. */
function decideNoStream(events: readonly EventData[], facts: AppendFacts): AppendDecision {
  const decision = decideByVersion(-1, events, facts);
  if (decision.kind !== 'conflict' || decision.reason !== 'behind') return decision;
  const retries = facts.recreations.map((stored) => decideRetry(events, stored));
  const retry = retries.find((candidate) => candidate.kind === 'already_committed');
  if (retry) return retry;
  if (facts.softDeleted) return write(facts);
  return (
    retries.find((candidate) => candidate.kind === 'conflict' && candidate.reason === 'partial') ?? decision
  );
}

function decideRetry(events: readonly EventData[], following: FollowingEvents): AppendDecision {
  const matches = events.findIndex((event, index) => following[index]?.id !== event.id);
  if (events.length === 0 || matches === 0) return conflict('behind');
  if (matches > 0) return conflict('partial');
  return { kind: 'already_committed', stored: following.filter((event) => event !== undefined) };
}

function write(facts: AppendFacts): AppendDecision {
  return { kind: 'write', first: facts.current + 1, recreates: facts.softDeleted };
}

function conflict(reason: 'ahead' | 'behind' | 'partial'): AppendDecision {
  return { kind: 'conflict', reason };
}

/** True when a retry carries another type, data or metadata than what its id is stored with. */
export function differsFromStored(events: readonly EventData[], stored: readonly RecordedEvent[]): boolean {
  return events.some((event, index) => {
    const recorded = stored[index];
    return (
      recorded !== undefined &&
      !recorded.scavenged &&
      (event.type !== recorded.type ||
        !isSamePayload(event.data, recorded.rawData) ||
        !isSamePayload(event.metadata, recorded.rawMetadata))
    );
  });
}

export function isSamePayload(a: EventData['metadata'], b: EventData['metadata']): boolean {
  if (!(a instanceof Uint8Array) || !(b instanceof Uint8Array)) return a === b;
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
