// Lazy reads: page after page, as far as the reader goes.
import {
  checkedCount,
  checkedFlag,
  checkedLogId,
  checkedOptions,
  checkedPlace,
  checkedWord,
} from './check.ts';
import type { EventNumber, LogId, Position, ResolvedEvent } from './core/events.ts';
import { type EventFilter, matchesFilter } from './core/filter.ts';
import type { Sizes } from './core/sizes.ts';
import { checkedFilter } from './filters.ts';
import {
  type AllPage,
  type AllPageRequest,
  DIRECTIONS,
  type Direction,
  ENDS,
  type StreamPage,
  type StreamPageRequest,
} from './read.ts';

/** Which events of a stream to read, and how. */
export interface ReadStreamOptions {
  /** Default `'forwards'`. */
  readonly direction?: Direction;
  /** First event number to read. Default `'start'` forwards, `'end'` backwards. */
  readonly from?: EventNumber | 'start' | 'end';
  /** From 0. Default: all. */
  readonly maxCount?: number;
  /** Default false: `$>` events are given as they are. */
  readonly resolveLinkTos?: boolean;
  /** The log that `from` is of; another one is refused. Default: the one that is there when reading begins. */
  readonly logId?: LogId;
}

/** Which events of the log to read, and how. */
export interface ReadAllOptions {
  /** Default `'forwards'`. */
  readonly direction?: Direction;
  /** Forwards the first position to read, backwards one past it. Default `'start'` forwards, `'end'` backwards. */
  readonly from?: Position | 'start' | 'end';
  /** From 0. Default: all. With a filter only events that pass it count. */
  readonly maxCount?: number;
  /** Default false: `$>` events are given as they are. */
  readonly resolveLinkTos?: boolean;
  /** Default: every event. Links are filtered as they are, before they are followed. */
  readonly filter?: EventFilter;
  /** The log that `from` is of; another one is refused. Default: the one that is there when reading begins. */
  readonly logId?: LogId;
}

interface Reading {
  readonly direction: Direction;
  readonly from: number | 'start' | 'end';
  /** How many; Infinity = all. */
  readonly left: number;
  readonly resolveLinkTos: boolean;
  readonly logId: LogId | undefined;
}

/**
 * Ends where the stream ended when its last page was read. A wrong option is told by the first `next()`.
 * @throws LogReplacedError: its pages are of one log
 */
export function iterateStream(
  options: ReadStreamOptions | undefined,
  readPage: (request: StreamPageRequest) => Promise<StreamPage>,
  sizes: Sizes,
): AsyncGenerator<ResolvedEvent, undefined> {
  return eachOfStream(
    checkedAtOnce(() => checkedReading(options)),
    readPage,
    sizes,
  );
}

/** The same of the whole log. */
export function iterateAll(
  options: ReadAllOptions | undefined,
  readPage: (request: AllPageRequest) => Promise<AllPage>,
  sizes: Sizes,
): AsyncGenerator<ResolvedEvent, undefined> {
  return eachOfLog(
    checkedAtOnce(() => ({ ...checkedReading(options), filter: checkedFilter(options?.filter) })),
    readPage,
    sizes,
  );
}

/** Options may be changed after the call; what is wrong with them is thrown when the outcome is asked for. */
function checkedAtOnce<Checked>(check: () => Checked): () => Checked {
  try {
    const checked = check();
    return () => checked;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function checkedReading(options: ReadAllOptions | ReadStreamOptions = {}): Reading {
  const { direction = 'forwards', from, maxCount, resolveLinkTos, logId } = checkedOptions(options);
  const forwards = checkedWord('direction', direction, DIRECTIONS) === 'forwards';
  return {
    direction,
    from: from === undefined ? (forwards ? 'start' : 'end') : checkedPlace('from', from, ENDS),
    left: maxCount === undefined ? Number.POSITIVE_INFINITY : checkedCount('maxCount', maxCount, 0),
    resolveLinkTos: checkedFlag('resolveLinkTos', resolveLinkTos),
    logId: checkedLogId(logId),
  };
}

async function* eachOfStream(
  checked: () => Reading,
  readPage: (request: StreamPageRequest) => Promise<StreamPage>,
  { batchEvents }: Sizes,
): AsyncGenerator<ResolvedEvent, undefined> {
  const { direction, resolveLinkTos, ...reading } = checked();
  let { left, from, logId } = reading;
  while (left > 0) {
    const maxCount = Math.min(left, batchEvents);
    const page = await readPage({ direction, from, maxCount, resolveLinkTos, logId });
    logId = page.logId;
    yield* page.events;
    if (page.endOfStream) return;
    left -= page.events.length;
    from = page.next;
  }
}

async function* eachOfLog(
  checked: () => Reading & { readonly filter: EventFilter | undefined },
  readPage: (request: AllPageRequest) => Promise<AllPage>,
  { batchEvents }: Sizes,
): AsyncGenerator<ResolvedEvent, undefined> {
  const { direction, resolveLinkTos, filter, ...reading } = checked();
  let { left, from, logId } = reading;
  while (left > 0) {
    const maxCount = filter ? batchEvents : Math.min(left, batchEvents);
    const page = await readPage({ direction, from, maxCount, resolveLinkTos, logId });
    logId = page.logId;
    const passed = filter ? page.events.filter((resolved) => passes(resolved, filter)) : page.events;
    yield* passed.slice(0, left);
    if (page.endOfLog) return;
    left -= passed.length;
    from = page.next;
  }
}

function passes({ event, link }: ResolvedEvent, filter: EventFilter): boolean {
  const stored = link ?? event;
  return stored !== undefined && matchesFilter(stored, filter);
}
