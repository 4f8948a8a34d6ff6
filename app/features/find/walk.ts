// Looks through a whole feed, batch after batch, so that it can be followed and stopped.
import type { Feed, FeedRow } from '../stream/feed.ts';
import type { Matcher } from './match.ts';

/** Events of one batch: few enough to be read in a moment. */
const BATCH_SIZE = 500;

export interface WalkStep {
  /** Numbers of events passed by the whole walk so far, of `total`. */
  readonly looked: number;
  readonly total: number;
  /** What this batch found, newest first. */
  readonly found: readonly FeedRow[];
}

/** From the newest event to the oldest. Events that are written meanwhile are left out. */
export async function* walk(
  feed: Pick<Feed, 'facts' | 'page'>,
  matches: Matcher,
): AsyncGenerator<WalkStep, undefined> {
  const { state, first, last } = await feed.facts();
  const total = state === 'live' ? Math.max(0, last - first + 1) : 0;
  yield { looked: 0, total, found: [] };
  for (let from = last; from >= first && total > 0; ) {
    const { rows, next } = await feed.page(from, 'backward', Math.min(BATCH_SIZE, from - first + 1));
    // A page leads over the numbers that are missing, however many they are.
    from = next ?? first - 1;
    yield {
      looked: Math.min(last - from, total),
      total,
      found: rows.filter(({ event }) => matches(event)),
    };
  }
}
