// What the attempts came to in the end, counted from what the store did and holds.
import type { Attempt } from '../../client/attempt.ts';
import { assignedLocation, type History, latestOutcome } from '../../client/history.ts';
import { readAnswer } from '../../client/outcome.ts';
import { type Copies, duplicatesIn, writtenAgainWords } from './copies.ts';

export interface Verdict {
  readonly attempts: number;
  /** Events that this request put into the stream. */
  readonly written: number;
  /** Copies of its ids in the stream beyond the first of each, whichever request wrote them; null while not known. */
  readonly duplicates: number | null;
  readonly says: string;
}

/** `copies`: what the stream holds, null while that is not read; `'imagined'`: the attempts are all there is. */
export function verdictOf(history: History, copies: Copies | null | 'imagined'): Verdict {
  const writes = history.attempts.map(writtenBy);
  const written = writes.reduce((sum, count) => sum + count, 0);
  const read = copies === 'imagined' ? null : copies;
  const duplicates =
    copies === 'imagined' ? Math.max(0, written - Math.max(0, ...writes)) : read && duplicatesIn(read);
  const again = read === null ? null : writtenAgainWords(read);
  return {
    attempts: history.attempts.length,
    written: hasUnnoted(history) ? Math.max(written, read?.filter(isThere).length ?? 0) : written,
    duplicates,
    says: again === null ? verdictWords(history) : `${again} ${AGAIN_BECAUSE}`,
  };
}

const AGAIN_BECAUSE =
  'With an exact version the store does not look at ids: only a retry of the same bytes is safe.';

/** An attempt of a closed page may have written what is there. */
function hasUnnoted({ attempts }: History): boolean {
  return attempts.some(({ store, client }) => store.kind === 'unknown' && client.kind !== 'sending');
}

function isThere(places: readonly number[]): boolean {
  return places.length > 0;
}

/** How many events the store wrote in this attempt, whether or not the client knows. */
function writtenBy({ store }: Attempt): number {
  if (store.kind !== 'answered') return 0;
  const outcome = readAnswer(store.answer);
  return outcome.kind === 'committed' ? outcome.last - outcome.first + 1 : 0;
}

function verdictWords(history: History): string {
  const { kind } = latestOutcome(history);
  const lostReply = history.attempts.find((one) => one.client.kind === 'no_answer' && writtenBy(one) > 0);
  const lostRequest = history.attempts.find((one) => one.store.kind === 'never_arrived');
  switch (kind) {
    case 'already_committed':
      return lostReply
        ? `The client could not know that attempt ${lostReply.number} was written. The event id told the store that attempt ${history.attempts.length} is the same event.`
        : 'The event id told the store that it has this event. It wrote nothing and answered as before.';
    case 'data_differs':
      return 'The event id stands for other data in the stream. The store wrote nothing: yours needs an id of its own.';
    case 'committed':
      if (lostRequest)
        return `Attempt ${lostRequest.number} never reached the store, so the retry wrote the event.`;
      return assignedLocation(history) === null
        ? 'Sent, written, answered: both sides know the same.'
        : 'The first answer only named a URL. The same request went there and was written once.';
    case 'no_reply':
      return 'For the client a lost request and a lost reply look the same. Retrying the same bytes is right for both.';
    case 'conflict':
    case 'partial':
    case 'rejected':
      return 'The store refused it whole: all events of a request are written, or none.';
    case 'id_assigned':
      return 'Nothing is written yet. A retry goes to the URL that the store assigned.';
    case 'held':
      return 'It was never sent: the request that it was built on did not lead to the version that it expects.';
    default:
      return 'An attempt is under way.';
  }
}
