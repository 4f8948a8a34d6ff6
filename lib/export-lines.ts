// The lines of an export, a page at a time.
import { type Position, TOMBSTONE } from './core/events.ts';
import type { StreamVersion } from './core/expected-version.ts';
import { eventLine } from './core/ndjson.ts';
import type { Transaction } from './database.ts';
import type { CommitRecord } from './schema.ts';

export { headerLine } from './core/ndjson.ts';

/** What is held in memory at once: so many events, or so much data and the record that passes it. */
const PAGE_EVENTS = 500;
const PAGE_LENGTH = 1024 * 1024;

/** From one record boundary to another. */
export async function readLines(
  tx: Transaction,
  from: Position,
  end: Position,
): Promise<{ readonly lines: readonly string[]; readonly next: Position }> {
  const lines: string[] = [];
  let next = from;
  let length = 0;
  const range = IDBKeyRange.bound(from, end, false, true);
  // A cursor, since nobody knows how large the records of the next positions are.
  let cursor = await tx.objectStore('commits').openCursor(range);
  while (cursor && lines.length < PAGE_EVENTS && length < PAGE_LENGTH) {
    const record = cursor.value;
    const after = record.first === TOMBSTONE ? await lastBeforeTombstone(tx, record) : undefined;
    const made = linesOf(record, after);
    lines.push(...made);
    length = made.reduce((sum, line) => sum + line.length, length);
    next = record.position + record.count;
    cursor = await cursor.continue();
  }
  return { lines, next };
}

async function lastBeforeTombstone(tx: Transaction, { stream }: CommitRecord): Promise<StreamVersion> {
  const range = IDBKeyRange.bound([stream], [stream, TOMBSTONE], false, true);
  const last = (await tx.objectStore('commits').index('stream').openCursor(range, 'prev'))?.value;
  return last ? last.first + last.count - 1 : -1;
}

/** Records, not events, since reads leave out what was scavenged and what marks a re-creation. */
function linesOf(record: CommitRecord, after: StreamVersion | undefined): readonly string[] {
  return record.ids.map((id, place) =>
    eventLine({
      id,
      type: record.types[place] as string,
      data: record.data[place] ?? null,
      metadata: record.metadata[place] ?? null,
      stream: record.stream,
      eventNumber: record.first + place,
      position: record.position + place,
      createdMs: record.createdMs,
      recreates: place === 0 && record.recreates !== undefined,
      ...(after !== undefined && { after }),
    }),
  );
}
