// Subscriptions: catching up and staying live are one loop, which reads until there is no more, then waits for a commit.
import {
  type Batch,
  type Checkpoint,
  logSource,
  type PagedLog,
  type Source,
  type SourceOptions,
  streamSource,
  survivingReopen,
  unlessBlocked,
} from './catch-up.ts';
import {
  checkedCallback,
  checkedCount,
  checkedFlag,
  checkedFunction,
  checkedLogId,
  checkedOptions,
  checkedPlace,
  checkedSignal,
  checkedStream,
} from './check.ts';
import type { EventNumber, LogId, Position, ResolvedEvent, StreamName } from './core/events.ts';
import type { EventFilter } from './core/filter.ts';
import { SIZES } from './core/sizes.ts';
import { endable } from './endable.ts';
import { StoreClosedError } from './errors.ts';
import { checkedFilter } from './filters.ts';
import type { Commit } from './live.ts';
import { ENDS } from './read.ts';
import { openWaiting } from './waiting.ts';
import { browserWakeUps, type WakeUps } from './wake-ups.ts';

interface SubscribeOptions<From extends number> {
  /**
   * The last event that was seen: reading begins *after* it, so a saved checkpoint can be given as it is. One that is
   * past the end waits until the events behind it are written. `'start'` (default): from the first event. `'end'`:
   * only what is committed after this call.
   */
  readonly from?: From | 'start' | 'end';
  /**
   * The log that `from` is of, as `checkpoint.save` gave it: where the store has another log by now, the loop ends with
   * LogReplacedError before its first event. Default: `EventStore.logId` at the time of the call; from the start,
   * whichever is there.
   */
  readonly logId?: LogId;
  /** Default: every event. */
  readonly filter?: EventFilter;
  /** Default false: `$>` events are given as they are. */
  readonly resolveLinkTos?: boolean;
  readonly checkpoint?: {
    /** In events, from 1. Those that the filter stopped count, too. */
    readonly every: number;
    /**
     * Gets the last event that the loop is done with, which is when it asks for the next one; `from` takes it. The
     * loop goes on when it has settled, and fails as it fails. Save `logId` beside it: the checkpoint is of that log alone.
     */
    readonly save: (checkpoint: From, logId: LogId) => void | Promise<void>;
  };
  /** Called when the loop is done with all there is: first of all, and again each time more has come and gone by. */
  readonly caughtUp?: () => void;
  /** Ends the loop as if there were no more events, without an error, also while it waits. */
  readonly signal?: AbortSignal;
}

/** `from` and checkpoints are event numbers; for links, those of the links. The filter looks at links after they are followed. */
export type SubscribeToStreamOptions = SubscribeOptions<EventNumber>;
/** `from` and checkpoints are positions. The filter looks at links as they are, before they are followed. */
export type SubscribeToAllOptions = SubscribeOptions<Position>;

export interface Subscriptions {
  /**
   * Every event of the stream that can be read, in order, each once, and then those that are still to come, from this
   * tab or another. Reads lazily, at most 500 events at a time. Waits for a stream that does not exist or is
   * soft-deleted; what is truncated is skipped. Ends when the loop is left or the signal is aborted.
   * @throws StreamDeletedError as soon as the stream is tombstoned, LogReplacedError as soon as the store has another log,
   * StoreClosedError, InvalidArgumentError: all by `next()`; options are read and checked in the call.
   */
  subscribeToStream(
    stream: StreamName,
    options?: SubscribeToStreamOptions,
  ): AsyncIterableIterator<ResolvedEvent>;
  /**
   * Every event of the log, system events included, in order, each once, and then those that are still to come. As
   * subscribeToStream otherwise. @throws LogReplacedError, StoreClosedError, InvalidArgumentError
   */
  subscribeToAll(options?: SubscribeToAllOptions): AsyncIterableIterator<ResolvedEvent>;
}

export interface SubscriptionsNeed extends PagedLog {
  readonly onCommit: (listener: (commit: Commit) => void) => () => void;
  readonly onLogReplaced: (listener: () => void) => () => void;
  /** The log that was there when the store was used last. */
  readonly logId: LogId;
  /** Aborted when the store is closed. */
  readonly closed: AbortSignal;
  /** Default `browserWakeUps`. */
  readonly wakeUps?: WakeUps;
}

