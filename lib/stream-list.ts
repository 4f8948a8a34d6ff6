// The names of the streams, found by jumping from one to the next in the index: the cost grows with the streams, not with the events.
import type { StreamName } from './core/events.ts';
import type { Transaction } from './database.ts';
import { type StreamSummary, summarise } from './read.ts';

/** Which streams to list. */
export interface ListStreamsOptions {
  /** Only names that begin so. */
  readonly prefix?: string;
  /** Also streams whose names begin with `$`. Default false. */
  readonly includeSystem?: boolean;
  /** Also deleted streams. Default false. */
  readonly includeDeleted?: boolean;
}

export async function listStreams(
  tx: Transaction,
  options: ListStreamsOptions,
  nowMs: number,
): Promise<StreamSummary[]> {
  const names = await streamNames(tx, options);
  const summaries = await Promise.all(names.map((name) => summarise(tx, name, nowMs)));
  return summaries.filter(({ state }) => options.includeDeleted || state === 'live');
}

async function streamNames(tx: Transaction, options: ListStreamsOptions): Promise<StreamName[]> {
  const { prefix = '', includeSystem = false } = options;
  const names: StreamName[] = [];
  const index = tx.objectStore('commits').index('stream');
  let cursor = await index.openKeyCursor(IDBKeyRange.lowerBound([prefix]));
  while (cursor) {
    const [name] = cursor.key;
    if (!name.startsWith(prefix)) break;
    const skipped = name.startsWith('$') && !includeSystem;
    if (!skipped) names.push(name);
    // `[name, []]` is past every `[name, number]`; '%' is the character after '$'.
    cursor = await cursor.continue((skipped ? ['%'] : [name, []]) as unknown as typeof cursor.key);
  }
  return names;
}
