// The keys under which the index finds an event by its stream and id.
import type { EventId, StreamName } from './events.ts';

/** A number of 53 bits; a text where that number stands for another pair already. */
export type IdKey = number | string;

/**
 * A hash of the pair: a number costs the index half of what the text does. Two pairs may share it, so what it finds has
 * to be looked at, and the second of them is kept under `exactIdKey`.
 */
export function hashedIdKey(stream: StreamName, id: EventId): number {
  let high = 0x9e3779b9;
  let low = 0x85ebca6b;
  for (const text of [id, stream]) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      high = Math.imul(high ^ unit, 0x9e3779b1);
      low = Math.imul(low ^ unit, 0x5f356495);
    }
  }
  return (mixed(high ^ (low >>> 15)) & 0x1fffff) * 2 ** 32 + (mixed(low ^ (high >>> 13)) >>> 0);
}

/** An id has always 36 characters, so no two pairs share it. */
export function exactIdKey(stream: StreamName, id: EventId): string {
  return id + stream;
}

/** Spreads every bit over all others, as MurmurHash3 ends. */
function mixed(bits: number): number {
  let mix = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return mix ^ (mix >>> 16);
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
