// Opens a store: wires the rooms of the library to the object people hold.
import { v4 } from 'uuid';
import type { AppendRequest } from './append.ts';
import { openAppendQueue } from './append-queue.ts';
import { appendToStreams } from './append-streams.ts';
import {
  checkedCount,
  checkedDeletable,
  checkedDistinct,
  checkedEvents,
  checkedExpectedVersion,
  checkedLogId,
  checkedNumber,
  checkedStoreName,
  checkedStream,
  checkedTombstonable,
  checkedTotal,
  checkedWritable,
} from './check.ts';
import { deleteDatabase } from './connection.ts';
import type { EventData, StreamName } from './core/events.ts';
import { SIZES, type Sizes } from './core/sizes.ts';
import { METADATA_EVENT_TYPE, metadataStreamOf } from './core/stream-metadata.ts';
import { followLog } from './current-log.ts';
import { type ConnectionListeners, openDatabase } from './database.ts';
import { type DeleteRequest, softDelete, tombstone } from './delete.ts';
import { InvalidArgumentError, StreamDeletedError } from './errors.ts';
import type { AppendOptions, AppendResult, EventStore, OpenOptions, StreamAppend } from './event-store.ts';
import { exportEvents } from './export.ts';
import { findIds } from './find-ids.ts';
import { iterateAll, iterateStream } from './iterate.ts';
import { openLive } from './live.ts';
import { readHead, readStreamState } from './log.ts';
import { checkLog } from './log-identity.ts';
import { openMemory } from './memory.ts';
import { openProjections } from './projections.ts';
import {
  type AllPage,
  type AllPageRequest,
  readAllPage,
  readEvent,
  readStreamPage,
  type StreamPage,
  type StreamPageRequest,
  summarise,
} from './read.ts';
import { listStreams } from './stream-list.ts';
import { openSubscriptions } from './subscribe.ts';

/** The store that is opened when no name is given. */
export const DEFAULT_STORE_NAME = 'event-store';

/**
 * Opens a store, and makes it when there is none of that name.
 * @throws UpgradeBlockedError when another tab is in the way for seconds; once that tab has let go the next call opens it.
 * @throws InvalidArgumentError, ProgramOutdatedError, StorageFullError, StorageUnavailableError
 */
export function openEventStore(options: OpenOptions = {}): Promise<EventStore> {
  return openWithSizes(options, SIZES);
}

