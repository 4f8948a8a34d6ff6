// A whole store as NDJSON: one event a line, in the order of the log, read only as fast as it is taken.
import { checkedCallback, checkedFlag, checkedOptions, checkedSignal } from './check.ts';
import type { Database } from './database.ts';
import type { ReadLines } from './export-lines.ts';
import { onOneLog } from './log-identity.ts';

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

/**
 * The store as it is when reading begins; what is appended later is left out. Nothing is read before that. Ends with
 * LogReplacedError where the store is deleted and made anew meanwhile.
 * @throws InvalidArgumentError
 */
export function exportEvents(
  db: Pick<Database, 'transact' | 'sizes'>,
  options: ExportOptions = {},
): ReadableStream<Uint8Array> {
  const checked = checkedOptions(options);
  const signal = checkedSignal(checked.signal);
  const onProgress = checkedCallback('onProgress', checked.onProgress);
  const gzip = checkedFlag('gzip', checked.gzip);
  const utf8 = new TextEncoder();
  let readLines: ReadLines | undefined;
  let place = { from: 0, written: 0 };
  let total = 0;
  const sameLog = onOneLog();
  let stop = (): void => {};

  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        if (signal?.aborted) return controller.error(signal.reason);
        const onAbort = () => controller.error(signal?.reason);
        signal?.addEventListener('abort', onAbort);
        stop = () => signal?.removeEventListener('abort', onAbort);
      },
      async pull(controller) {
        // Loaded when it is first needed, since most pages never export.
        const { headerLine, openLines, readExtent } = await import('./export-lines.ts');
        let isOver = false;
        if (readLines === undefined) {
          const extent = await readExtent(db, sameLog, signal);
          readLines = openLines(extent.end, db.sizes);
          total = extent.events;
          isOver = total === 0;
          controller.enqueue(utf8.encode(`${headerLine(total)}\n`));
        } else {
          const read = readLines;
          const { lines, next } = await db.transact('readonly', (tx) => read(sameLog(tx), place));
          // Taken down here: what a lost connection broke off is read again.
          place = next;
          isOver = lines.length === 0 || place.written >= total;
          controller.enqueue(utf8.encode(lines.map((line) => `${line}\n`).join('')));
          onProgress?.({ events: place.written, total });
        }
        if (!isOver || signal?.aborted) return;
        stop();
        controller.close();
      },
      cancel: () => stop(),
    },
    { highWaterMark: 0 },
  );
  return gzip ? stream.pipeThrough(new CompressionStream('gzip')) : stream;
}
