// The two views of a request, attempt by attempt: what the client could know, and what the store did.
import type { Attempt } from '../../client/attempt.ts';
import type { History } from '../../client/history.ts';
import { type Outcome, type OutcomeKind, outcomeOf, readAnswer } from '../../client/outcome.ts';
import type { ClientRequest } from '../../client/request.ts';
import { eventCount, eventRange } from '../../client/words.ts';
import { milliseconds } from './durations.ts';

/** How an event number looks in the picture: there, new, found again, not to be told, written by others, none. */
export type CellLook = '' | 'is-new' | 'is-match' | 'is-maybe' | 'is-other' | 'is-none';

export interface Cell {
  readonly text: string;
  readonly look: CellLook;
}

export interface Cells {
  readonly says: string;
  readonly cells: readonly Cell[];
  /** The same for those who do not see it. */
  readonly label: string;
}

export interface StoreSide {
  /** The outcome whose tone it has; null where the store did nothing that is known. */
  readonly kind: OutcomeKind | null;
  /** Whether the store wrote, looked and wrote nothing, or was not there. */
  readonly rail: 'wrote' | 'looked' | 'absent';
  readonly title: string;
  readonly note: string;
  readonly cells: Cells | null;
}

export interface StoryAttempt {
  readonly attempt: Attempt;
  readonly client: { readonly kind: OutcomeKind; readonly waited: string; readonly cells: Cells | null };
  readonly store: StoreSide;
  readonly sent: 'arrived' | 'lost' | 'unknown';
  readonly reply: 'arrived' | 'lost' | 'none' | 'pending' | 'unknown';
}

export function storyOf(history: History): readonly StoryAttempt[] {
  return history.attempts.map((attempt) => ({
    attempt,
    client: clientSide(attempt, history.request),
    store: storeSide(attempt, history),
    sent: sentOf(attempt),
    reply: replyOf(attempt),
  }));
}

function sentOf({ store, client }: Attempt): StoryAttempt['sent'] {
  if (store.kind === 'never_arrived') return 'lost';
  return store.kind === 'answered' || client.kind === 'sending' ? 'arrived' : 'unknown';
}

function replyOf({ store, client, fault }: Attempt): StoryAttempt['reply'] {
  if (client.kind === 'answered') return 'arrived';
  if (store.kind === 'never_arrived') return 'none';
  if (client.kind === 'sending' && fault === 'slow') return 'pending';
  if (store.kind === 'answered') return 'lost';
  return client.kind === 'sending' ? 'pending' : 'unknown';
}

function clientSide(attempt: Attempt, request: ClientRequest): StoryAttempt['client'] {
  const outcome = outcomeOf(attempt);
  const took = attempt.durationMs === null ? '' : milliseconds(attempt.durationMs);
  const waited = outcome.kind === 'no_reply' && took !== '' ? `waited ${took}` : took;
  return { kind: outcome.kind, waited, cells: clientCells(outcome, request) };
}

function clientCells(outcome: Outcome, request: ClientRequest): Cells | null {
  switch (outcome.kind) {
    case 'committed':
    case 'already_committed':
    case 'data_differs':
      return {
        says: 'knows',
        cells: range(outcome.first, outcome.last, ''),
        label: `The client knows ${eventRange(outcome.first, outcome.last)} exists`,
      };
    case 'no_reply': {
      const guess = expectedNumber(request);
      return {
        says: 'cannot tell',
        cells: [{ text: guess === null ? '?' : `${guess}?`, look: 'is-maybe' }],
        label: `The client cannot tell whether ${guess === null ? 'its event' : `event ${guess}`} exists`,
      };
    }
    case 'conflict':
      return {
        says: 'knows',
        cells: [here(outcome.currentVersion)],
        label:
          outcome.currentVersion < 0
            ? 'The client knows the stream is empty'
            : `The client knows the stream is at ${outcome.currentVersion}`,
      };
    default:
      return null;
  }
}

