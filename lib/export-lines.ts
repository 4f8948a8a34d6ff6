// The lines of an export, a page at a time.
import { type Position, TOMBSTONE } from './core/events.ts';
import type { StreamVersion } from './core/expected-version.ts';
import { eventLine } from './core/ndjson.ts';
import type { Sizes } from './core/sizes.ts';
import type { Database, Transaction } from './database.ts';
import { readHead } from './log.ts';
import type { SameLog } from './log-identity.ts';
import { openStreamEnds, readRecordPage } from './record-pages.ts';
import type { CommitRecord } from './schema.ts';

/** What an export is of: the events of the log as it is now. */
export interface Extent {
  /** One past the last position. */
  readonly end: Position;
  readonly events: number;
}

/** Positions do not tell how many events there are where the log has holes. */
export async function readExtent(
  db: Pick<Database, 'transact'>,
  sameLog: SameLog,
  signal?: AbortSignal,
): Promise<Extent> {
  const { end, ids } = await db.transact('readonly', async (tx) => {
    const [{ next }, count] = await Promise.all([
      readHead(sameLog(tx)),
      tx.objectStore('commits').index('ids').count(),
    ]);
    return { end: next, ids: count };
  });
  // Each has one event at least, so there is one at every position.
  if (ids === end) return { end, events: end };
  let events = 0;
  for (let from = 0; from < end && !signal?.aborted; ) {
    const start = from;
    const page = await db.transact('readonly', (tx) => readRecordPage(sameLog(tx), start, end));
    for (const { count } of page.records) events += count;
    from = page.next;
  }
  return { end, events };
}

/** Where a page of lines begins. */
export interface LinesPlace {
  readonly from: Position;
  /** Lines before it. */
  readonly written: number;
}

export interface Lines {
  readonly lines: readonly string[];
  readonly next: LinesPlace;
}

/** Reads a page of the lines of all events below `end`; empty = there is none. */
export type ReadLines = (tx: Transaction, place: LinesPlace) => Promise<Lines>;

/** The positions are counted anew: they are those that an import into an empty store gives. */
export function openLines(end: Position, sizes: Sizes): ReadLines {
  const ends = openStreamEnds(sizes);
  return async (tx, { from, written }) => {
    const { records, next } = await readRecordPage(tx, from, end);
    const lines: string[] = [];
    for (const record of records) {
      const before = await ends.before(tx, record);
      lines.push(...linesOf(record, written + lines.length, before));
    }
    return { lines, next: { from: next, written: written + lines.length } };
  };
}

/** Records, not events, since reads leave out what was scavenged and what marks a re-creation. */
function linesOf(record: CommitRecord, position: Position, before: StreamVersion): readonly string[] {
  const isAfterHole = record.first > before + 1;
  return record.ids.map((id, place) =>
    eventLine({
      id,
      type: record.types[place] as string,
      data: record.data[place] ?? null,
      metadata: record.metadata[place] ?? null,
      stream: record.stream,
      eventNumber: record.first + place,
      position: position + place,
      createdMs: record.createdMs,
      recreates: place === 0 && record.recreates !== undefined,
      ...(place === 0 && (isAfterHole || record.first === TOMBSTONE) && { after: before }),
    }),
  );
}
