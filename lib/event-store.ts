// The object people hold: what an event store does, and openEventStore(), which wires it.
import { v4 } from 'uuid';
import { type AppendRequest, type AppendResult, append, type Outcome } from './append.ts';
import { appendToStreams } from './append-streams.ts';
import {
  checkedCount,
  checkedDeletable,
  checkedDistinct,
  checkedEvents,
  checkedExpectedVersion,
  checkedNumber,
  checkedStream,
  checkedTotal,
  checkedWritable,
} from './check.ts';
import type { EventData, EventId, EventNumber, Position, ResolvedEvent, StreamName } from './core/events.ts';
import type { ExpectedVersion } from './core/expected-version.ts';
import { METADATA_EVENT_TYPE, metadataStreamOf, type StreamMetadata } from './core/stream-metadata.ts';
import { deleteDatabase, openDatabase, type WriteTransaction } from './database.ts';
import { type DeleteRequest, type DeleteResult, softDelete, tombstone } from './delete.ts';
import { StreamDeletedError } from './errors.ts';
import { iterateAll, iterateStream, type ReadAllOptions, type ReadStreamOptions } from './iterate.ts';
import { type Commit, openLive } from './live.ts';
import { findIds, readHead, readStreamState, type Written } from './log.ts';
import {
  type AllPage,
  type AllPageRequest,
  readAllPage,
  readEvent,
  readStreamPage,
  type StreamPage,
  type StreamPageRequest,
  type StreamSummary,
  summarise,
} from './read.ts';
import { type ScavengeOptions, type ScavengeProgress, scavenge } from './scavenge.ts';
import { type ListStreamsOptions, listStreams } from './stream-list.ts';

/** What an acknowledgement survives; see `OpenOptions`. */
export type Durability = 'relaxed' | 'strict';

/** How a store is opened. */
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

/** An open store. Every method may be called at once from many tabs and workers; each append is one transaction. */
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

  /**
   * Appends to several streams, all or nothing: each stream at most once, each with its own expected version. Answers
   * in the order of the requests. @throws as appendToStream; then nothing of any stream was written.
   */
  appendToStreams(appends: readonly StreamAppend[]): Promise<readonly AppendResult[]>;

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
  /** The whole log in its order, system events included; lazily, in batches. */
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
  /** Soft delete: the stream reads as missing and can be re-created. @throws WrongExpectedVersionError, StreamDeletedError */
  deleteStream(stream: StreamName, options?: AppendOptions): Promise<DeleteResult>;
  /** Deletes for good: the name can never be used again. @throws WrongExpectedVersionError, StreamDeletedError */
  tombstoneStream(stream: StreamName, options?: AppendOptions): Promise<DeleteResult>;

  /**
   * Drops the data and metadata of events that are hidden for good: of deleted streams, before `$tb`, past
   * `$maxCount`, older than `$maxAge`. Event numbers, positions and ids stay, so retries are still recognised.
   */
  scavenge(options?: ScavengeOptions): Promise<ScavengeProgress>;

  /** Calls `listener` after each commit of this store, in this tab or another; returns the way to stop. */
  onCommit(listener: (commit: Commit) => void): () => void;
  /** What is in flight still settles; later calls reject with StoreClosedError. */
  close(): Promise<void>;
}

/** The store that is opened when no name is given. */
export const DEFAULT_STORE_NAME = 'event-store';

