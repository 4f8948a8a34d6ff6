// What this connection remembers of the log, so that an append need not read before it writes.
import type { StreamHead } from './core/append-group.ts';
import type { EventNumber, Position, StreamName } from './core/events.ts';
import { isSoftDeleted } from './core/visibility.ts';
import type { Transaction } from './database.ts';
import { readHead, readNextLinks, readStreamState } from './log.ts';

/** What a commit changed, as far as appends need to know. */
export interface HeadChange {
  readonly from: Position;
  /** One past the last position written. */
  readonly next: Position;
  readonly streams: readonly { readonly stream: StreamName; readonly version: EventNumber }[];
  /** The number that the next link of each system stream gets; undefined = more changed than is told here. */
  readonly nextLinks: readonly (readonly [StreamName, EventNumber])[] | undefined;
}

/**
 * Invariant: where the log still ends at `next`, all that is remembered is as it is stored. So a record that is added at
 * `next` proves it, since the key would be refused had anybody written; and when it is refused, everything is forgotten,
 * not only what that append had asked for.
 */
export interface Heads {
  /** The position that the next event gets; undefined = not known. */
  readonly next: Position | undefined;
  readonly streams: ReadonlyMap<StreamName, StreamHead>;
  readonly nextLinks: ReadonlyMap<StreamName, EventNumber>;
  /** True when `learn` would read nothing. */
  remembers(streams: Iterable<StreamName>, systemStreams: Iterable<StreamName>): boolean;
  /** Reads what is not remembered yet. */
  learn(tx: Transaction, streams: Iterable<StreamName>, systemStreams: Iterable<StreamName>): Promise<void>;
  /** Takes over what a commit changed, or forgets all when it cannot be put to what is remembered. */
  follow(change: HeadChange): void;
  forget(): void;
}

/** So that memory does not grow with the number of streams. */
const MOST_STREAMS = 5_000;

export function openHeads(): Heads {
  let next: Position | undefined;
  const streams = new Map<StreamName, StreamHead>();
  const nextLinks = new Map<StreamName, EventNumber>();

  function forget(): void {
    next = undefined;
    streams.clear();
    nextLinks.clear();
  }

  async function learnStream(tx: Transaction, stream: StreamName): Promise<void> {
    const { tombstoned, metadata, current } = await readStreamState(tx, stream);
    streams.set(stream, {
      current,
      hasMetadata: metadata.version >= 0,
      deleted: tombstoned || isSoftDeleted(metadata),
    });
  }

  async function learnLinks(tx: Transaction, unknown: ReadonlySet<StreamName>): Promise<void> {
    for (const [stream, number] of await readNextLinks(tx, unknown)) nextLinks.set(stream, number);
  }

  return {
    get next() {
      return next;
    },
    streams,
    nextLinks,
    remembers(wanted, wantedLinks) {
      if (next === undefined) return false;
      for (const stream of wanted) if (!streams.has(stream)) return false;
      for (const stream of wantedLinks) if (!nextLinks.has(stream)) return false;
      return true;
    },
    async learn(tx, wanted, wantedLinks) {
      if (streams.size > MOST_STREAMS || nextLinks.size > MOST_STREAMS) forget();
      const unknown = [...new Set(wanted)].filter((stream) => !streams.has(stream));
      const unknownLinks = new Set([...wantedLinks].filter((stream) => !nextLinks.has(stream)));
      const [head] = await Promise.all([
        next ?? readHead(tx),
        learnLinks(tx, unknownLinks),
        ...unknown.map((stream) => learnStream(tx, stream)),
      ]);
      next = head;
    },
    follow(change) {
      // Told late: what was read from the log since is newer.
      if (next !== undefined && change.next <= next) return;
      if (change.from !== next || !change.nextLinks) return forget();
      next = change.next;
      for (const { stream, version } of change.streams) {
        const head = streams.get(stream);
        if (head) streams.set(stream, { ...head, current: version });
      }
      for (const [stream, number] of change.nextLinks) nextLinks.set(stream, number);
    },
    forget,
  };
}
