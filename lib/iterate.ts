// Lazy reads: page after page, as far as the reader goes.
import type { EventNumber, LogId, Position, ResolvedEvent } from './core/events.ts';
import { type EventFilter, matchesFilter } from './core/filter.ts';
import type { AllPage, AllPageRequest, Direction, StreamPage, StreamPageRequest } from './read.ts';

/** Which events of a stream to read, and how. */
export interface ReadStreamOptions {
  /** Default `'forwards'`. */
  readonly direction?: Direction;
  /** First event number to read. Default `'start'` forwards, `'end'` backwards. */
  readonly from?: EventNumber | 'start' | 'end';
  /** Default: all. */
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
  /** Default: all. With a filter only events that pass it count. */
  readonly maxCount?: number;
  /** Default false: `$>` events are given as they are. */
  readonly resolveLinkTos?: boolean;
  /** Default: every event. Links are filtered as they are, before they are followed. */
  readonly filter?: EventFilter;
  /** The log that `from` is of; another one is refused. Default: the one that is there when reading begins. */
  readonly logId?: LogId;
}

const BATCH_SIZE = 500;

/** Ends where the stream ended when its last page was read. @throws LogReplacedError: its pages are of one log */
export async function* iterateStream(
  options: ReadStreamOptions,
  readPage: (request: StreamPageRequest) => Promise<StreamPage>,
): AsyncGenerator<ResolvedEvent, undefined> {
  const { direction = 'forwards', resolveLinkTos = false } = options;
  let left = options.maxCount ?? Number.POSITIVE_INFINITY;
  let from = options.from ?? (direction === 'forwards' ? 'start' : 'end');
  let { logId } = options;
  while (left > 0) {
    const maxCount = Math.min(left, BATCH_SIZE);
    const page = await readPage({ direction, from, maxCount, resolveLinkTos, logId });
    logId = page.logId;
    yield* page.events;
    if (page.endOfStream) return;
    left -= page.events.length;
    from = page.next;
  }
}

/** Ends where the log ended when its last page was read. @throws LogReplacedError: its pages are of one log */
export async function* iterateAll(
  options: ReadAllOptions,
  readPage: (request: AllPageRequest) => Promise<AllPage>,
): AsyncGenerator<ResolvedEvent, undefined> {
  const { direction = 'forwards', resolveLinkTos = false, filter } = options;
  let left = options.maxCount ?? Number.POSITIVE_INFINITY;
  let from = options.from ?? (direction === 'forwards' ? 'start' : 'end');
  let { logId } = options;
  while (left > 0) {
    const maxCount = filter ? BATCH_SIZE : Math.min(left, BATCH_SIZE);
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