/** Opens a store, and makes it when there is none of that name. @throws UpgradeBlockedError, StorageFullError */
export async function openEventStore(options: OpenOptions = {}): Promise<EventStore> {
  const { name = DEFAULT_STORE_NAME, durability = 'relaxed', now = Date.now } = options;
  const db = await openDatabase(name, durability);
  const live = openLive(name);

  async function write<Result>(work: (tx: WriteTransaction) => Promise<Outcome<Result>>): Promise<Result> {
    const { result, written } = await db.transact('readwrite', work);
    if (written.length > 0) live.announce(commitOf(written));
    return result;
  }

  function appendRequest({ stream, events, expectedVersion = 'any' }: StreamAppend): AppendRequest {
    return {
      stream: checkedWritable(stream),
      expectedVersion: checkedExpectedVersion(expectedVersion),
      events: checkedEvents('id' in events ? [events] : events),
      revivalId: v4(),
      nowMs: now(),
    };
  }

  async function appendToStream(
    stream: StreamName,
    events: EventData | readonly EventData[],
    appendOptions: AppendOptions = {},
  ): Promise<AppendResult> {
    const request = appendRequest({ stream, events, ...appendOptions });
    return write((tx) => append(tx, request));
  }

  function deleteRequest(stream: StreamName, { expectedVersion = 'any' }: AppendOptions = {}): DeleteRequest {
    return {
      stream: checkedDeletable(stream),
      expectedVersion: checkedExpectedVersion(expectedVersion),
      id: v4(),
      nowMs: now(),
    };
  }

  async function streamPage(stream: StreamName, request: StreamPageRequest): Promise<StreamPage> {
    checkedStream(stream);
    checkedNumber('from', request.from);
    checkedCount('maxCount', request.maxCount);
    return db.transact('readonly', (tx) => readStreamPage(tx, stream, request, now()));
  }

  async function allPage(request: AllPageRequest): Promise<AllPage> {
    checkedNumber('from', request.from);
    checkedCount('maxCount', request.maxCount);
    return db.transact('readonly', (tx) => readAllPage(tx, request, now()));
  }

  return {
    name,
    durability,
    appendToStream,
    async appendToStreams(appends) {
      checkedDistinct(appends.map(({ stream }) => stream));
      const requests = appends.map(appendRequest);
      checkedTotal(requests.flatMap(({ events }) => events));
      return write((tx) => appendToStreams(tx, requests));
    },
    readStream: (stream, readOptions = {}) =>
      iterateStream(readOptions, (request) => streamPage(stream, request)),
    readStreamPage: streamPage,
    async readEvent(stream, eventNumber, { resolveLinkTos = false } = {}) {
      checkedStream(stream);
      checkedNumber('eventNumber', eventNumber);
      return db.transact('readonly', (tx) => readEvent(tx, stream, eventNumber, resolveLinkTos, now()));
    },
    readAll: (readOptions = {}) => iterateAll(readOptions, allPage),
    readAllPage: allPage,
    listStreams: (listOptions = {}) => db.transact('readonly', (tx) => listStreams(tx, listOptions, now())),
    describeStream: async (stream) =>
      db.transact('readonly', (tx) => summarise(tx, checkedStream(stream), now())),
    async findEventIds(stream, ids) {
      const lowered = ids.map((id) => id.toLowerCase());
      const found = await db.transact('readonly', (tx) => findIds(tx, stream, lowered));
      return new Map([...found].map(([id, event]) => [id, event.eventNumber]));
    },
    headPosition: () => db.transact('readonly', readHead),
    async getStreamMetadata(stream) {
      const state = await db.transact('readonly', (tx) => readStreamState(tx, checkedStream(stream)));
      if (state.tombstoned) throw new StreamDeletedError(stream, true);
      return state.metadata;
    },
    setStreamMetadata: async (stream, json, { id = v4(), ...appendOptions } = {}) =>
      appendToStream(
        metadataStreamOf(checkedStream(stream)),
        { id, type: METADATA_EVENT_TYPE, data: json, metadata: null },
        appendOptions,
      ),
    async deleteStream(stream, deleteOptions) {
      const request = deleteRequest(stream, deleteOptions);
      return write((tx) => softDelete(tx, request));
    },
    async tombstoneStream(stream, deleteOptions) {
      const request = deleteRequest(stream, deleteOptions);
      return write((tx) => tombstone(tx, request));
    },
    scavenge: (scavengeOptions = {}) => scavenge(db, now, scavengeOptions),
    onCommit: live.onCommit,
    async close() {
      db.close();
      live.close();
    },
  };
}

/** Deletes a store and all it holds. Tabs that have it open are asked to let go; resolves when it is gone. */
export function deleteEventStore(name: string): Promise<void> {
  return deleteDatabase(name);
}

function commitOf(written: readonly Written[]): Omit<Commit, 'elsewhere'> {
  const first = written[0] as Written;
  const last = written.at(-1) as Written;
  return {
    from: first.position,
    next: last.position + last.count,
    streams: written.map(({ stream, first: number, count }) => ({ stream, version: number + count - 1 })),
  };
}
