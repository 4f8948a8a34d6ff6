// How many records a walk asks for at once. A cursor costs a request for each record; a batch costs one for all of them.
import type { CommitRecord } from './schema.ts';

/** Few at first, since nobody knows how large the next records are. */
export const FIRST_BATCH = 2;
/** So that a walk from small records into the largest ones holds no more than these. */
const MOST_AT_ONCE = 32;
const GROWTH = 4;

/** How many to ask for after these: as many as are likely to have this length together, if they are like those. */
export function nextBatch(records: readonly CommitRecord[], length: number): number {
  const fitting = Math.floor((length * records.length) / Math.max(1, lengthOfAll(records)));
  return Math.max(1, Math.min(MOST_AT_ONCE, records.length * GROWTH, fitting));
}

function lengthOfAll(records: readonly CommitRecord[]): number {
  return records.reduce((sum, record) => sum + lengthOf(record), 0);
}

/** Characters and bytes of the payloads of a record. */
export function lengthOf({ data, metadata }: CommitRecord): number {
  let length = 0;
  for (const payload of data) length += payload?.length ?? 0;
  for (const payload of metadata) length += payload?.length ?? 0;
  return length;
}
