// Reads inside one transaction: pages, single events, summaries, as a reader may see them.
import {
  checkedCount,
  checkedFlag,
  checkedLogId,
  checkedOptions,
  checkedPlace,
  checkedWord,
} from './check.ts';
import type {
  EventNumber,
  LogId,
  Position,
  RecordedEvent,
  ResolvedEvent,
  StreamName,
} from './core/events.ts';
import type { StreamVersion } from './core/expected-version.ts';
import { type PagePlan, planBackwards, planForwards } from './core/pages.ts';
import type { StreamMetadata } from './core/stream-metadata.ts';
import { isSoftDeleted, isVisible, visibilityOf } from './core/visibility.ts';
import type { Transaction } from './database.ts';
import { endBackwards, endForwards } from './end-of-page.ts';
import { EventNotFoundError, StreamDeletedError, StreamNotFoundError } from './errors.ts';
import { resolveLinks } from './follow-links.ts';
import {
  readEvents,
  readHead,
  readLog,
  readLogFrom,
  readLogUpTo,
  readStreamState,
  type StreamState,
} from './log.ts';
import { checkLog } from './log-identity.ts';
import type { Memory } from './memory.ts';

/** Oldest first, or newest first. */
export type Direction = 'forwards' | 'backwards';

export const DIRECTIONS = ['forwards', 'backwards'] as const satisfies readonly Direction[];
export const ENDS = ['start', 'end'] as const;

/** One page of a stream. */
export interface StreamPageRequest {
  readonly direction: Direction;
  readonly from: EventNumber | 'start' | 'end';
  /** At least 1. */
  readonly maxCount: number;
  /** Default false: `$>` events are given as they are. */
  readonly resolveLinkTos?: boolean;
  /** The log that `from` is of; another one is refused. Default: whichever is there. */
  readonly logId?: LogId | undefined;
}

/** A page of a stream, with what a feed needs to link to the next (semantics 2e). */
export interface StreamPage {
  /** The log that it was read from, for the request of the next page. */
  readonly logId: LogId;
  readonly stream: StreamName;
  readonly direction: Direction;
  /** In reading order: backwards = newest first. */
  readonly events: readonly ResolvedEvent[];
  /** The event number the read began at, after `'start'` and `'end'` were looked up. */
  readonly from: EventNumber;
  /** Where the next page in this direction begins; -1 = there is none. */
  readonly next: StreamVersion;
  readonly endOfStream: boolean;
  /** The version of the stream: number of the last event ever written. */
  readonly lastEventNumber: EventNumber;
  readonly metadata: StreamMetadata;
}

/** One page of the log. */
export interface AllPageRequest {
  readonly direction: Direction;
  /** Forwards the first position to read, backwards one past it. */
  readonly from: Position | 'start' | 'end';
  readonly maxCount: number;
  readonly resolveLinkTos?: boolean;
  /** The log that `from` is of; another one is refused. Default: whichever is there. */
  readonly logId?: LogId | undefined;
}

/** A page of the log. */
export interface AllPage {
  /** The log that it was read from, for the request of the next page. */
  readonly logId: LogId;
  readonly direction: Direction;
  /** In reading order: backwards = newest first. */
  readonly events: readonly ResolvedEvent[];
  /** Forwards the first position looked at, backwards one past it. */
  readonly from: Position;
  /** Where the next page in this direction begins. */
  readonly next: Position;
  readonly endOfLog: boolean;
  /** The position the next appended event will get. */
  readonly head: Position;
}

/** Facts about one stream. */
export interface StreamSummary {
  readonly stream: StreamName;
  readonly state: 'missing' | 'live' | 'soft_deleted' | 'tombstoned';
  /** Number of the last event ever written; -1 for a stream without events, and for a tombstoned one. */
  readonly version: StreamVersion;
  /**
   * Readable events: those not hidden by truncation or `$maxCount`. Counted by their numbers, so in a store with holes the missing
   * ones count, too; see `EventStore.check`.
   */
  readonly eventCount: number;
  /** When the last event was written, in ms since 1970-01-01 UTC; null for a stream without events. */
  readonly updatedMs: number | null;
  /** Created explicitly: metadata was set. */
  readonly hasMetadata: boolean;
}

export function checkedPageRequest(request: StreamPageRequest | AllPageRequest) {
  const { direction, from, maxCount, resolveLinkTos, logId } = checkedOptions(request, 'request');
  return {
    direction: checkedWord('direction', direction, DIRECTIONS),
    from: checkedPlace('from', from, ENDS),
    maxCount: checkedCount('maxCount', maxCount),
    resolveLinkTos: checkedFlag('resolveLinkTos', resolveLinkTos),
    logId: checkedLogId(logId),
  };
}

