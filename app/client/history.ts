// A request with all its attempts, and what follows from them.
import type { Attempt } from './attempt.ts';
import { type Held, type Outcome, outcomeOf } from './outcome.ts';
import type { ClientRequest } from './request.ts';
import type { Waiting } from './waiting.ts';

export interface History {
  readonly request: ClientRequest;
  /** In their order; the last is the newest. */
  readonly attempts: readonly Attempt[];
  /** Set while the next attempt is made by itself, or was until somebody stopped it. */
  readonly waiting?: Waiting;
  /** Set while the request that this one was built on keeps it from being sent. Follows from that one; never stored. */
  readonly behind?: Behind;
  /** Refused, and all its events are in the stream by now. Follows from the stream; never stored. */
  readonly overtaken?: true;
}

/** `unsettled`: nobody knows yet whether request `on` is written. */
export type Behind = Held | { readonly kind: 'unsettled'; readonly on: string };

/** What the newest attempt came to. A request that no attempt was made of yet waits, or is being sent. */
export function latestOutcome({ attempts, waiting, behind }: History): Outcome {
  const attempt = attempts.at(-1);
  if (attempt) return outcomeOf(attempt);
  if (behind?.kind === 'held') return behind;
  if (behind !== undefined) return { kind: 'queued' };
  return waiting === undefined || waiting.why === 'first' ? { kind: 'sending' } : { kind: 'queued' };
}

/** True once an answer has said that the events are in the stream; a later lost reply does not undo that. */
export function isKnownWritten(history: History): boolean {
  return history.attempts.some((attempt) => {
    const { kind } = outcomeOf(attempt);
    return kind === 'committed' || kind === 'already_committed';
  });
}

/** True while it is for the person to decide: retry, edit or discard. What the Lab made never is. */
export function needsYou(history: History): boolean {
  if (history.request.lab !== undefined || history.overtaken) return false;
  const { kind } = latestOutcome(history);
  if (kind === 'data_differs') return true;
  if (isKnownWritten(history)) return false;
  switch (kind) {
    case 'held':
    case 'no_reply':
    case 'conflict':
    case 'partial':
    case 'id_assigned':
      return true;
    default:
      return false;
  }
}

/**
 * The requests that wait for a person's decision. One that was carried on with its events by another needs no more; one
 * that was rejected does where it holds others.
 */
export function needingYou(histories: readonly History[]): readonly History[] {
  const heads = headsOf(histories);
  return histories.filter(
    (history) =>
      (needsYou(history) || isRejectedHead(history, heads)) && successorOf(history, histories) === undefined,
  );
}

/** The ids of the requests that hold others. */
export function headsOf(histories: readonly History[]): ReadonlySet<string> {
  return new Set(histories.flatMap(({ behind }) => (behind?.kind === 'held' ? behind.head : [])));
}

/** A request that was rejected needs nobody, but for those that it holds. */
export function isRejectedHead(history: History, heads: ReadonlySet<string>): boolean {
  return heads.has(history.request.id) && latestOutcome(history).kind === 'rejected';
}

/** The requests that were not sent yet and are sent by themselves. */
export function queuedOf(histories: readonly History[]): readonly History[] {
  return histories.filter(
    (history) => history.request.lab === undefined && latestOutcome(history).kind === 'queued',
  );
}

/**
 * The request that carries the events of this one on, under their ids: rebased, or only those that were missing. Where
 * the ids stand for other data, or were never sent, it is any that was made from this one, under new ids, too.
 */
export function successorOf(history: History, histories: readonly History[]): History | undefined {
  const { kind } = latestOutcome(history);
  if (kind === 'data_differs' || kind === 'held')
    return histories.find(({ request }) => request.basedOn === history.request.id);
  const assigned = assignedId(history);
  const ids = new Set(history.request.events.map(({ id }) => id ?? assigned));
  return histories.find(
    ({ request }) =>
      request.basedOn === history.request.id && request.events.some(({ id }) => id !== null && ids.has(id)),
  );
}

/** The location of the newest answer that assigned an id; null when there is none. */
export function assignedLocation(history: History): string | null {
  for (const attempt of history.attempts.toReversed()) {
    const outcome = outcomeOf(attempt);
    if (outcome.kind === 'id_assigned') return outcome.location;
  }
  return null;
}

/**
 * Where the next attempt goes: to the idempotent URL once the store has assigned one, so that it cannot be written
 * twice. `base` is the URL that paths are below.
 */
export function nextPath(history: History, base: string): string {
  const location = assignedLocation(history);
  if (location === null) return history.request.path;
  return location.startsWith(`${base}/`) ? location.slice(base.length) : new URL(location, base).pathname;
}

/** The id that the store assigned, read from the idempotent URL. */
export function assignedId(history: History): string | null {
  return assignedLocation(history)?.split('/').at(-1) ?? null;
}
