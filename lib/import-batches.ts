// The events of a backup file in batches of a size that one transaction can take.
import { type BackupEvent, parseLine } from './core/ndjson.ts';
import { type LineOptions, readLines } from './import-lines.ts';
import { openTurns } from './turns.ts';

/** An event and the line it came from. */
export interface ImportedLine {
  readonly line: number;
  readonly event: BackupEvent;
}

export type ImportStep =
  /** Never empty; `line` is the last line read. */
  | { readonly kind: 'batch'; readonly line: number; readonly events: readonly ImportedLine[] }
  | { readonly kind: 'problem'; readonly line: number; readonly reason: string }
  | { readonly kind: 'end'; readonly line: number };

export const BATCH_EVENTS = 500;
/** As written in the file. */
const BATCH_BYTES = 4 * 1024 * 1024;

/** Ends after a problem, after the end, or, without a word, when the signal is aborted. */
export async function* readBatches(
  source: ReadableStream<Uint8Array>,
  options: LineOptions,
): AsyncGenerator<ImportStep, undefined> {
  let events: ImportedLine[] = [];
  let sizeBytes = 0;
  let line = 0;
  let found = 0;
  let announced = 0;
  const turns = openTurns();
  for await (const read of readLines(source, options)) {
    if (turns.isOver()) await turns.next();
    line = read.line;
    const said = read.kind === 'text' ? parseLine(read.text) : read;
    if (said.kind === 'problem') {
      yield { kind: 'problem', line, reason: said.reason };
      return;
    }
    if (said.kind === 'header') {
      announced += said.events ?? 0;
      continue;
    }
    found++;
    events.push({ line, event: said.event });
    sizeBytes += read.kind === 'text' ? read.sizeBytes : 0;
    if (events.length < BATCH_EVENTS && sizeBytes < BATCH_BYTES) continue;
    yield { kind: 'batch', line, events };
    events = [];
    sizeBytes = 0;
  }
  if (options.signal?.aborted) return;
  if (events.length > 0) yield { kind: 'batch', line, events };
  yield found < announced
    ? { kind: 'problem', line, reason: cutOff(found, announced) }
    : { kind: 'end', line };
}

function cutOff(found: number, announced: number): string {
  return `the file ends after ${found} of ${announced} events; it was probably cut off. What it has was read`;
}
