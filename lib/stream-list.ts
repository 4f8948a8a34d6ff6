// The streams, found by jumping from one to the one before in the index: the cost grows with the streams, not with the events.
import { checkedFlag, checkedOptions, checkedText } from './check.ts';
import type { StreamName } from './core/events.ts';
import { isStreamName } from './core/limits.ts';
import { metadataOwner, metadataStreamOf } from './core/stream-metadata.ts';
import type { Transaction } from './database.ts';
import { endOf, readEnd, type StreamEnd } from './ends.ts';
import { streamStateOf } from './log.ts';
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

export function checkedListOptions(options: ListStreamsOptions): Required<ListStreamsOptions> {
  const { prefix = '', includeSystem, includeDeleted } = checkedOptions(options);
  return {
    prefix: checkedText('prefix', prefix),
    includeSystem: checkedFlag('includeSystem', includeSystem),
    includeDeleted: checkedFlag('includeDeleted', includeDeleted),
  };
}

/**
 * In the order of their names. Names that an older version took, and that no stream can have any more, are left out: nothing
 * could be asked of them. Their events are in the whole log, and in an export.
 */
export async function listStreams(
  tx: Transaction,
  { prefix, includeSystem, includeDeleted }: Required<ListStreamsOptions>,
  nowMs: number,
): Promise<StreamSummary[]> {
  const ends = new Map<StreamName, StreamEnd>();
  const documents = new Map<StreamName, CommitRecord>();
  await eachLastRecord(tx, prefix, includeSystem, (last) => {
    if (isStreamName(last.stream)) ends.set(last.stream, endOf(last));
  });
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
