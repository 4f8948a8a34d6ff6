// The types of a stream's newest events, to choose from.
import { grouped } from '../../ui/words.ts';
import type { Feed } from '../stream/feed.ts';

/** Reading every event for a list of types would cost more than it helps; other types can be typed in. */
export const LOOKED_AT = 1_000;

export interface Types {
  /** Sorted. Empty until they are known. */
  readonly types: readonly string[];
  /** There are older events, and their types may be others. */
  readonly newestOnly: boolean;
}

export const NO_TYPES: Types = { types: [], newestOnly: false };

/** Why a type may be missing. */
export function newestOnlyWords(): string {
  return `Types of the newest ${grouped(LOOKED_AT)} events`;
}

/** Each call adds the types of what was written since the one before. */
export function typesReader(feed: Pick<Feed, 'facts' | 'rows'>): () => Promise<Types> {
  let known = NO_TYPES;
  let upTo = -1;
  return async () => {
    const { state, first, last } = await feed.facts();
    if (state !== 'live' || last <= upTo) return known;
    const unseen = last - Math.max(upTo, first - 1);
    const rows = await feed.rows(last, 'backward', Math.min(unseen, LOOKED_AT));
    known = {
      types: [...new Set([...known.types, ...rows.map(({ event }) => event.type)])].toSorted(),
      newestOnly: known.newestOnly || unseen > LOOKED_AT,
    };
    upTo = last;
    return known;
  };
}
