// Requests to the stream of the form that got no reply: until they are retried, nobody can tell where the stream is.
import { type History, latestOutcome, needingYou } from '../../client/history.ts';

/** The first one of them, which is to be retried first. `histories`: as posted. */
export function firstUnanswered(stream: string, histories: readonly History[]): History | undefined {
  return needingYou(histories).find(
    (history) => history.request.stream === stream && latestOutcome(history).kind === 'no_reply',
  );
}
