// What comes after a checkpoint, in batches: of one stream, or of the whole log.
import type { EventNumber, LogId, Position, ResolvedEvent, StreamName } from './core/events.ts';
import { type EventFilter, matchesFilter } from './core/filter.ts';
import { SIZES, type Sizes } from './core/sizes.ts';
import { metadataOwner } from './core/stream-metadata.ts';
import { isSystemStream } from './core/system-streams.ts';
import { ConnectionLostError, StreamNotFoundError, UpgradeBlockedError } from './errors.ts';
import type { Commit } from './live.ts';
import type { AllPage, AllPageRequest, StreamPage, StreamPageRequest } from './read.ts';

export interface PagedLog {
  readonly readStreamPage: (stream: StreamName, request: StreamPageRequest) => Promise<StreamPage>;
  readonly readAllPage: (request: AllPageRequest) => Promise<AllPage>;
  /** Default: those of the product. */
  readonly sizes?: Pick<Sizes, 'batchEvents'>;
}

/** The last event that was seen: its number in the stream, or its position in the log; -1 = none. */
export type Checkpoint = EventNumber | Position | -1;

export interface Batch {
  /** Undefined where the stream is not there: nothing was read that is of one log more than of another. */
  readonly logId: LogId | undefined;
  /** In their order, also those that are not `wanted`. */
  readonly events: readonly ResolvedEvent[];
  /** After this batch; never before the one it was read from. */
  readonly checkpoint: Checkpoint;
  /** There was nothing behind it when it was read. */
  readonly atEnd: boolean;
}

export interface Source {
  /** What is committed later comes after it. @throws StreamDeletedError, LogReplacedError */
  readonly now: (logId: LogId) => Promise<Checkpoint>;
  /**
   * Of the log that the checkpoint is of; undefined = of whichever is there. A stream that is not there has nothing yet.
   * @throws StreamDeletedError for a tombstoned stream, LogReplacedError
   */
  readonly after: (checkpoint: Checkpoint, logId: LogId | undefined) => Promise<Batch>;
  readonly checkpointOf: (event: ResolvedEvent) => Checkpoint;
  readonly wanted: (event: ResolvedEvent) => boolean;
  /** False when the commit cannot have changed what is read here. */
  readonly concerns: (commit: Commit) => boolean;
}

export interface SourceOptions {
  readonly resolveLinkTos?: boolean | undefined;
  readonly filter?: EventFilter | undefined;
}

export function streamSource(
  log: PagedLog,
  stream: StreamName,
  { resolveLinkTos = false, filter }: SourceOptions,
): Source {
  // The tombstone of a stream ends its metadata stream, too.
  const related = new Set([stream, metadataOwner(stream)]);
  // What a system stream holds is written by commits to other streams.
  const isSystem = isSystemStream(stream);
  return {
    async now(logId) {
      const last = { direction: 'backwards', from: 'end', maxCount: 1, logId } as const;
      try {
        return (await log.readStreamPage(stream, last)).lastEventNumber;
      } catch (error) {
        if (error instanceof StreamNotFoundError) return error.version;
        throw error;
      }
    },
    async after(checkpoint, logId) {
      const from = checkpoint + 1;
      const request = {
        direction: 'forwards',
        from,
        maxCount: batchEvents(log),
        resolveLinkTos,
        logId,
      } as const;
      try {
        const page = await log.readStreamPage(stream, request);
        const { events, next, lastEventNumber, endOfStream } = page;
        // Truncation may point past the last event; going there would miss events when it is taken back.
        const seen = Math.min(next - 1, lastEventNumber);
        return {
          logId: page.logId,
          events,
          checkpoint: Math.max(checkpoint, seen),
          atEnd: endOfStream || next > lastEventNumber,
        };
      } catch (error) {
        if (error instanceof StreamNotFoundError) return { logId, events: [], checkpoint, atEnd: true };
        throw error;
      }
    },
    checkpointOf: ({ event, link }) => (link ?? event)?.eventNumber ?? -1,
    wanted: ({ event, link }) => passes(event ?? link, filter),
    concerns: ({ streams }) => isSystem || streams.some((written) => related.has(written.stream)),
  };
}

/** Events looked at in one read. */
function batchEvents({ sizes = SIZES }: PagedLog): number {
  return sizes.batchEvents;
}

export function logSource(log: PagedLog, { resolveLinkTos = false, filter }: SourceOptions): Source {
  return {
    async now(logId) {
      const { head } = await log.readAllPage({ direction: 'backwards', from: 'end', maxCount: 1, logId });
      return head - 1;
    },
    async after(checkpoint, logId) {
      const from = checkpoint + 1;
      const request = {
        direction: 'forwards',
        from,
        maxCount: batchEvents(log),
        resolveLinkTos,
        logId,
      } as const;
      const page = await log.readAllPage(request);
      const { events, next, endOfLog } = page;
      return { logId: page.logId, events, checkpoint: Math.max(checkpoint, next - 1), atEnd: endOfLog };
    },
    checkpointOf: ({ event, link }) => (link ?? event)?.position ?? -1,
    wanted: ({ event, link }) => passes(link ?? event, filter),
    concerns: () => true,
  };
}

function passes(event: ResolvedEvent['event'], filter: EventFilter | undefined): boolean {
  return filter === undefined || (event !== undefined && matchesFilter(event, filter));
}

/** Browsers lose connections on their own; unless the store was closed, the next transaction opens a new one. */
export async function survivingReopen<T>(closed: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ConnectionLostError) || closed.aborted) throw error;
    return work();
  }
}

/**
 * What `work` comes to. While another tab keeps the store from being opened it is undefined as soon as `over` resolves: what
 * follows the log then looks again, and goes on when that tab has let go.
 */
export async function unlessBlocked<T>(work: Promise<T>, over: Promise<void>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof UpgradeBlockedError)) throw error;
    await over;
    return undefined;
  }
}
