// The object people hold: what an event store does. `open-event-store.ts` opens one.
import type { AppendResult } from './append.ts';
import type {
  EventData,
  EventId,
  EventNumber,
  LogId,
  Position,
  ResolvedEvent,
  StreamName,
} from './core/events.ts';
import type { ExpectedVersion } from './core/expected-version.ts';
import type { StreamMetadata } from './core/stream-metadata.ts';
import type { DeleteResult } from './delete.ts';
import type { ExportOptions } from './export.ts';
import type { ImportOptions, ImportResult } from './import.ts';
import type { ReadAllOptions, ReadStreamOptions } from './iterate.ts';
import type { Commit } from './live.ts';
import type { Projections } from './projections.ts';
import type { AllPage, AllPageRequest, StreamPage, StreamPageRequest, StreamSummary } from './read.ts';
import type { ScavengeOptions, ScavengeProgress } from './scavenge.ts';
import type { CheckOptions, StoreCheck } from './store-check.ts';
import type { ListStreamsOptions } from './stream-list.ts';
import type { Subscriptions } from './subscribe.ts';

export type { AllPage, AllPageRequest, AppendResult, Commit, DeleteResult, StreamPage, StreamPageRequest };

/** What an acknowledgement survives; see `OpenOptions`. */
export type Durability = 'relaxed' | 'strict';

/** How a store is opened. */
export interface OpenOptions {
  /** Name of the store, 1 to 1,000 characters; each name is a database of its own. Default `'event-store'`. */
  readonly name?: string;
  /**
   * `'relaxed'` (default): an acknowledged append survives a crashed tab or browser; the last moments may be
   * lost when the machine loses power. `'strict'`: flushed to disk before the acknowledgement.
   */
  readonly durability?: Durability;
  /**
   * The clock, in ms since 1970-01-01 UTC, of the years 0000 to 9999. Default `Date.now`. Where it gives something else,
   * or throws, what asked it rejects with InvalidArgumentError, and writes nothing.
   */
  readonly now?: () => number;
}

/** What an append, a delete or new metadata expects of the stream. */
export interface AppendOptions {
  /** Default `'any'`. */
  readonly expectedVersion?: ExpectedVersion;
}

/** One stream of `appendToStreams()`. */
export interface StreamAppend extends AppendOptions {
  readonly stream: StreamName;
  readonly events: EventData | readonly EventData[];
}

/**
 * An open store. Every method may be called at once from many tabs and workers; each append is one transaction.
 *
 * Arguments are read and copied in the call: what becomes of them later changes nothing, and neither do changes to what is
 * given back. One that cannot be used is refused with InvalidArgumentError, which names it; nothing is written then. A
 * promise rejects with it, and an iterator by its first `next()`; `project`, `exportEvents` and `onCommit` throw it.
 */
export interface EventStore extends Subscriptions {
  readonly name: string;
  readonly durability: Durability;
  /**
   * Identity of the log, a UUID that is made with the database and lasts as long as it. Save it beside a checkpoint or any
   * other position or event number, and give both back as `{ from, logId }`: where the store was deleted and made anew
   * meanwhile, also from the same backup, that ends with LogReplacedError and skips nothing. It changes while the store is
   * open when the log is replaced: with the first use after that, or at once where `onLogReplaced` is listened to.
   */
  readonly logId: LogId;
  /**
   * True when the browser found the store damaged and deleted all of it before it was opened here, as it may after a disk
   * that failed. Only Chromium says so, and only to whom opens it first: false elsewhere promises nothing.
   */
  readonly dataWereLost: boolean;

  /**
   * Appends events to a stream, all or none, and resolves after the transaction has committed.
   * @throws WrongExpectedVersionError, StreamDeletedError, InvalidEventError, InvalidArgumentError, TooLargeError,
   * StorageFullError, StoreClosedError: nothing was written. @throws ConnectionLostError, StorageUnavailableError: send the
   * same again.
   */
  appendToStream(
    stream: StreamName,
    events: EventData | readonly EventData[],
    options?: AppendOptions,
  ): Promise<AppendResult>;

  /**
   * Appends to several streams, all or nothing: each stream at most once, each with its own expected version. Answers
   * in the order of the requests. @throws as appendToStream; then nothing of any stream was written.
   */
  appendToStreams(appends: readonly StreamAppend[]): Promise<readonly AppendResult[]>;

