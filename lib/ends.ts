// Where streams end, and what is stored next to a number: earlier versions left holes in the numbers (see `schema.ts`).
import type { EventNumber, StreamName } from './core/events.ts';
import { isSystemStream } from './core/system-streams.ts';
import type { Transaction } from './database.ts';
import { firstLinkOf, lastLinkTo } from './links.ts';
import { rawCommits } from './requests.ts';
import type { CommitRecord } from './schema.ts';

/** The last event of a stream. */
export interface StreamEnd {
  readonly number: EventNumber;
  readonly createdMs: number;
}

/** The last event of a stream that is stored, or of its records that begin at no higher number than `high`. */
export async function readEnd(
  tx: Transaction,
  stream: StreamName,
  high?: EventNumber,
): Promise<StreamEnd | undefined> {
  let last = await lastRecord(tx, stream, high);
  if (!isSystemStream(stream)) return last && endOf(last);
  while (last) {
    const link = lastLinkTo(await readLinked(tx, last), stream);
    if (link) return link;
    // A hole took every event that the record links to from here.
    last = await lastRecord(tx, stream, firstLinkOf(last, stream) - 1);
  }
  return undefined;
}

/** The lowest number from `low` on that a record of the stream begins at; `low` where none does. */
export async function readBeginning(
  tx: Transaction,
  stream: StreamName,
  low: EventNumber,
): Promise<EventNumber> {
  const range = IDBKeyRange.bound([stream, low], [stream, []]);
  return (await rawCommits(tx).firstKey(indexOf(stream), range))?.[1] ?? low;
}

/** Where the stream of this record ends, when there is none after it. */
export function endOf(last: CommitRecord): StreamEnd {
  return { number: last.first + last.count - 1, createdMs: last.createdMs };
}

/** The last record of a stream that begins at no higher number than `high`; `[]` is past every number. */
export async function lastRecord(
  tx: Transaction,
  stream: StreamName,
  high: EventNumber | [] = [],
): Promise<CommitRecord | undefined> {
  return rawCommits(tx).last(indexOf(stream), IDBKeyRange.bound([stream], [stream, high]));
}

function indexOf(stream: StreamName): 'links' | 'stream' {
  return isSystemStream(stream) ? 'links' : 'stream';
}

/** The records that this one speaks for, itself included. */
export async function readLinked(tx: Transaction, record: CommitRecord): Promise<CommitRecord[]> {
  const { position, count, linkedCount = count } = record;
  if (linkedCount === count) return [record];
  const others = await rawCommits(tx).between(position + count, position + linkedCount - 1);
  // Where a hole took the last of them, the log went on at their positions.
  const next = others.findIndex(({ links }) => links !== undefined);
  return [record, ...(next < 0 ? others : others.slice(0, next))];
}