/** @throws StreamNotFoundError, StreamDeletedError, LogReplacedError */
export async function readStreamPage(
  tx: Transaction,
  memory: Memory,
  stream: StreamName,
  request: StreamPageRequest,
  nowMs: number,
): Promise<StreamPage> {
  checkLog(tx, request.logId);
  const { direction, maxCount } = request;
  const forwards = direction === 'forwards';
  const { lastKey } = memory;
  // Most pages forwards are all there, so they are read in the same moment as the state that says what is seen of them.
  const [state, ahead] = await Promise.all([
    readReadableState(tx, memory, stream),
    forwards && typeof request.from === 'number'
      ? readEvents(tx, stream, request.from, request.from + maxCount - 1, memory.records)
      : undefined,
  ]);
  const visibility = visibilityOf(stream, state.current, state.metadata, nowMs);
  const from = startOf(request.from, state.current);
  const plan = (forwards ? planForwards : planBackwards)(from, maxCount, visibility.min, state.current);
  // What was remembered may have been read ahead, and may have turned out not to hold any more.
  const stored = await windowOf(tx, memory, stream, plan, memory.lastKey === lastKey ? ahead : undefined);
  const events = stored.filter((event) => isVisible(event, visibility));
  const shown = { state, visibility, plan, events };
  const end = await (forwards ? endForwards : endBackwards)(tx, shown);
  if (!forwards) events.reverse();
  return {
    logId: tx.log.id,
    stream,
    direction: request.direction,
    events: request.resolveLinkTos ? await resolveLinks(tx, events, nowMs) : asTheyAre(events),
    from,
    next: end.next,
    endOfStream: end.endOfStream,
    lastEventNumber: state.current,
    // What is remembered is shared with later reads.
    metadata: { ...state.metadata },
  };
}

/** @throws StreamNotFoundError, StreamDeletedError, EventNotFoundError */
export async function readEvent(
  tx: Transaction,
  memory: Memory,
  stream: StreamName,
  eventNumber: EventNumber | 'end',
  resolveLinkTos: boolean,
  nowMs: number,
): Promise<ResolvedEvent> {
  const state = await readReadableState(tx, memory, stream);
  const number = eventNumber === 'end' ? state.current : eventNumber;
  const [event] = await readEvents(tx, stream, number, number, memory.records);
  if (!event || !isVisible(event, visibilityOf(stream, state.current, state.metadata, nowMs))) {
    throw new EventNotFoundError(stream, number, state.current);
  }
  const [resolved] = resolveLinkTos ? await resolveLinks(tx, [event], nowMs) : asTheyAre([event]);
  return resolved as ResolvedEvent;
}

/** The log as it is: truncation and deletion hide nothing here until a scavenge. @throws LogReplacedError */
export async function readAllPage(tx: Transaction, request: AllPageRequest, nowMs: number): Promise<AllPage> {
  checkLog(tx, request.logId);
  const { next: head } = await readHead(tx);
  const forwards = request.direction === 'forwards';
  const from = request.from === 'start' ? 0 : request.from === 'end' ? head : request.from;
  const low = forwards ? from : Math.max(0, Math.min(from, head) - request.maxCount);
  const end = forwards ? Math.min(from + request.maxCount, head) : Math.min(from, head);
  const stored = await readLog(tx, low, end - 1);
  const events = stored.filter((event) => !event.scavenged);
  if (!forwards) events.reverse();
  const isHole = stored.length === 0;
  const oldest = !forwards && isHole && low > 0 ? await readLogUpTo(tx, low) : low;
  const next = forwards && isHole && end < head ? await readLogFrom(tx, end) : end;
  return {
    logId: tx.log.id,
    direction: request.direction,
    events: request.resolveLinkTos ? await resolveLinks(tx, events, nowMs) : asTheyAre(events),
    from,
    next: forwards ? Math.max(next, Math.min(from, head)) : oldest,
    endOfLog: forwards ? end >= head : oldest === 0,
    head,
  };
}

export async function summarise(tx: Transaction, stream: StreamName, nowMs: number): Promise<StreamSummary> {
  return summaryOf(await readStreamState(tx, stream), nowMs);
}

export function summaryOf(state: StreamState, nowMs: number): StreamSummary {
  const { stream } = state;
  const softDeleted = isSoftDeleted(state.metadata);
  const { min } = visibilityOf(stream, state.current, state.metadata, nowMs);
  const version = state.tombstoned ? -1 : state.current;
  return {
    stream,
    state: state.tombstoned
      ? 'tombstoned'
      : state.current < 0
        ? 'missing'
        : softDeleted
          ? 'soft_deleted'
          : 'live',
    version,
    eventCount: Math.max(0, version - min + 1),
    updatedMs: state.updatedMs,
    hasMetadata: state.metadata.version >= 0,
  };
}

async function windowOf(
  tx: Transaction,
  memory: Memory,
  stream: StreamName,
  { window }: PagePlan,
  ahead: readonly RecordedEvent[] | undefined,
): Promise<readonly RecordedEvent[]> {
  if (!window) return [];
  const { low, high } = window;
  if (!ahead) return readEvents(tx, stream, low, high, memory.records);
  return ahead.filter(({ eventNumber }) => eventNumber >= low && eventNumber <= high);
}

/** The state of a stream that can be read. */
async function readReadableState(tx: Transaction, memory: Memory, stream: StreamName): Promise<StreamState> {
  const state = await memory.stateOf(tx, stream);
  if (state.tombstoned) throw new StreamDeletedError(stream, true);
  if (state.current < 0 || isSoftDeleted(state.metadata))
    throw new StreamNotFoundError(stream, state.current);
  return state;
}

function startOf(from: EventNumber | 'start' | 'end', current: EventNumber): EventNumber {
  if (from === 'start') return 0;
  return from === 'end' ? current : from;
}

function asTheyAre(events: readonly RecordedEvent[]): ResolvedEvent[] {
  return events.map((event) => ({ event }));
}
