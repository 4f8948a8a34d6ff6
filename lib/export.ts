// A whole store as NDJSON: one event a line, in the order of the log, read only as fast as it is taken.
import { checkedCallback, checkedFlag, checkedOptions, checkedSignal } from './check.ts';
import type { Database } from './database.ts';

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
  let pages: AsyncIterator<Uint8Array<ArrayBuffer>> | undefined;
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
        pages ??= (await import('./export-pages.ts')).exportPages(db, signal, onProgress);
        const { done, value } = await pages.next();
        if (signal?.aborted) return;
        if (!done) return controller.enqueue(value);
        stop();
        controller.close();
      },
      cancel: () => stop(),
    },
    { highWaterMark: 0 },
  );
  return gzip ? stream.pipeThrough(new CompressionStream('gzip')) : stream;
}
