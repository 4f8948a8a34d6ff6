// The events of a backup file in batches of a size that one transaction can take.

import { TOMBSTONE } from './core/events.ts';
import { type BackupEvent, parseLine } from './core/ndjson.ts';
import type { Sizes } from './core/sizes.ts';
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

export interface BatchOptions extends LineOptions {
  /** See `ImportOptions`. */
  readonly acceptGaps: boolean;
}

/** Ends after a problem, after the end, or, without a word, when the signal is aborted. */
export async function* readBatches(
  source: ReadableStream<Uint8Array>,
  options: BatchOptions,
  { importEvents, importBytes }: Pick<Sizes, 'importEvents' | 'importBytes'>,
): AsyncGenerator<ImportStep, undefined> {
  let events: ImportedLine[] = [];
  let sizeBytes = 0;
  let line = 0;
  let found = 0;
  let announced = 0;
  let lastPosition = -1;
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
    lastPosition = said.position ?? lastPosition;
    events.push({ line, event: options.acceptGaps ? afterAny(said.event) : said.event });
    sizeBytes += read.kind === 'text' ? read.sizeBytes : 0;
    if (events.length < importEvents && sizeBytes < importBytes) continue;
    yield { kind: 'batch', line, events };
    events = [];
    sizeBytes = 0;
  }
  if (options.signal?.aborted) return;
  if (events.length > 0) yield { kind: 'batch', line, events };
  const hasLast = lastPosition === announced - 1;
  yield found >= announced || (hasLast && options.acceptGaps)
    ? { kind: 'end', line }
    : { kind: 'problem', line, reason: hasLast ? incomplete(found, announced) : cutOff(found, announced) };
}

/** A tombstone takes along what is there, so what it says of it holds. */
function afterAny(event: BackupEvent): BackupEvent {
  return event.eventNumber === TOMBSTONE ? event : { ...event, after: 'unknown' };
}

function cutOff(found: number, announced: number): string {
  return `the file ends after ${found} of ${announced} events; it was probably cut off. What it has was read`;
}

function incomplete(found: number, announced: number): string {
  return `the file has ${found} of ${announced} events, the last of them too: lines before it were lost, or an earlier version exported a store that misses them, too. What it has was read`;
}
