// Opens a store: wires the rooms of the library to the object people hold.
import { v4 } from 'uuid';
import type { AppendRequest } from './append.ts';
import { openAppendQueue } from './append-queue.ts';
import { appendToStreams } from './append-streams.ts';
import {
  checkedDeletable,
  checkedExpectedVersion,
  checkedFlag,
  checkedFunction,
  checkedList,
  checkedLogId,
  checkedOptions,
  checkedPlace,
  checkedStoreName,
  checkedStream,
  checkedText,
  checkedTombstonable,
  checkedWord,
  checkedWritable,
  copiedOptions,
  NOTHING_WRITTEN,
} from './check.ts';
import { checkedDistinct, checkedEvents, checkedTotal } from './check-events.ts';
import { checkedClock } from './clock.ts';
import { deleteDatabase } from './connection.ts';
import type { EventData, StreamName } from './core/events.ts';
import { SIZES, type Sizes } from './core/sizes.ts';
import { METADATA_EVENT_TYPE, metadataStreamOf } from './core/stream-metadata.ts';
import { followLog } from './current-log.ts';
import { type ConnectionListeners, openDatabase } from './database.ts';
import { type DeleteRequest, softDelete, tombstone } from './delete.ts';
import { StreamDeletedError } from './errors.ts';
import type { AppendOptions, AppendResult, EventStore, OpenOptions } from './event-store.ts';
import { exportEvents } from './export.ts';
import { checkedIds, findIds } from './find-ids.ts';
import { iterateAll, iterateStream } from './iterate.ts';
import { openLive } from './live.ts';
import { readHead, readStreamState } from './log.ts';
import { checkLog } from './log-identity.ts';
import { openMemory } from './memory.ts';
import { openProjections } from './projections.ts';
import {
  type AllPage,
  type AllPageRequest,
  checkedPageRequest,
  readAllPage,
  readEvent,
  readStreamPage,
  type StreamPage,
  type StreamPageRequest,
  summarise,
} from './read.ts';
import { checkedListOptions, listStreams } from './stream-list.ts';
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
  const {
    name = DEFAULT_STORE_NAME,
    durability = 'relaxed',
    now: clock = Date.now,
  } = checkedOptions(options);
  checkedStoreName(name);
  checkedWord('durability', durability, ['relaxed', 'strict']);
  const now = checkedClock(checkedFunction('now', clock));
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
  const live = openLive(name, () => log.id, sizes);
  live.onChangeElsewhere(memory.follow);
  const queue = openAppendQueue(db, memory, live.announce);
  const closing = new AbortController();

  function appendRequest(
    stream: StreamName,
    events: EventData | readonly EventData[],
    appendOptions: AppendOptions,
  ): AppendRequest {
    const { expectedVersion } = checkedOptions(appendOptions);
    return {
      stream: checkedWritable(stream),
      expectedVersion: checkedExpectedVersion(expectedVersion),
      events: checkedEvents(events),
      newId: v4,
      nowMs: now(),
    };
  }

  async function appendToStream(
    stream: StreamName,
    events: EventData | readonly EventData[],
    appendOptions: AppendOptions = {},
  ): Promise<AppendResult> {
    return queue.append(appendRequest(stream, events, appendOptions));
  }

  function deleteRequest(stream: StreamName, deleteOptions: AppendOptions = {}): DeleteRequest {
    const { expectedVersion } = checkedOptions(deleteOptions);
    return {
      stream,
      expectedVersion: checkedExpectedVersion(expectedVersion),
      id: v4(),
      nowMs: now(),
    };
  }

  async function streamPage(stream: StreamName, request: StreamPageRequest): Promise<StreamPage> {
    checkedStream(stream);
    const checked = checkedPageRequest(request);
    const nowMs = now();
    return db.transact('readonly', (tx) => readStreamPage(tx, memory, stream, checked, nowMs));
  }

  async function allPage(request: AllPageRequest): Promise<AllPage> {
    const checked = checkedPageRequest(request);
    const nowMs = now();
    return db.transact('readonly', (tx) => readAllPage(tx, checked, nowMs));
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
    sizes,
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
      const requests = checkedList('appends', appends).map((each, place) => {
        const { stream, events } = checkedOptions(each, `appends[${place}]`);
        return appendRequest(stream, events, each);
      });
      checkedDistinct(requests.map(({ stream }) => stream));
      checkedTotal(requests.flatMap(({ events }) => events));
      return queue.write((tx) => appendToStreams(tx, requests), 'repeatable');
    },
    readStream: (stream, readOptions) =>
      iterateStream(readOptions, (request) => streamPage(stream, request), sizes),
    readStreamPage: streamPage,
    async readEvent(stream, eventNumber, readOptions = {}) {
      checkedStream(stream);
      const number = checkedPlace('eventNumber', eventNumber, ['end']);
      const { resolveLinkTos, logId } = checkedOptions(readOptions);
      const resolve = checkedFlag('resolveLinkTos', resolveLinkTos);
      const expected = checkedLogId(logId);
      const nowMs = now();
      return db.transact('readonly', (tx) => {
        checkLog(tx, expected);
        return readEvent(tx, memory, stream, number, resolve, nowMs);
      });
    },
    readAll: (readOptions) => iterateAll(readOptions, allPage, sizes),
    readAllPage: allPage,
    async listStreams(listOptions = {}) {
      const checked = checkedListOptions(listOptions);
      const nowMs = now();
      return db.transact('readonly', (tx) => listStreams(tx, checked, nowMs));
    },
    async describeStream(stream) {
      checkedStream(stream);
      const nowMs = now();
      return db.transact('readonly', (tx) => summarise(tx, stream, nowMs));
    },
    async findEventIds(stream, ids) {
      checkedStream(stream);
      const lowered = checkedIds(ids);
      const found = await db.transact('readonly', (tx) => findIds(tx, stream, lowered));
      return new Map([...found.known].map(([id, event]) => [id, event.eventNumber]));
    },
    headPosition: async () => (await db.transact('readonly', readHead)).next,
    async getStreamMetadata(stream) {
      checkedStream(stream);
      const state = await db.transact('readonly', (tx) => readStreamState(tx, stream));
      if (state.tombstoned) throw new StreamDeletedError(stream, true);
      return { ...state.metadata };
    },
    async setStreamMetadata(stream, json, metadataOptions = {}) {
      const { id = v4() } = checkedOptions(metadataOptions);
      const data = checkedText('json', json, NOTHING_WRITTEN);
      const event = { id, type: METADATA_EVENT_TYPE, data, metadata: null };
      return appendToStream(metadataStreamOf(checkedStream(stream)), event, metadataOptions);
    },
    async deleteStream(stream, deleteOptions) {
      const request = deleteRequest(checkedDeletable(stream), deleteOptions);
      return queue.write((tx) => softDelete(tx, request));
    },
    async tombstoneStream(stream, deleteOptions) {
      const request = deleteRequest(checkedTombstonable(stream), deleteOptions);
      return queue.write((tx) => tombstone(tx, request));
    },
    exportEvents: (exportOptions) => exportEvents(db, exportOptions),
    async importEvents(source, importOptions = {}) {
      // Read in the call, as everywhere.
      const copied = copiedOptions(importOptions, ['dryRun', 'acceptGaps', 'signal', 'onProgress']);
      const { importInto } = await import('./import-into.ts');
      return importInto(db, queue, source, copied, now);
    },
    async scavenge(scavengeOptions = {}) {
      const copied = copiedOptions(scavengeOptions, ['signal', 'onProgress']);
      const nowMs = now();
      const { scavenge } = await import('./scavenge.ts');
      return scavenge(db, nowMs, copied).finally(() => {
        // It changes records that are remembered here and elsewhere.
        memory.forget();
        live.announceScavenge();
      });
    },
    async check(checkOptions = {}) {
      const copied = copiedOptions(checkOptions, ['signal', 'onProgress']);
      const { checkStore } = await import('./store-check.ts');
      return checkStore(db, copied);
    },
    onCommit(listener) {
      checkedFunction('listener', listener);
      // A copy each, since other listeners, and what tells other tabs, share the list of streams.
      return live.onCommit(({ streams, ...commit }) =>
        listener({ ...commit, streams: streams.map((each) => ({ ...each })) }),
      );
    },
    onLogReplaced(listener) {
      checkedFunction('listener', listener);
      return log.onReplaced(listener);
    },
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
  await deleteDatabase(checkedText('name', name));
}
