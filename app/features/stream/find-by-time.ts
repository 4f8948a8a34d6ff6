// The first event of a stream that was written at or after a moment.
import type { EventStore, StreamName } from '../../../lib/index.ts';
import type { FeedFacts } from './feed.ts';
import { type Moment, momentsOf } from './moments.ts';

export type Found =
  | { readonly kind: 'found'; readonly moment: Moment }
  | { readonly kind: 'all_earlier' | 'all_later'; readonly nearest: Moment }
  | { readonly kind: 'none' };

/** People give a second, and mean all of it. */
const GIVEN_MS = 1_000;

/** By halving the numbers of the events. @throws StreamNotFoundError, StreamDeletedError */
export async function findByTime(
  store: EventStore,
  stream: StreamName,
  ms: number,
  { first, last }: Pick<FeedFacts, 'first' | 'last'>,
): Promise<Found> {
  const moments = momentsOf(store, stream);
  const oldest = await moments.at(first);
  if (oldest === null) return { kind: 'none' };
  if (oldest.ms >= ms + GIVEN_MS) return { kind: 'all_later', nearest: oldest };
  const moment = await moments.since(ms, oldest.number, last);
  if (moment !== null) return { kind: 'found', moment };
  return { kind: 'all_earlier', nearest: (await moments.at(last)) ?? oldest };
}