  /**
   * Reads lazily, in batches; leaving the loop ends the read.
   * @throws StreamNotFoundError, StreamDeletedError, LogReplacedError
   */
  readStream(stream: StreamName, options?: ReadStreamOptions): AsyncIterableIterator<ResolvedEvent>;
  /** One page, with what a feed needs to link to the next. @throws StreamNotFoundError, StreamDeletedError, LogReplacedError */
  readStreamPage(stream: StreamName, request: StreamPageRequest): Promise<StreamPage>;
  /** @throws StreamNotFoundError, StreamDeletedError, EventNotFoundError, LogReplacedError */
  readEvent(
    stream: StreamName,
    eventNumber: EventNumber | 'end',
    options?: { readonly resolveLinkTos?: boolean; readonly logId?: LogId },
  ): Promise<ResolvedEvent>;
  /** The whole log in its order, system events included; lazily, in batches. @throws LogReplacedError */
  readAll(options?: ReadAllOptions): AsyncIterableIterator<ResolvedEvent>;
  /** @throws LogReplacedError */
  readAllPage(request: AllPageRequest): Promise<AllPage>;

  /** Sorted by name. */
  listStreams(options?: ListStreamsOptions): Promise<readonly StreamSummary[]>;
  /** Facts about one stream, also when it does not exist. */
  describeStream(stream: StreamName): Promise<StreamSummary>;
  /** Where these ids are committed in the stream: the lowest event number of each; ids not in the stream are left out. */
  findEventIds(stream: StreamName, ids: readonly EventId[]): Promise<ReadonlyMap<EventId, EventNumber>>;
  /** The position the next appended event will get. */
  headPosition(): Promise<Position>;

  /** Of a stream without metadata: version -1. @throws StreamDeletedError for a tombstoned stream */
  getStreamMetadata(stream: StreamName): Promise<StreamMetadata>;
  /**
   * Sets the metadata of a stream: one `$metadata` event in `$$stream` with exactly this JSON text. The expected
   * version is that of `$$stream`. @throws as appendToStream
   */
  setStreamMetadata(
    stream: StreamName,
    json: string,
    options?: AppendOptions & { readonly id?: EventId },
  ): Promise<AppendResult>;
  /**
   * Soft delete: the stream reads as missing and can be re-created. Of a system stream it hides the links so far; the
   * next one brings it back. @throws WrongExpectedVersionError, StreamDeletedError
   */
  deleteStream(stream: StreamName, options?: AppendOptions): Promise<DeleteResult>;
  /**
   * Deletes for good: the name can never be used again. @throws WrongExpectedVersionError, StreamDeletedError,
   * InvalidArgumentError for a system stream, which the store goes on keeping
   */
  tombstoneStream(stream: StreamName, options?: AppendOptions): Promise<DeleteResult>;

  /**
   * Drops the data and metadata of events that are hidden for good: of deleted streams, before `$tb`, past
   * `$maxCount`, older than `$maxAge`. Event numbers, positions and ids stay, so retries are still recognised.
   * @throws LogReplacedError where the store is deleted and made anew meanwhile
   */
  scavenge(options?: ScavengeOptions): Promise<ScavengeProgress>;

  /**
   * Looks through the whole store, a few records at a time, and names what is missing in it: an earlier version, in Chromium,
   * wrote parts of appends that it refused. Such a store can be read, appended to, exported and imported like any other; no event
   * that was acknowledged is missing. Writes nothing. @throws StoreClosedError, LogReplacedError, InvalidArgumentError
   */
  check(options?: CheckOptions): Promise<StoreCheck>;

  /**
   * The whole store as NDJSON, one event a line in the order of the log, read only as fast as it is taken. The event after a
   * hole says after which one it comes. Positions are counted from 0, as an import into an empty store gives them. Ends with
   * LogReplacedError where the store is deleted and made anew meanwhile.
   */
  exportEvents(options?: ExportOptions): ReadableStream<Uint8Array>;
  /**
   * Reads what `exportEvents` wrote, here or in another browser, in batches of all or nothing. Events that are there
   * already are passed over, so an import can be repeated; it ends at the first line that is broken or does not fit, such as one
   * before which event numbers are missing although the file does not say so. A file can delete and limit streams that are
   * there: `effects` of the result names them, and a dry run names them before.
   * @throws StorageFullError, StoreClosedError: the batches before stay written. @throws LogReplacedError: they are gone
   * with the log that they were written to.
   */
  importEvents(source: ReadableStream<Uint8Array> | Blob, options?: ImportOptions): Promise<ImportResult>;

  /**
   * A state folded from events and kept in the store, together with how far the folding came: after a reload it goes
   * on where it was. Writes nothing until it is run. @throws InvalidArgumentError
   */
  readonly project: Projections['project'];

  /** Calls `listener` after each commit of this store, in this tab or another; returns the way to stop. */
  onCommit(listener: (commit: Commit) => void): () => void;
  /**
   * Calls `listener` when the store has another log: it was deleted and made anew, by this program, another tab or the
   * browser. All that was read before is out of date. Returns the way to stop.
   */
  onLogReplaced(listener: (logId: LogId) => void): () => void;
  /** What is in flight still settles; later calls reject with StoreClosedError. */
  close(): Promise<void>;
}
