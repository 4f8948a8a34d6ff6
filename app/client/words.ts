// The sentences that say an outcome, for cards, lists and announcements alike.

import { spelledOut } from '../ui/unseen.ts';
import { counted } from '../ui/words.ts';
import { assignedId, type History, isKnownWritten, latestOutcome } from './history.ts';
import { type Held, OUTCOME_WORDS, type Outcome, outcomeOf } from './outcome.ts';
import { expectedVersionWords } from './post.ts';
import { type ClientRequest, shortId } from './request.ts';

/** `event 0`, `events 1 to 3`. */
export function eventRange(first: number, last: number): string {
  return last > first ? `events ${first} to ${last}` : `event ${first}`;
}

export function eventCount(count: number): string {
  return counted(count, 'event');
}

/** `version 4`, or `no events` for a stream without any. */
export function versionWords(version: number): string {
  return version < 0 ? 'no events' : `version ${version}`;
}

export function partialWords(committedAt: readonly (number | null)[]): string {
  const found = committedAt.filter((place) => place !== null).length;
  return `${found === 1 ? 'The id' : 'The ids'} of ${found} of ${eventCount(committedAt.length)} ${found === 1 ? 'is' : 'are'} already in the stream.`;
}

/** With what to do: no retry can write what was sent. Its data, its type or its metadata differ. */
export function dataDiffersWords(first: number, last: number): string {
  if (last > first)
    return `Nothing new was written. The same ids are already at ${first} to ${last}. Your events differ from the stored ones: send what differs under new ids, or discard it.`;
  return `Nothing new was written. The same id is already at ${first}. Your event differs from the stored one: send yours under a new id, or discard it.`;
}

/** `isSolved`: it is told as what was. */
export function conflictWords(
  request: ClientRequest,
  outcome: Outcome & { kind: 'conflict' },
  isSolved = false,
): string {
  const { expectedVersion } = request;
  const expected =
    typeof expectedVersion === 'number'
      ? `version ${expectedVersion}`
      : expectedVersion === 'stream_exists'
        ? 'an existing stream'
        : expectedVersionWords(expectedVersion).toLowerCase();
  const at =
    outcome.currentVersion < 0
      ? `${isSolved ? 'had' : 'has'} no events`
      : `${isSolved ? 'was' : 'is'} at ${outcome.currentVersion}`;
  const behind =
    outcome.reason === 'ahead' && outcome.currentVersion >= 0
      ? ' The stream is behind what you expected.'
      : '';
  return `You expected ${expected}, the stream ${at}.${behind}`;
}

/** Whether a retry can duplicate: from the guarantee that answers of the store carry. */
export function guaranteeWords(history: History): readonly string[] {
  const weaker = weakerWords(history);
  if (weaker !== null) return [weaker];
  const cannot = 'Retrying cannot duplicate it.';
  if (history.request.expectedVersion !== 'any') return [cannot];
  return [
    cannot,
    'This store remembers every id; a server such as EventStoreDB promises it only with an expected version.',
  ];
}

/** What an answer said that promises less than the store of this app; null when none did. */
export function weakerWords(history: History): string | null {
  const weaker = weakerGuarantee(history);
  return weaker === null
    ? null
    : `The store answers with the guarantee “${weaker}”: a retry may duplicate it.`;
}

function weakerGuarantee(history: History): string | null {
  for (const attempt of history.attempts.toReversed()) {
    const outcome = outcomeOf(attempt);
    if (outcome.kind !== 'committed' && outcome.kind !== 'already_committed') continue;
    return outcome.guarantee === 'full' ? null : outcome.guarantee;
  }
  return null;
}

/** The sentence for the newest attempt, without the outcome's own word. */
export function sentenceOf(history: History): string {
  const outcome = latestOutcome(history);
  const { request } = history;
  switch (outcome.kind) {
    case 'sending':
      return `Sending… attempt ${Math.max(history.attempts.length, 1)}`;
    case 'queued':
      return queuedWords(history);
    case 'held':
      return heldWords(request, outcome);
    case 'committed':
      return `Written to ${spelledOut(request.stream)} as ${eventRange(outcome.first, outcome.last)}.`;
    case 'already_committed': {
      const same = outcome.last > outcome.first ? 'The same events are' : 'The same event is';
      const place = outcome.last > outcome.first ? `${outcome.first} to ${outcome.last}` : outcome.first;
      return `Nothing new was written. ${same} already at ${place}.`;
    }
    case 'data_differs':
      return dataDiffersWords(outcome.first, outcome.last);
    case 'conflict':
      return `${conflictWords(request, outcome)} Nothing was written.`;
    case 'partial':
      return `${partialWords(outcome.committedAt)} Nothing was written.`;
    case 'id_assigned':
      return 'No event id was given; the store assigned one and a URL that is safe to retry.';
    case 'rejected':
      return `The store refused it: ${outcome.says}`;
    case 'no_reply':
      return noReplyWords(history, outcome.answered);
  }
}

const BECAME = {
  refused: 'was refused',
  elsewhere: 'was written at another version than this one expects',
  discarded: 'was discarded',
  carried_on: 'goes on as another one',
} as const;

/** What became of the request that a held one was built on. */
export function becameWords({ why }: Pick<Held, 'why'>): string {
  return BECAME[why];
}

/** With what to do: it is never sent by itself. */
export function heldWords({ id }: ClientRequest, { head, why }: Held): string {
  if (head === id) return 'Never sent: another request goes in its place.';
  return `Not sent, since it was built on request ${shortId({ id: head })}, which ${becameWords({ why })}. Rebase it to send it, or discard it.`;
}

function queuedWords({ waiting, behind }: History): string {
  if (behind !== undefined) return EARLIER_FIRST;
  if (waiting?.stopped) return 'Not sent yet. It waits until you send it.';
  switch (waiting?.why) {
    case 'turn':
      return EARLIER_FIRST;
    case 'later':
      return 'Not sent yet: the network was off. It is tried again by itself.';
    default:
      return 'Not sent yet: the network is off. Will be sent when it is back.';
  }
}

const EARLIER_FIRST = 'Not sent yet: an earlier request to the same stream goes first.';

function noReplyWords(history: History, answered: string | null): string {
  if (isKnownWritten(history))
    return 'Sent again, but no answer came back. An earlier answer says that it is written.';
  const what =
    answered === null ? 'Sent, but no answer came back.' : `The answer ${answered} does not say more.`;
  return `${what} It may or may not have been written. Retry with the same ids.`;
}

/** True when a request that was sent before is to be sent again, and the network is off. */
export function waitsForNetwork({ waiting }: History): boolean {
  return waiting?.why === 'network_off' && !waiting.stopped;
}

/** What a screen reader hears once an attempt is over. */
export function announcement(history: History): string {
  const { kind } = latestOutcome(history);
  if (kind !== 'queued' && waitsForNetwork(history))
    return 'Not sent again: the network is off. It will be sent when it is back.';
  const assigned = assignedId(history) !== null && kind !== 'id_assigned' ? 'Id assigned. ' : '';
  const safe = kind === 'no_reply' && !isKnownWritten(history) ? ` ${guaranteeWords(history).join(' ')}` : '';
  return `${assigned}${OUTCOME_WORDS[kind]}. ${sentenceOf(history)}${safe}`;
}
