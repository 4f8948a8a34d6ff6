// Requests to the stream of the form that got no reply: until they are retried, nobody can tell where the stream is.
import { type History, latestOutcome, needingYou } from '../../client/history.ts';
import { outcomeOf } from '../../client/outcome.ts';

/** The first one of them, which is to be retried first. `page`: the one that shows it. `histories`: as posted. */
export function firstUnanswered(
  page: string,
  stream: string,
  histories: readonly History[],
): History | undefined {
  const to = histories.filter(({ request }) => request.stream === stream);
  const toldMs = lastToldMs(page, to);
  return needingYou(to).find(
    (history) =>
      latestOutcome(history).kind === 'no_reply' && (history.attempts.at(-1)?.startedMs ?? 0) >= toldMs,
  );
}

/**
 * The beginning of the newest attempt of this page with an answer that tells where the stream is: another page is
 * another writer.
 * What was found again may be far back.
 */
function lastToldMs(page: string, histories: readonly History[]): number {
  const told = histories
    .flatMap(({ attempts }) => attempts)
    .filter((attempt) => attempt.page === page && outcomeOf(attempt).kind === 'committed');
  return Math.max(Number.NEGATIVE_INFINITY, ...told.map(({ startedMs }) => startedMs));
}