function storeSide(attempt: Attempt, history: History): StoreSide {
  const { store, client } = attempt;
  switch (store.kind) {
    case 'never_arrived':
      return {
        kind: null,
        rail: 'absent',
        title: 'Never arrived',
        note: 'the store saw nothing',
        cells: wasEmpty(history)
          ? { says: 'in the stream', cells: [none('empty')], label: 'The stream is empty' }
          : { says: 'in the stream', cells: [none('nothing new')], label: 'Nothing new is in the stream' },
      };
    case 'unknown':
      return client.kind === 'sending'
        ? { kind: null, rail: 'absent', title: 'Working…', note: '', cells: null }
        : {
            kind: null,
            rail: 'absent',
            title: 'Not noted',
            note: 'the page was closed before it could be',
            cells: null,
          };
    case 'answered':
      return answeredSide(readAnswer(store.answer), milliseconds(store.tookMs), history.request);
  }
}

function answeredSide(outcome: Outcome, took: string, request: ClientRequest): StoreSide {
  const nothing = { kind: outcome.kind, rail: 'looked', note: `wrote nothing · ${took}` } as const;
  const inStream = (cells: readonly Cell[], label: string): Cells => ({
    says: 'in the stream',
    cells,
    label,
  });
  switch (outcome.kind) {
    case 'committed': {
      const events = eventRange(outcome.first, outcome.last);
      return {
        kind: outcome.kind,
        rail: 'wrote',
        title: `Wrote ${events}`,
        note: outcome.position === null ? took : `position ${outcome.position} · ${took}`,
        cells: inStream(range(outcome.first, outcome.last, 'is-new'), `In the stream: ${events}, new`),
      };
    }
    case 'already_committed': {
      const several = outcome.last > outcome.first;
      return {
        ...nothing,
        title: several
          ? `Same ids found at ${outcome.first} to ${outcome.last}`
          : `Same id found at ${outcome.first}`,
        cells: inStream(
          range(outcome.first, outcome.last, 'is-match'),
          `In the stream: ${eventRange(outcome.first, outcome.last)}, unchanged`,
        ),
      };
    }
    case 'data_differs':
      return {
        ...nothing,
        title: `Other data found at ${outcome.first}`,
        cells: inStream(
          range(outcome.first, outcome.last, 'is-other'),
          `In the stream: ${eventRange(outcome.first, outcome.last)}, with other data`,
        ),
      };
    case 'conflict':
      return {
        ...nothing,
        title:
          outcome.currentVersion < 0 ? 'Refused: no events' : `Refused: at version ${outcome.currentVersion}`,
        cells: inStream(newerCells(outcome, request), `The stream is at ${outcome.currentVersion}`),
      };
    case 'partial': {
      const found = outcome.committedAt.filter((place) => place !== null);
      return {
        ...nothing,
        title: `Refused: ${found.length} of ${eventCount(outcome.committedAt.length)} found`,
        cells: inStream(
          found.map((place): Cell => ({ text: String(place), look: 'is-match' })),
          `In the stream: ${found.join(', ')}`,
        ),
      };
    }
    case 'id_assigned':
      return { ...nothing, title: 'Assigned an id', cells: null };
    default:
      return { ...nothing, title: 'Refused', cells: null };
  }
}

function newerCells(outcome: Outcome & { kind: 'conflict' }, request: ClientRequest): readonly Cell[] {
  const { currentVersion } = outcome;
  if (outcome.reason === 'ahead') return [here(currentVersion)];
  return range(expectedNumber(request) ?? currentVersion, currentVersion, 'is-other');
}

/** The number that the first event would get if what is expected were so; null where nothing is expected. */
function expectedNumber({ expectedVersion }: ClientRequest): number | null {
  if (typeof expectedVersion === 'number') return expectedVersion + 1;
  return expectedVersion === 'no_stream' || expectedVersion === 'empty_stream' ? 0 : null;
}

/** Known from an attempt that later wrote the first event of the stream. */
function wasEmpty(history: History): boolean {
  return history.attempts.some(({ store }) => {
    if (store.kind !== 'answered') return false;
    const outcome = readAnswer(store.answer);
    return outcome.kind === 'committed' && outcome.first === 0;
  });
}

function here(version: number): Cell {
  return version < 0 ? none('empty') : { text: String(version), look: '' };
}

function none(text: string): Cell {
  return { text, look: 'is-none' };
}

/** A long range is told by its ends. */
function range(first: number, last: number, look: CellLook): readonly Cell[] {
  const count = last - first + 1;
  const numbers =
    count > 4 ? [first, '…', last] : Array.from({ length: Math.max(count, 0) }, (_, i) => first + i);
  return numbers.map((number) => ({ text: String(number), look }));
}
