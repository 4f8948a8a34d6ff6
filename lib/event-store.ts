// The object people hold: what an event store does, and openEventStore(), which wires it.
import type { EventData, EventId, EventNumber, Position, ResolvedEvent, StreamName } from './core/events.ts';
import type { ExpectedVersion, StreamVersion } from './core/expected-version.ts';
import type { StreamMetadata } from './core/stream-metadata.ts';

export type Direction = 'forwards' | 'backwards';
export type Durability = 'relaxed' | 'strict';

export interface OpenOptions {
  /** Name of the store; each name is a database of its own. Default `'event-store'`. */
  readonly name?: string;
  /**
   * `'relaxed'` (default): an acknowledged append survives a crashed tab or browser; the last moments may be
   * lost when the machine loses power. `'strict'`: flushed to disk before the acknowledgement.
   */
  readonly durability?: Durability;
  /** The clock, in ms since 1970-01-01 UTC. Default `Date.now`. */
  readonly now?: () => number;
}

export interface AppendOptions {
  /** Default `'any'`. */
  readonly expectedVersion?: ExpectedVersion;
}

export interface AppendResult {
  readonly outcome: 'committed' | 'already_committed';
  readonly firstEventNumber: EventNumber;
  /** For an empty append: one less than `firstEventNumber`, -1 on a new stream. */
  readonly lastEventNumber: StreamVersion;
  /** The expected version to send with the next append. */
  readonly nextExpectedVersion: StreamVersion;
  /** Position of the last of these events in the log; null when there are none. */
  readonly position: Position | null;
  /** True when a retried event has the id of a stored one but another type, data or metadata: nothing was written. */
  readonly dataDiffers: boolean;
  /** Retrying the same events can never duplicate them, whatever version is expected. */
  readonly guarantee: 'full';
}

export interface DeleteResult {
  /** Position of the metadata event or tombstone that marks the deletion. */
  readonly position: Position;
}

export interface ReadStreamOptions {
  /** Default `'forwards'`. */
  readonly direction?: Direction;
  /** First event number to read. Default `'start'` forwards, `'end'` backwards. */
  readonly from?: EventNumber | 'start' | 'end';
  /** Default: all. */
  readonly maxCount?: number;
  /** Default false: `$>` events are given as they are. */
  readonly resolveLinkTos?: boolean;
}

export interface ReadAllOptions {
  readonly direction?: Direction;
  /** First position to read. Default `'start'` forwards, `'end'` backwards. */
  readonly from?: Position | 'start' | 'end';
  readonly maxCount?: number;
  readonly resolveLinkTos?: boolean;
}

export interface StreamPageRequest {
  readonly direction: Direction;
  readonly from: EventNumber | 'start' | 'end';
  /** At most 4,096 events. */
  readonly maxCount: number;
  readonly resolveLinkTos?: boolean;
}

export interface StreamPage {
  readonly stream: StreamName;
  readonly direction: Direction;
  /** In reading order: backwards = newest first. */
  readonly events: readonly ResolvedEvent[];
  /** The event number the read began at, after `'start'` and `'end'` were looked up; -1 for `'end'` of an empty stream. */
  readonly from: StreamVersion;
  /** Where the next page in this direction begins; -1 = there is none. */
  readonly next: StreamVersion;
  readonly endOfStream: boolean;
  /** The version of the stream: number of the last event ever written. */
  readonly lastEventNumber: StreamVersion;
  readonly metadata: StreamMetadata;
}

export interface AllPageRequest {
  readonly direction: Direction;
  readonly from: Position | 'start' | 'end';
  readonly maxCount: number;
  readonly resolveLinkTos?: boolean;
}

export interface AllPage {
  readonly direction: Direction;
  readonly events: readonly ResolvedEvent[];
  /** The position the read began at: forwards the first it looked at, backwards one past it. */
  readonly from: Position;
  /** Where the next page in this direction begins. */
  readonly next: Position;
  readonly endOfLog: boolean;
  /** The position the next appended event will get. */
  readonly head: Position;
}

