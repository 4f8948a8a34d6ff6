// A whole store as NDJSON: one event a line, in the order of the log, read only as fast as it is taken.
import { type Position, TOMBSTONE } from './core/events.ts';
import type { StreamVersion } from './core/expected-version.ts';
import { eventLine, headerLine } from './core/ndjson.ts';
import type { Database, Transaction } from './database.ts';
import { readHead } from './log.ts';
import type { CommitRecord } from './schema.ts';

/** How an export is made, followed and stopped. */
export interface ExportOptions {
  /** When aborted, the stream ends with the reason of the signal as its error. */
  readonly signal?: AbortSignal;
  /** Called after each page. */
  readonly onProgress?: (progress: ExportProgress) => void;
  /** Compresses it. Default false. */
  readonly gzip?: boolean;
}

/** How far an export came. */
export interface ExportProgress {
  /** Events exported, of `total`. */
  readonly events: number;
  readonly total: number;
}

/** What is held in memory at once: so many events, or so much data and the record that passes it. */
const PAGE_EVENTS = 500;
const PAGE_LENGTH = 1024 * 1024;

/** The store as it is when reading begins; what is appended later is left out. Nothing is read before that. */
export function exportEvents(
  db: Pick<Database, 'transact'>,
  { signal, onProgress, gzip = false }: ExportOptions = {},
): ReadableStream<Uint8Array> {
  const utf8 = new TextEncoder();
  let next: Position = 0;
  let total: Position | undefined;
  let stop = (): void => {};

  const lines = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        if (signal?.aborted) return controller.error(signal.reason);
        const onAbort = () => controller.error(signal?.reason);
        signal?.addEventListener('abort', onAbort);
        stop = () => signal?.removeEventListener('abort', onAbort);
      },
      async pull(controller) {
        if (total === undefined) {
          total = (await db.transact('readonly', readHead)).next;
          controller.enqueue(utf8.encode(`${headerLine(total)}\n`));
        } else {
          const [from, end] = [next, total];
          const page = await db.transact('readonly', (tx) => readPage(tx, from, end));
          next = page.next;
          controller.enqueue(utf8.encode(page.lines.map((line) => `${line}\n`).join('')));
          onProgress?.({ events: next, total });
        }
        if (next < total || signal?.aborted) return;
        stop();
        controller.close();
      },
      cancel: () => stop(),
    },
    { highWaterMark: 0 },
  );
  return gzip ? lines.pipeThrough(new CompressionStream('gzip')) : lines;
}

/** Both are record boundaries. */
async function readPage(
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
