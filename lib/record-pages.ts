// The records of the log in its order, a page at a time.
import { boundedMap } from './bounded-map.ts';
import type { EventNumber, Position, StreamName } from './core/events.ts';
import type { StreamVersion } from './core/expected-version.ts';
import type { Sizes } from './core/sizes.ts';
import type { Transaction } from './database.ts';
import { endOf, lastRecord } from './ends.ts';
import { FIRST_BATCH, lengthOf, nextBatch } from './record-batches.ts';
import { rawCommits } from './requests.ts';
import type { CommitRecord } from './schema.ts';

export interface RecordPage {
  readonly records: readonly CommitRecord[];
  /** Where the next page begins; the end where there is none. */
  readonly next: Position;
}

/**
 * The first records at positions from `from` on and below `end`: up to the first that fills the page, by its events or by
 * its length.
 */
export async function readRecordPage(tx: Transaction, from: Position, end: Position): Promise<RecordPage> {
  const { pageEvents, pageLength } = tx.sizes;
  const commits = rawCommits(tx);
  const records: CommitRecord[] = [];
  let events = 0;
  let length = 0;
  let next = from;
  let most = FIRST_BATCH;
  while (next < end) {
    const batch = await commits.some(IDBKeyRange.bound(next, end, false, true), most);
    for (const record of batch) {
      records.push(record);
      events += record.count;
      length += lengthOf(record);
      // Not one past its events: in a log with holes the next record may begin before that.
      next = record.position + 1;
      if (events >= pageEvents || length >= pageLength) return { records, next };
    }
    if (batch.length < most) break;
    const each = events / records.length;
    most = Math.min(nextBatch(batch, pageLength - length), Math.ceil((pageEvents - events) / each));
  }
  return { records, next: end };
}

/** Where each stream ended before a record, on a walk through the log. */
export interface StreamEnds {
  /** Number of the last event of the stream before the record, which is taken down as its new end; -1 = none. */
  before(tx: Transaction, record: CommitRecord): Promise<StreamVersion>;
}

/** The ends of more streams than are remembered are looked up again. */
export function openStreamEnds({ rememberedStreams }: Sizes): StreamEnds {
  const ends = boundedMap<StreamName, EventNumber>(rememberedStreams);
  return {
    async before(tx, record) {
      const { stream, first } = record;
      const known = first === 0 ? -1 : ends.get(stream);
      ends.set(stream, endOf(record).number);
      // A page that is read again, after a lost connection, has been taken down before.
      return known !== undefined && known < first ? known : readBefore(tx, stream, first);
    },
  };
}

async function readBefore(tx: Transaction, stream: StreamName, first: EventNumber): Promise<StreamVersion> {
  const last = await lastRecord(tx, stream, first - 1);
  return last ? endOf(last).number : -1;
}
