// What this connection remembers of the log, so that an append need not read before it writes, nor a read twice.
import { type StreamHead, streamHead } from './core/append-group.ts';
import type { EventNumber, Position, StreamName } from './core/events.ts';
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

/**
 * Invariant: as long as the last record of the log has the key `lastKey`, all that is remembered is as it is stored. So
 * who finds that key at the end of the log may rely on it; and so may who adds a record at `next`, since that key would
 * be refused had anybody else written. Where it does not hold, everything is forgotten, not only what was asked for.
 */
export interface Memory {
  /** The position that the next event gets; undefined = not remembered. */
  readonly next: Position | undefined;
  /** The key of the last record; -1 = the log is empty, undefined = not remembered. */
  readonly lastKey: Position | undefined;
  /** No stream has metadata or was deleted for good, so one without events has nothing at all. False = not known. */
  readonly isPlain: boolean;
  /** Many streams in a row had no events when they were read, so the next may have none, either. */
  readonly expectsNew: boolean;
  readonly records: RecordCache;
  headOf(stream: StreamName): StreamHead | undefined;
  nextLinkOf(systemStream: StreamName): EventNumber | undefined;
  /** The state of a stream, read unless it is remembered and the log has not changed since. */
  stateOf(tx: Transaction, stream: StreamName): Promise<StreamState>;
  /** Reads what an append to these streams needs and is not remembered. Whether that still holds, only adding at `next` tells. */
  learn(tx: Transaction, streams: Iterable<StreamName>, systemStreams: Iterable<StreamName>): Promise<void>;
  /** Takes over what a commit changed, or forgets all when it cannot be put to what is remembered. */
  follow(change: LogChange): void;
  forget(): void;
}

/** So that memory does not grow with the number of streams. */
const MOST_STREAMS = 2_000;
/** To expect another one; a wrong guess costs as much as some ten right ones save. */
const ENOUGH_NEW = 16;

export function openMemory(): Memory {
  let next: Position | undefined;
  let lastKey: Position | undefined;
  const states = new Map<StreamName, StreamState>();
  const nextLinks = new Map<StreamName, EventNumber>();
  const records = openRecordCache();
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

  function isFull(): boolean {
    return states.size > MOST_STREAMS || nextLinks.size > MOST_STREAMS;
  }

  /** Remembers nothing any more that was stored before this key was the last. */
  function holdTo(key: Position): void {
    if (key === lastKey && !isFull()) return;
    forget();
    lastKey = key;
  }

  async function learnEnd(tx: Transaction): Promise<void> {
    const [head, plain] = await Promise.all([readHead(tx), readIsPlain(tx)]);
    holdTo(head.lastKey);
    next = head.next;
    isPlain = plain;
  }

  async function learnStreams(tx: Transaction, unknown: readonly StreamName[]): Promise<void> {
    const read = await Promise.all(unknown.map((stream) => readStreamState(tx, stream, isPlain)));
    for (const state of read) {
      states.set(state.stream, state);
      newInARow = state.current < 0 ? newInARow + 1 : 0;
    }
  }

  async function learnLinks(tx: Transaction, unknown: ReadonlySet<StreamName>): Promise<void> {
    for (const [stream, number] of await readNextLinks(tx, unknown)) nextLinks.set(stream, number);
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
      return newInARow >= ENOUGH_NEW;
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
    async learn(tx, streams, systemStreams) {
      if (next === undefined || isFull()) await learnEnd(tx);
      const unknown = [...new Set(streams)].filter((stream) => !states.has(stream));
      const unknownLinks = new Set([...systemStreams].filter((stream) => !nextLinks.has(stream)));
      await Promise.all([learnLinks(tx, unknownLinks), learnStreams(tx, unknown)]);
    },
    follow(change) {
      if (!change.followed) return forget();
      // Told late: what was read from the log since is newer.
      if (next !== undefined && change.next <= next) return;
      if (change.from !== next) return forget();
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
