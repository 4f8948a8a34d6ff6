// What every contender can do. Raw IndexedDB is none of them: it is the limit, and checks nothing.

/** An event to append, given to every contender alike. `data` is a JSON text. */
export interface BenchEvent {
  /** A GUID. */
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: null;
}

/** An event as read. */
export interface StoredEvent {
  readonly id: string;
  /** From 0 in each stream, without gaps. */
  readonly eventNumber: number;
  readonly type: string;
  readonly data: string;
}

/** Version of the stream that the append builds on: -1 for none. */
export type Expected = number | 'any';

/** What an acknowledged append survives: a crashed browser, or also a machine that loses power. */
export type Durability = 'relaxed' | 'strict';

/** An open store. */
export interface Connection {
  /**
   * Appends all of the events or none. The same events at the same place again are acknowledged and not written.
   * @throws Conflict: nothing was written.
   */
  append(
    stream: string,
    expected: Expected,
    events: readonly BenchEvent[],
  ): Promise<'committed' | 'already_committed'>;
  /** At most `count` events of the stream from this number on. */
  readForwards(stream: string, from: number, count: number): Promise<readonly StoredEvent[]>;
  /** The last `count` events of the stream, newest first. */
  readBackwards(stream: string, count: number): Promise<readonly StoredEvent[]>;
  /** At most `count` events of all streams, in the order of their commits, from this place on: `'start'`, or a `next`. */
  readAll(
    from: Place,
    count: number,
  ): Promise<{ readonly events: readonly StoredEvent[]; readonly next: Place }>;
  /** Calls `listener` after each commit made elsewhere; absent where a contender has no such thing. */
  readonly onCommitElsewhere?: (listener: () => void) => void | Promise<void>;
  /** Lists all streams, and tells how many there are; absent where a contender keeps no list. */
  readonly listStreams?: () => Promise<number>;
  /** Answers a request over HTTP; absent where a contender speaks none. */
  readonly answer?: (request: Request) => Promise<Response | undefined>;
  close(): Promise<void>;
}

/** A place in the order of all commits, in whatever form the contender knows one. */
export type Place = string | number;

export interface Contender {
  open(name: string, durability: Durability): Promise<Connection>;
}

/** The stream is not where the append expected it, or has part of these events already. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}
