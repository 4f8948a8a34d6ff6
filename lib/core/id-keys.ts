// The keys under which the index finds an event by its stream and id.
import type { EventId, StreamName } from './events.ts';
import { hash53 } from './hash.ts';

/** A number of 53 bits; a text where that number stands for another pair already. */
export type IdKey = number | string;

/**
 * A number costs the index half of what the text does. Two pairs may share it, so what it finds has to be looked at, and
 * the second of them is kept under `exactIdKey`.
 */
export function hashedIdKey(stream: StreamName, id: EventId): number {
  return hash53(exactIdKey(stream, id));
}

/** An id has always 36 characters, so no two pairs share it. */
export function exactIdKey(stream: StreamName, id: EventId): string {
  return id + stream;
}

/** What an append knows of its ids before they are written. */
export interface IdsInUse {
  /** Ids that the stream has already: the index keeps the first event of each. */
  readonly known: { has(id: EventId): boolean };
  /** Ids whose hash stands for another pair. */
  readonly collided: { has(id: EventId): boolean };
}

export const NO_IDS_IN_USE: IdsInUse = { known: new Set(), collided: new Set() };

/** Gives each new id of a stream its key once; `taken` holds the hashes that the same transaction has given away. */
export function idKeysOf(
  stream: StreamName,
  { known, collided }: IdsInUse,
  taken: Set<number>,
): (id: EventId) => IdKey | undefined {
  const seen = new Set<EventId>();
  return (id) => {
    if (known.has(id) || seen.has(id)) return undefined;
    seen.add(id);
    const hash = hashedIdKey(stream, id);
    if (collided.has(id) || taken.has(hash)) return exactIdKey(stream, id);
    taken.add(hash);
    return hash;
  };
}