/** As `openEventStore`. Tests draw other sizes. */
export async function openWithSizes(options: OpenOptions, sizes: Sizes): Promise<EventStore> {
  const { name = DEFAULT_STORE_NAME, durability = 'relaxed', now = Date.now } = options;
  checkedStoreName(name);
  const memory = openMemory(sizes);
  let dataWereLost = false;
  const log = followLog(() => db.connect());
  const listeners: ConnectionListeners = {
    onConnected(opened) {
      memory.forget();
      dataWereLost ||= opened.dataWereLost;
      log.connected(opened.log.id);
    },
    onDisconnected: log.disconnected,
  };
  const db = await openDatabase(name, durability, listeners, sizes);
  const live = openLive(name, () => log.id);
  live.onChangeElsewhere(memory.follow);
  const queue = openAppendQueue(db, memory, live.announce);
  const closing = new AbortController();

  function appendRequest({ stream, events, expectedVersion = 'any' }: StreamAppend): AppendRequest {
    return {
      stream: checkedWritable(stream),
      expectedVersion: checkedExpectedVersion(expectedVersion),
      events: checkedEvents('id' in events ? [events] : events),
      newId: v4,
      nowMs: now(),
    };
  }

  async function appendToStream(
    stream: StreamName,
    events: EventData | readonly EventData[],
    appendOptions: AppendOptions = {},
  ): Promise<AppendResult> {
    return queue.append(appendRequest({ stream, events, ...appendOptions }));
  }

  function deleteRequest(stream: StreamName, { expectedVersion = 'any' }: AppendOptions = {}): DeleteRequest {
    return {
      stream,
      expectedVersion: checkedExpectedVersion(expectedVersion),
      id: v4(),
      nowMs: now(),
    };
  }

  async function streamPage(stream: StreamName, request: StreamPageRequest): Promise<StreamPage> {
    checkedStream(stream);
    checkedNumber('from', request.from);
    checkedCount('maxCount', request.maxCount);
    checkedLogId(request.logId);
    return db.transact('readonly', (tx) =>
      readStreamPage(tx, memory, stream, request, now(), sizes.lookAhead),
    );
  }

  async function allPage(request: AllPageRequest): Promise<AllPage> {
    checkedNumber('from', request.from);
    checkedCount('maxCount', request.maxCount);
    checkedLogId(request.logId);
    return db.transact('readonly', (tx) => readAllPage(tx, request, now()));
  }

  const paged = {
    readStreamPage: streamPage,
    readAllPage: allPage,
    onCommit: live.onCommit,
    onLogReplaced: log.onReplaced,
    get logId() {
      return log.id;
    },
    closed: closing.signal,
  };
  const projections = openProjections({ ...paged, storeName: name, db });

  return {
    name,
    durability,
    get logId() {
      return log.id;
    },
    get dataWereLost() {
      return dataWereLost;
    },
    ...openSubscriptions(paged),
    project: projections.project,
    appendToStream,
    async appendToStreams(appends) {
      checkedDistinct(appends.map(({ stream }) => stream));
      const requests = appends.map(appendRequest);
      checkedTotal(requests.flatMap(({ events }) => events));
      return queue.write((tx) => appendToStreams(tx, requests), 'repeatable');
    },
    readStream: (stream, readOptions = {}) =>
      iterateStream(readOptions, (request) => streamPage(stream, request)),
    readStreamPage: streamPage,
    async readEvent(stream, eventNumber, { resolveLinkTos = false, logId } = {}) {
      checkedStream(stream);
      checkedNumber('eventNumber', eventNumber);
      checkedLogId(logId);
      return db.transact('readonly', (tx) => {
        checkLog(tx, logId);
        return readEvent(tx, memory, stream, eventNumber, resolveLinkTos, now());
      });
    },
    readAll: (readOptions = {}) => iterateAll(readOptions, allPage),
    readAllPage: allPage,
    listStreams: (listOptions = {}) => db.transact('readonly', (tx) => listStreams(tx, listOptions, now())),
    describeStream: async (stream) =>
      db.transact('readonly', (tx) => summarise(tx, checkedStream(stream), now())),
    async findEventIds(stream, ids) {
      const lowered = ids.map((id) => id.toLowerCase());
      const found = await db.transact('readonly', (tx) => findIds(tx, stream, lowered));
      return new Map([...found.known].map(([id, event]) => [id, event.eventNumber]));
    },
    headPosition: async () => (await db.transact('readonly', readHead)).next,
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
      const request = deleteRequest(checkedDeletable(stream), deleteOptions);
      return queue.write((tx) => softDelete(tx, request));
    },
    async tombstoneStream(stream, deleteOptions) {
      const request = deleteRequest(checkedTombstonable(stream), deleteOptions);
      return queue.write((tx) => tombstone(tx, request));
    },
    exportEvents: (exportOptions) => exportEvents(db, exportOptions),
    async importEvents(source, importOptions) {
      const { importInto } = await import('./import-into.ts');
      return importInto(db, queue, source, importOptions);
    },
    async scavenge(scavengeOptions = {}) {
      const { scavenge } = await import('./scavenge.ts');
      return scavenge(db, now, scavengeOptions).finally(() => {
        // It changes records that are remembered here and elsewhere.
        memory.forget();
        live.announceScavenge();
      });
    },
    onCommit: live.onCommit,
    onLogReplaced: log.onReplaced,
    async close() {
      closing.abort();
      await queue.close();
      db.close();
      live.close();
      projections.close();
    },
  };
}

/**
 * Deletes a store and all it holds. Tabs that have it open are asked to let go; resolves when it is gone.
 * @throws UpgradeBlockedError when a tab does not let go within seconds. No browser can call a deletion off: the store is
 * deleted as soon as that tab is closed, with all that is written until then; until then no tab can open it.
 * @throws InvalidArgumentError, StorageUnavailableError
 */
export async function deleteEventStore(name: string): Promise<void> {
  // Whatever an earlier version has opened can be deleted.
  if (typeof name !== 'string') throw new InvalidArgumentError('name', 'of a store must be a text');
  await deleteDatabase(name);
}
