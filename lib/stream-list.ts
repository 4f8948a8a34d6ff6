// The streams, found by jumping from one to the one before in the index: the cost grows with the streams, not with the events.
import type { StreamName } from './core/events.ts';
import { metadataOwner, metadataStreamOf } from './core/stream-metadata.ts';
import type { Transaction } from './database.ts';
import { endOf, readEnd, type StreamEnd, streamStateOf } from './log.ts';
import { type StreamSummary, summaryOf } from './read.ts';
import type { CommitRecord } from './schema.ts';

/** Which streams to list. */
export interface ListStreamsOptions {
  /** Only names that begin so. */
  readonly prefix?: string;
  /** Also streams whose names begin with `$`. Default false. */
  readonly includeSystem?: boolean;
  /** Also deleted streams. Default false. */
  readonly includeDeleted?: boolean;
}

/** In the order of their names. */
export async function listStreams(
  tx: Transaction,
  options: ListStreamsOptions,
  nowMs: number,
): Promise<StreamSummary[]> {
  const { prefix = '', includeSystem = false, includeDeleted = false } = options;
  const ends = new Map<StreamName, StreamEnd>();
  const documents = new Map<StreamName, CommitRecord>();
  await eachLastRecord(tx, prefix, includeSystem, (last) => ends.set(last.stream, endOf(last)));
  await eachLastRecord(tx, metadataStreamOf(prefix), true, (last) => documents.set(last.stream, last));
  const states = await Promise.all(
    [...ends].toReversed().map(async ([stream, end]) => {
      const owner = metadataOwner(stream);
      return owner === undefined
        ? streamStateOf(stream, end, documents.get(metadataStreamOf(stream)), undefined)
        : streamStateOf(stream, end, undefined, ends.get(owner) ?? (await readEnd(tx, owner)));
    }),
  );
  const summaries = states.map((state) => summaryOf(state, nowMs));
  return summaries.filter(({ state }) => includeDeleted || state === 'live');
}

/** Visits the last record of each stream whose name begins so, from the last name to the first. */
async function eachLastRecord(
  tx: Transaction,
  prefix: string,
  includeSystem: boolean,
  visit: (last: CommitRecord) => void,
): Promise<void> {
  // One cursor for all: each step of a cursor costs as much as there are open ones.
  const index = tx.objectStore('commits').index('stream');
  let cursor = await index.openCursor(namesFrom(prefix), 'prev');
  while (cursor) {
    const [name] = cursor.key;
    const skipped = name.startsWith('$') && !includeSystem;
    if (!skipped) visit(cursor.value);
    // `[name]` is before every `[name, number]`.
    cursor = await cursor.continue([skipped ? '$' : name] as unknown as typeof cursor.key);
  }
}

function namesFrom(prefix: string): IDBKeyRange | null {
  if (prefix === '') return null;
  // What comes after all names that begin so: the last character that has one gives way to the next.
  const stem = prefix.replace(/(?<!\uffff)\uffff+$/, '');
  if (stem === '') return IDBKeyRange.lowerBound([prefix]);
  const next = stem.slice(0, -1) + String.fromCharCode(stem.charCodeAt(stem.length - 1) + 1);
  return IDBKeyRange.bound([prefix], [next], false, true);
}
