// The streams in the order of their names, from the index: in batches where they are short, by jumping over them where they
// are long. The cost grows with the streams, not with the events.
import { checkedCount, checkedFlag, checkedOptions, checkedText } from './check.ts';
import type { StreamName } from './core/events.ts';
import { isStreamName } from './core/limits.ts';
import { metadataOwner, metadataStreamOf } from './core/stream-metadata.ts';
import type { Transaction } from './database.ts';
import { endOf, readEnd } from './ends.ts';
import { streamStateOf } from './log.ts';
import { type StreamSummary, summaryOf } from './read.ts';
import { FIRST_BATCH, nextBatch } from './record-batches.ts';
import { rawCommits } from './requests.ts';
import type { CommitRecord } from './schema.ts';

/** Which streams to list. */
export interface ListStreamsOptions {
  /** Only names that begin so. */
  readonly prefix?: string;
  /**
   * Only names that come after this one, in the order of their UTF-16 units. The last name of a page gives the next page, also
   * when that stream was deleted meanwhile. Default: from the first name on.
   */
  readonly after?: string;
  /** At most so many, at least 1. Fewer are given only where there are no more. Default: all. */
  readonly maxCount?: number;
  /** Also streams whose names begin with `$`. Default false. */
  readonly includeSystem?: boolean;
  /** Also deleted streams. Default false. */
  readonly includeDeleted?: boolean;
}

export interface CheckedListOptions {
  readonly prefix: string;
  readonly after: string;
  readonly maxCount: number;
  readonly includeSystem: boolean;
  readonly includeDeleted: boolean;
}

export function checkedListOptions(options: ListStreamsOptions): CheckedListOptions {
  const { prefix = '', after = '', maxCount, includeSystem, includeDeleted } = checkedOptions(options);
  return {
    prefix: checkedText('prefix', prefix),
    after: checkedText('after', after),
    maxCount: maxCount === undefined ? Number.POSITIVE_INFINITY : checkedCount('maxCount', maxCount),
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
  options: CheckedListOptions,
  nowMs: number,
): Promise<StreamSummary[]> {
  const listed: StreamSummary[] = [];
  // A few more than a small page takes: where many are deleted, a walk of one at a time would be a long one.
  const count = Math.max(options.maxCount, LEAST_AT_ONCE);
  for (const names of rangesOf(options)) {
    let { least } = names;
    while (listed.length < options.maxCount) {
      const lasts = await lastRecords(tx, { ...names, least }, count);
      const summaries = await summariesOf(tx, lasts, nowMs);
      // Not all at once as arguments: there may be more than a call takes.
      for (const summary of summaries) {
        if (options.includeDeleted || summary.state === 'live') listed.push(summary);
      }
      if (lasts.length < count) break;
      least = successorOf((lasts.at(-1) as CommitRecord).stream);
    }
  }
  return listed.slice(0, options.maxCount);
}

/** Of streams in the order of their names, by their last records. */
async function summariesOf(
  tx: Transaction,
  lasts: readonly CommitRecord[],
  nowMs: number,
): Promise<StreamSummary[]> {
  const named = lasts.filter(({ stream }) => isStreamName(stream));
  const [first, last] = [named.at(0)?.stream, named.at(-1)?.stream];
  if (first === undefined || last === undefined) return [];
  const ends = new Map(named.map((each) => [each.stream, endOf(each)]));
  const documents = new Map<StreamName, CommitRecord>();
  const ofThese = { least: metadataStreamOf(first), below: successorOf(metadataStreamOf(last)) };
  for (const document of await lastRecords(tx, ofThese)) documents.set(document.stream, document);
  const states = [...ends].map(async ([stream, end]) => {
    const owner = metadataOwner(stream);
    return owner === undefined
      ? streamStateOf(stream, end, documents.get(metadataStreamOf(stream)), undefined)
      : streamStateOf(stream, end, undefined, ends.get(owner) ?? (await readEnd(tx, owner)));
  });
  return (await Promise.all(states)).map((state) => summaryOf(state, nowMs));
}

/** Names from `least` on, and below `below`; null = all there are from there. */
interface Names {
  readonly least: string;
  readonly below: string | null;
}

/** The first text after this one. */
function successorOf(name: string): string {
  return `${name}\u0000`;
}

function rangesOf({ prefix, after, includeSystem }: CheckedListOptions): readonly Names[] {
  const past = successorOf(after);
  const from = (least: string) => (past < least ? least : past);
  if (includeSystem || prefix !== '')
    return prefix.startsWith('$') && !includeSystem
      ? []
      : [{ least: from(prefix), below: pastPrefix(prefix) }];
  // '%' is the character after '$'.
  return [
    { least: from(prefix), below: '$' },
    { least: from('%'), below: null },
  ];
}

/** What comes after all names that begin so. */
function pastPrefix(prefix: string): string | null {
  // The last character that has one gives way to the next.
  const stem = prefix.replace(/(?<!\uffff)\uffff+$/, '');
  if (stem === '') return null;
  return stem.slice(0, -1) + String.fromCharCode(stem.charCodeAt(stem.length - 1) + 1);
}

const LEAST_AT_ONCE = 32;
/** Characters and bytes of one batch: no more is likely to be held at once. */
const BATCH_LENGTH = 512 * 1024;

/** The last record of each stream in the range, in the order of names; only the first of them where `count` is given. */
async function lastRecords(
  tx: Transaction,
  { least, below }: Names,
  count: number = Number.POSITIVE_INFINITY,
): Promise<CommitRecord[]> {
  const commits = rawCommits(tx);
  // An array comes after every text.
  const upper = [below ?? []];
  const lasts: CommitRecord[] = [];
  let from = least;
  let most = FIRST_BATCH;
  /** The end of the stream that the last batch broke off in, looked up while the next is read. */
  let brokenOff: Promise<CommitRecord | undefined> | undefined;
  while (lasts.length + (brokenOff ? 1 : 0) < count && (below === null || from < below)) {
    const range = IDBKeyRange.bound([from], upper, false, true);
    const [records, ended] = await Promise.all([commits.getAll('stream', range, most), brokenOff]);
    if (ended) lasts.push(ended);
    for (const [place, record] of records.entries()) {
      const next = records[place + 1];
      if (next ? next.stream !== record.stream : records.length < most) lasts.push(record);
    }
    const last = records.at(-1);
    if (!last || records.length < most) return lasts.slice(0, count);
    from = successorOf(last.stream);
    brokenOff = commits.last('stream', IDBKeyRange.bound([last.stream], [from]));
    const isOfOne = records[0]?.stream === last.stream;
    // Long streams are jumped over: few of their records are read.
    most = isOfOne ? Math.max(FIRST_BATCH, most >> 2) : nextBatch(records, BATCH_LENGTH);
    most = Math.min(most, Math.max(FIRST_BATCH, count - lasts.length));
  }
  const ended = await brokenOff;
  if (ended) lasts.push(ended);
  return lasts.slice(0, count);
}
