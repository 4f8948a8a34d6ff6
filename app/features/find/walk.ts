// Looks through a whole feed, batch after batch, so that it can be followed and stopped.
import type { Feed, FeedRow } from '../stream/feed.ts';
import type { Matcher } from './match.ts';

/** Events of one batch: few enough to be read in a moment. */
const BATCH_SIZE = 500;

export interface WalkStep {
  /** Events looked through by the whole walk so far, of `total`. */
  readonly looked: number;
  readonly total: number;
  /** What this batch found, newest first. */
  readonly found: readonly FeedRow[];
}

/** From the newest event to the oldest. Events that are written meanwhile are left out. */
export async function* walk(
  feed: Pick<Feed, 'facts' | 'rows'>,
  matches: Matcher,
): AsyncGenerator<WalkStep, undefined> {
  const { state, first, last } = await feed.facts();
  const total = state === 'live' ? Math.max(0, last - first + 1) : 0;
  yield { looked: 0, total, found: [] };
  for (let from = last; from >= first && total > 0; from -= BATCH_SIZE) {
    const rows = await feed.rows(from, 'backward', Math.min(BATCH_SIZE, from - first + 1));
    yield {
      looked: Math.min(last - from + BATCH_SIZE, total),
      total,
      found: rows.filter(({ event }) => matches(event)),
    };
  }
}