export interface StreamSummary {
  readonly stream: StreamName;
  readonly state: 'missing' | 'live' | 'soft_deleted' | 'tombstoned';
  readonly version: StreamVersion;
  /** Readable events: those not hidden by truncation or `$maxCount`. */
  readonly eventCount: number;
  /** When the last event was written, in ms since 1970-01-01 UTC; null for a stream without events. */
  readonly updatedMs: number | null;
  /** Created explicitly: metadata was set. */
  readonly hasMetadata: boolean;
}

export interface ListStreamsOptions {
  /** Only names that begin so. */
  readonly prefix?: string;
  /** Also streams whose names begin with `$`. Default false. */
  readonly includeSystem?: boolean;
  /** Also deleted streams. Default false. */
  readonly includeDeleted?: boolean;
}

/** What was committed: hints for readers, never events. */
export interface Commit {
  readonly from: Position;
  /** One past the last position written. */
  readonly next: Position;
  readonly streams: readonly { readonly stream: StreamName; readonly version: StreamVersion }[];
  /** True when another tab or worker wrote it. */
  readonly elsewhere: boolean;
}

export interface EventStore {
  readonly name: string;
  readonly durability: Durability;

  /**
   * Appends events to a stream, all or none, and resolves after the transaction has committed.
   * @throws WrongExpectedVersionError, StreamDeletedError, InvalidEventError, InvalidArgumentError, TooLargeError,
   * StorageFullError, StoreClosedError: nothing was written.
   */
  appendToStream(
    stream: StreamName,
    events: EventData | readonly EventData[],
    options?: AppendOptions,
  ): Promise<AppendResult>;

  /** Reads lazily, in batches; leaving the loop ends the read. @throws StreamNotFoundError, StreamDeletedError */
  readStream(stream: StreamName, options?: ReadStreamOptions): AsyncIterableIterator<ResolvedEvent>;
  /** One page, with what a feed needs to link to the next. @throws StreamNotFoundError, StreamDeletedError */
  readStreamPage(stream: StreamName, request: StreamPageRequest): Promise<StreamPage>;
  /** @throws StreamNotFoundError, StreamDeletedError, EventNotFoundError */
  readEvent(
    stream: StreamName,
    eventNumber: EventNumber | 'end',
    options?: { readonly resolveLinkTos?: boolean },
  ): Promise<ResolvedEvent>;
  readAll(options?: ReadAllOptions): AsyncIterableIterator<ResolvedEvent>;
  readAllPage(request: AllPageRequest): Promise<AllPage>;

  /** Sorted by name. */
  listStreams(options?: ListStreamsOptions): Promise<readonly StreamSummary[]>;
  /** Facts about one stream, also when it does not exist. */
  describeStream(stream: StreamName): Promise<StreamSummary>;
  /** Where these ids are committed in the stream: the lowest event number of each; ids not in the stream are left out. */
  findEventIds(stream: StreamName, ids: readonly EventId[]): Promise<ReadonlyMap<EventId, EventNumber>>;
  /** The position the next appended event will get. */
  headPosition(): Promise<Position>;

  getStreamMetadata(stream: StreamName): Promise<StreamMetadata>;
  /** Sets the metadata of a stream: one `$metadata` event in `$$stream` with exactly this JSON text. */
  setStreamMetadata(
    stream: StreamName,
    json: string,
    options?: AppendOptions & { readonly id?: EventId },
  ): Promise<AppendResult>;
  /** Soft delete: the stream reads as missing and can be re-created. */
  deleteStream(stream: StreamName, options?: AppendOptions): Promise<DeleteResult>;
  /** Deletes for good: the name can never be used again. */
  tombstoneStream(stream: StreamName, options?: AppendOptions): Promise<DeleteResult>;

  /** Calls `listener` after each commit of this store, in this tab or another; returns the way to stop. */
  onCommit(listener: (commit: Commit) => void): () => void;
  /** Resolves when what was in flight has settled. Later calls throw StoreClosedError. */
  close(): Promise<void>;
}

/** Opens (or creates) a store. @throws UpgradeBlockedError, StorageFullError */
export function openEventStore(_options: OpenOptions = {}): Promise<EventStore> {
  throw new Error('being built');
}

/** Deletes a store and all it holds. Resolves when it is gone; open connections elsewhere are asked to close. */
export function deleteEventStore(_name: string): Promise<void> {
  throw new Error('being built');
}
