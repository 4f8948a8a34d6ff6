// What this connection remembers of the log, so that an append need not read before it writes, nor a read twice.
import { type BoundedMap, boundedMap } from './bounded-map.ts';
import { type StreamHead, streamHead } from './core/append-group.ts';
import type { EventNumber, Position, StreamName } from './core/events.ts';
import type { Sizes } from './core/sizes.ts';
import { isSystemStream } from './core/system-streams.ts';
import type { Transaction } from './database.ts';
import {
  readHead,
  readIsPlain,
  readLastKey,
  readNextLinks,
  readStreamState,
  type StreamState,
  streamStateOf,
} from './log.ts';
import { openRecordCache, type RecordCache } from './record-cache.ts';

/** What a commit changed. */
export interface LogChange {
  readonly from: Position;
  /** One past the last position written. */
  readonly next: Position;
  readonly streams: readonly { readonly stream: StreamName; readonly version: EventNumber }[];
  /** What who remembers the log needs to go on remembering it; absent: more changed than can be told. */
  readonly followed?: {
    /** Position of the last record. */
    readonly lastKey: Position;
    readonly createdMs: number;
    readonly nextLinks: readonly (readonly [StreamName, EventNumber])[];
    /** Those of the streams that it wrote the first event of. A tab that runs an earlier version does not say. */
    readonly begun?: readonly StreamName[];
  };
}

/** Where the log ends. */
interface LogEnd {
  /** The position that the next event gets. */
  readonly next: Position;
  /** The key of the last record; -1 = the log is empty. */
  readonly lastKey: Position;
  /** No stream has metadata or was deleted for good, so one without events has nothing at all. */
  readonly isPlain: boolean;
}

/**
 * The facts from which a group of appends is decided. It does not change, whatever memory is told meanwhile. Memory may
 * have been wrong; then the key `next` is taken, and the write is refused.
 */
export interface LogView {
  readonly next: Position;
  readonly lastKey: Position;
  headOf(stream: StreamName): StreamHead | undefined;
  nextLinkOf(systemStream: StreamName): EventNumber | undefined;
}

/**
 * Invariants:
 * 1. All that is remembered holds while the last record of the log has the key `lastKey`.
 * 2. A read checks that key. A write adds at `next`; if another connection has written, IndexedDB refuses the key.
 * 3. When either check fails, everything is forgotten, not only what was asked for.
 */
export interface Memory {
  /** The position that the next event gets; undefined = not remembered. */
  readonly next: Position | undefined;
  /** The key of the last record; -1 = the log is empty, undefined = not remembered. */
  readonly lastKey: Position | undefined;
  /** As in `LogEnd`; false = not known. */
  readonly isPlain: boolean;
  /** Many streams in a row had no events when they were read, so the next may have none, either. */
  readonly expectsNew: boolean;
  readonly records: RecordCache;
  headOf(stream: StreamName): StreamHead | undefined;
  nextLinkOf(systemStream: StreamName): EventNumber | undefined;
  /** The state of a stream, read unless it is remembered and the log has not changed since. */
  stateOf(tx: Transaction, stream: StreamName): Promise<StreamState>;
  /**
   * What an append to these streams needs: the rest is read, or, `afresh`, everything. Unless it was read afresh, only
   * adding at `next` tells whether it still holds.
   */
  learn(
    tx: Transaction,
    streams: Iterable<StreamName>,
    systemStreams: Iterable<StreamName>,
    afresh: boolean,
  ): Promise<LogView>;
  /** Takes over what a commit changed, or forgets all when it cannot be put to what is remembered. */
  follow(change: LogChange): void;
  forget(): void;
}

