// The other story behind a silence: the client cannot tell a lost reply from a lost request.
import type { Answer, Attempt } from '../../client/attempt.ts';
import type { History } from '../../client/history.ts';
import { readAnswer } from '../../client/outcome.ts';

export interface OtherStory {
  readonly history: History;
  /** The number of the attempt that would have been lost on its way to the store. */
  readonly lost: number;
}

/**
 * The same attempts, had the request been lost where the reply was: what the store wrote then it writes at the first
 * attempt that arrives. Null when no reply was lost to a write.
 */
export function hadRequestBeenLost(history: History): OtherStory | null {
  const wrote = history.attempts.find(
    ({ client, store }) =>
      client.kind === 'no_answer' &&
      store.kind === 'answered' &&
      readAnswer(store.answer).kind === 'committed',
  );
  if (wrote?.store.kind !== 'answered') return null;
  const { answer } = wrote.store;
  let written = false;
  const attempts = history.attempts.map((attempt): Attempt => {
    if (attempt.number < wrote.number || written || attempt.client.kind === 'sending') return attempt;
    if (attempt.client.kind !== 'answered')
      return { ...attempt, fault: 'lose_request', store: { kind: 'never_arrived' } };
    written = true;
    return answeredBy(attempt, answer);
  });
  return { history: { ...history, attempts }, lost: wrote.number };
}

function answeredBy(attempt: Attempt, answer: Answer): Attempt {
  const tookMs = attempt.store.kind === 'answered' ? attempt.store.tookMs : 0;
  return { ...attempt, client: { kind: 'answered', answer }, store: { kind: 'answered', answer, tookMs } };
}
