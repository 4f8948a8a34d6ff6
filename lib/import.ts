// Brings a backup into a store, batch by batch.
import { checkedCallback, checkedFlag, checkedOptions, checkedSignal, refused } from './check.ts';
import type { ImportEffects } from './core/import-effects.ts';
import type { KnownStreams } from './core/import-plan.ts';
import type { BackupEvent } from './core/ndjson.ts';
import { SIZES, type Sizes } from './core/sizes.ts';
import { InvalidArgumentError } from './errors.ts';
import { ImportConflict, type ImportCounts } from './import-batch.ts';
import { type ImportedLine, readBatches } from './import-batches.ts';

/** How an import is tried, followed and stopped. */
export interface ImportOptions {
  /** Writes nothing and reports the same. Keeps the ids of the new events in memory. Default false. */
  readonly dryRun?: boolean;
  /**
   * Takes an event also where the numbers before it are missing, and a file that has fewer events than it says, as long as it
   * has the last: an earlier version exported a store with holes so. Default false: only gaps that the file announces.
   */
  readonly acceptGaps?: boolean;
  /** Ends the import after the batch it is at; what was written stays, and importing the file again goes on from there. */
  readonly signal?: AbortSignal;
  /** Called after each batch. */
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** How far an import came. */
export interface ImportProgress extends ImportCounts {
  /** Lines read so far. */
  readonly lines: number;
  /** Bytes taken from the source so far; of a compressed one as they are there, so that they add up to its size. */
  readonly bytes: number;
}

/**
 * A line that could not be imported: nothing of the batch it is in was written, and nothing after it was read. A file
 * that was cut off between two lines is told at its last line; then all it has was imported.
 */
export interface ImportProblem {
  /** From 1. */
  readonly line: number;
  /** In plain words, to be read after "Line 12: ". */
  readonly reason: string;
}

/** Counts are of the batches that were written (in a dry run: would be). */
export interface ImportResult extends ImportCounts {
  /** Empty when all is well. The import ends at the first, so there is at most one. */
  readonly problems: readonly ImportProblem[];
  /** The signal ended it early. */
  readonly cancelled: boolean;
  /** What it did (in a dry run: would do) to streams that were there before it. */
  readonly effects: ImportEffects;
}

/** A store, as an import needs it. */
export interface ImportTarget {
  /** Writes all or nothing. @throws ImportConflict */
  importBatch(events: readonly BackupEvent[]): Promise<ImportCounts>;
  /** Writes nothing, and adds what it would write to `earlier`. @throws ImportConflict */
  checkBatch(events: readonly BackupEvent[], earlier: KnownStreams): Promise<ImportCounts>;
  /** Of all batches so far. */
  effects(): ImportEffects;
  /** Default: those of the product. */
  readonly sizes?: Sizes;
}

/**
 * Reads NDJSON, plain or compressed with gzip, which is recognised by its first bytes.
 * @throws StorageFullError, StoreClosedError: the batches before stay written. @throws LogReplacedError: they are gone with
 * the log that they were written to. @throws InvalidArgumentError
 */
export async function importEvents(
  source: ReadableStream<Uint8Array> | Blob,
  target: ImportTarget,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const checked = checkedOptions(options);
  const dryRun = checkedFlag('dryRun', checked.dryRun);
  const acceptGaps = checkedFlag('acceptGaps', checked.acceptGaps);
  const signal = checkedSignal(checked.signal);
  const onProgress = checkedCallback('onProgress', checked.onProgress);
  const stream = streamOf(source);
  const earlier: KnownStreams = new Map();
  let counts: ImportCounts = { newEvents: 0, alreadyThere: 0 };
  const ended = (cancelled: boolean, problems: readonly ImportProblem[] = []): ImportResult => ({
    ...counts,
    problems,
    cancelled,
    effects: target.effects(),
  });
  const problemAt = (line: number, reason: string) => ended(false, [{ line, reason }]);

  let bytes = 0;
  const onBytes = (more: number) => {
    bytes += more;
  };
  for await (const step of readBatches(stream, { signal, onBytes, acceptGaps }, target.sizes ?? SIZES)) {
    if (step.kind === 'problem') return problemAt(step.line, step.reason);
    if (step.kind === 'end') return ended(false);
    try {
      const events = step.events.map(({ event }) => event);
      counts = sum(counts, await (dryRun ? target.checkBatch(events, earlier) : target.importBatch(events)));
    } catch (error) {
      if (error instanceof ImportConflict) return problemAt(lineOf(step.events, error), error.reason);
      throw error;
    }
    onProgress?.({ ...counts, lines: step.line, bytes });
  }
  return ended(true);
}

/** Of other frames, too, which are no instances of the classes here. */
function streamOf(source: ReadableStream<Uint8Array> | Blob): ReadableStream<Uint8Array> {
  const { getReader, locked, stream } = Object(source) as Partial<ReadableStream<Uint8Array> & Blob>;
  if (typeof stream === 'function') return (source as Blob).stream();
  if (typeof getReader !== 'function')
    throw refused('source', 'a ReadableStream of bytes, or a Blob', source);
  if (!locked) return source as ReadableStream<Uint8Array>;
  throw new InvalidArgumentError('source', 'is already being read elsewhere. Nothing was written');
}

function sum(a: ImportCounts, b: ImportCounts): ImportCounts {
  return { newEvents: a.newEvents + b.newEvents, alreadyThere: a.alreadyThere + b.alreadyThere };
}

function lineOf(events: readonly ImportedLine[], { index }: ImportConflict): number {
  return (events[index] as ImportedLine).line;
}