export function openMemory(sizes: Sizes): Memory {
  let next: Position | undefined;
  let lastKey: Position | undefined;
  const states = boundedMap<StreamName, StreamState>(sizes.rememberedStreams);
  const nextLinks = boundedMap<StreamName, EventNumber>(sizes.rememberedStreams);
  const records = openRecordCache(sizes);
  let isPlain = false;
  let newInARow = 0;

  function forget(): void {
    next = undefined;
    lastKey = undefined;
    isPlain = false;
    newInARow = 0;
    states.clear();
    nextLinks.clear();
    records.clear();
  }

  /** Remembers nothing any more that was stored before this key was the last. */
  function holdTo(key: Position): void {
    if (key === lastKey) return;
    forget();
    lastKey = key;
  }

  function rememberedEnd(): LogEnd | undefined {
    return next === undefined || lastKey === undefined ? undefined : { next, lastKey, isPlain };
  }

  /** Keeps what was read, unless a hint has told of a later end meanwhile. */
  function keep(
    end: LogEnd,
    read: readonly StreamState[],
    readLinks: ReadonlyMap<StreamName, EventNumber>,
  ): void {
    if (next === undefined) {
      holdTo(end.lastKey);
      ({ next, isPlain } = end);
    }
    if (next !== end.next || lastKey !== end.lastKey) return;
    for (const state of read) {
      states.set(state.stream, state);
      newInARow = state.current < 0 ? newInARow + 1 : 0;
    }
    for (const [stream, number] of readLinks) nextLinks.set(stream, number);
  }

  return {
    get next() {
      return next;
    },
    get lastKey() {
      return lastKey;
    },
    get isPlain() {
      return isPlain;
    },
    get expectsNew() {
      return newInARow >= sizes.newInARow;
    },
    records,
    headOf(stream) {
      const state = states.get(stream);
      return state && streamHead(state);
    },
    nextLinkOf: (systemStream) => nextLinks.get(systemStream),
    async stateOf(tx, stream) {
      // What a commit changes of a system stream is not told.
      if (isSystemStream(stream)) return readStreamState(tx, stream);
      const isUnknown = !states.has(stream);
      const [key, read] = await Promise.all([
        readLastKey(tx, lastKey),
        isUnknown ? readStreamState(tx, stream) : undefined,
      ]);
      holdTo(key);
      const state = read ?? states.get(stream) ?? (await readStreamState(tx, stream));
      // Meanwhile another key may have become the last.
      if (key === lastKey) states.set(stream, state);
      return state;
    },
    async learn(tx, streams, systemStreams, afresh) {
      if (afresh) forget();
      // Taken before anything is read: a hint that arrives meanwhile may change memory, but not this view.
      const remembered = { end: rememberedEnd(), lastKey };
      const heads = taken([...streams], states);
      const links = taken([...systemStreams], nextLinks);
      const end = remembered.end ?? (await readLogEnd(tx));
      if (end.lastKey !== remembered.lastKey) for (const known of [heads.known, links.known]) known.clear();
      const [readLinks, read] = await Promise.all([
        readNextLinks(tx, links.missing()),
        Promise.all(heads.missing().map((stream) => readStreamState(tx, stream, end.isPlain))),
      ]);
      keep(end, read, readLinks);
      for (const state of read) heads.known.set(state.stream, state);
      for (const [stream, number] of readLinks) links.known.set(stream, number);
      return {
        ...end,
        headOf(stream) {
          const state = heads.known.get(stream);
          return state && streamHead(state);
        },
        nextLinkOf: (systemStream) => links.known.get(systemStream),
      };
    },
    follow(change) {
      // Told late: what was read from the log since is newer. A scavenge tells of no position.
      if (next !== undefined && change.next <= next && change.next > change.from) return;
      if (!change.followed || change.from !== next) return forget();
      next = change.next;
      const { createdMs, nextLinks: links, begun = [] } = change.followed;
      lastKey = change.followed.lastKey;
      if (isPlain) for (const stream of begun) states.set(stream, streamStateOf(stream, undefined));
      for (const { stream, version } of change.streams) {
        const state = states.get(stream);
        if (state) states.set(stream, { ...state, current: version, updatedMs: createdMs });
      }
      for (const [stream, number] of links) nextLinks.set(stream, number);
    },
    forget,
  };
}

async function readLogEnd(tx: Transaction): Promise<LogEnd> {
  const [head, isPlain] = await Promise.all([readHead(tx), readIsPlain(tx)]);
  return { ...head, isPlain };
}

/** The entries of these keys that are remembered now, and the keys that are missing among them. */
function taken<Value>(keys: readonly StreamName[], remembered: BoundedMap<StreamName, Value>) {
  const known = new Map<StreamName, Value>();
  for (const key of keys) {
    const value = remembered.get(key);
    if (value !== undefined) known.set(key, value);
  }
  return { known, missing: () => [...new Set(keys)].filter((key) => !known.has(key)) };
}