export function openSubscriptions(need: SubscriptionsNeed): Subscriptions {
  const { readStreamPage, readAllPage, onCommit, onLogReplaced, closed, wakeUps = browserWakeUps } = need;
  const log: PagedLog = { readStreamPage, readAllPage, sizes: need.sizes ?? SIZES };
  const waiting = openWaiting([onCommit], [wakeUps, onLogReplaced]);

  function subscribe(
    sourceOf: (options: SourceOptions) => Source,
    options: SubscribeOptions<number> | undefined,
  ) {
    // At once, not with the first event asked for: 'end' means now, and options may be changed after the call.
    const beginning = begin(sourceOf, options);
    beginning.catch(() => {}); // Told by the first `next()`.
    return endable<ResolvedEvent>((left) => follow(beginning, left));
  }

  async function begin(
    sourceOf: (options: SourceOptions) => Source,
    options: SubscribeOptions<number> | undefined,
  ): Promise<Beginning> {
    const { from, filter, resolveLinkTos, logId: of, ...checked } = checkedSubscription(options);
    const source = sourceOf({ filter, resolveLinkTos });
    if (from === 'start') return { ...checked, source, seen: -1, logId: of };
    const logId = of ?? need.logId;
    const seen = from === 'end' ? await survivingReopen(closed, () => source.now(logId)) : from;
    return { ...checked, source, seen, logId };
  }

  async function* follow(
    beginning: Promise<Beginning>,
    left: AbortSignal,
  ): AsyncGenerator<ResolvedEvent, undefined> {
    const { source, checkpoint, caughtUp, signal, ...began } = await beginning;
    let { seen, logId } = began;
    const signals = signal ? [left, signal, closed] : [left, closed];
    const stopped = () => left.aborted || signal?.aborted === true;
    let behind = true;
    let unsaved = 0;

    async function readOrWait(): Promise<Batch> {
      // Armed before the read, so that no commit falls in between.
      const wait = waiting.arm(source.concerns, signals);
      try {
        const reading = survivingReopen(closed, () => source.after(seen, logId));
        const batch = await unlessBlocked(reading, wait.over);
        if (batch === undefined) return { logId, events: [], checkpoint: seen, atEnd: false };
        if (batch.events.length > 0 || !batch.atEnd || stopped()) return batch;
        if (behind) caughtUp?.();
        behind = false;
        await wait.over;
        return batch;
      } finally {
        wait.release();
      }
    }

    while (!stopped()) {
      if (closed.aborted) throw new StoreClosedError();
      const batch = await readOrWait();
      logId = batch.logId;
      for (const event of batch.events) {
        if (stopped()) return;
        // Before the event is the reader's, to change as they like.
        const after = source.checkpointOf(event);
        if (source.wanted(event)) yield event;
        behind = true;
        unsaved += 1;
        if (checkpoint && logId !== undefined && unsaved >= checkpoint.every) {
          unsaved = 0;
          await checkpoint.save(after, logId);
        }
      }
      seen = batch.checkpoint;
    }
  }

  return {
    subscribeToStream: (stream, options) =>
      subscribe((checked) => streamSource(log, checkedStream(stream), checked), options),
    subscribeToAll: (options) => subscribe((checked) => logSource(log, checked), options),
  };
}

/** A subscription at its beginning, its options checked and copied. */
interface Beginning extends Pick<CheckedOptions, 'checkpoint' | 'caughtUp' | 'signal'> {
  readonly source: Source;
  readonly seen: Checkpoint;
  /** Undefined: the log of the first batch. All that a subscription gives is of one log. */
  readonly logId: LogId | undefined;
}

type CheckedOptions = ReturnType<typeof checkedSubscription>;

function checkedSubscription(options: SubscribeOptions<number> = {}) {
  const {
    from = 'start',
    filter,
    resolveLinkTos,
    logId,
    checkpoint,
    caughtUp,
    signal,
  } = checkedOptions(options);
  return {
    from: checkedPlace('from', from, ENDS),
    filter: checkedFilter(filter),
    resolveLinkTos: checkedFlag('resolveLinkTos', resolveLinkTos),
    logId: checkedLogId(logId),
    checkpoint: checkpoint === undefined ? undefined : checkedCheckpoint(checkpoint),
    caughtUp: checkedCallback('caughtUp', caughtUp),
    signal: checkedSignal(signal),
  };
}

function checkedCheckpoint(
  checkpoint: NonNullable<SubscribeOptions<number>['checkpoint']>,
): NonNullable<SubscribeOptions<number>['checkpoint']> {
  const { every, save } = checkedOptions(checkpoint, 'checkpoint');
  const called = checkedFunction('checkpoint.save', save);
  return {
    every: checkedCount('checkpoint.every', every),
    // On the object that it came with, as a method of it would be called.
    save: (seen, logId) => called.call(checkpoint, seen, logId),
  };
}
