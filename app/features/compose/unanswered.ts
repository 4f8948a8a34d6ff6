// Requests to the stream of the form that got no reply: until they are retried, nobody can tell where the stream is.
import { type History, latestOutcome, needingYou } from '../../client/history.ts';
import { outcomeOf } from '../../client/outcome.ts';

/** The first one of them, which is to be retried first. `histories`: as posted. */
export function firstUnanswered(stream: string, histories: readonly History[]): History | undefined {
  const to = histories.filter(({ request }) => request.stream === stream);
  const toldMs = lastToldMs(to);
  return needingYou(to).find(
    (history) =>
      latestOutcome(history).kind === 'no_reply' && (history.attempts.at(-1)?.startedMs ?? 0) >= toldMs,
  );
}

/** When the newest attempt began whose answer has told where the stream is. What was found again may be far back. */
function lastToldMs(histories: readonly History[]): number {
  const told = histories
    .flatMap(({ attempts }) => attempts)
    .filter((attempt) => outcomeOf(attempt).kind === 'committed');
  return Math.max(Number.NEGATIVE_INFINITY, ...told.map(({ startedMs }) => startedMs));
}
