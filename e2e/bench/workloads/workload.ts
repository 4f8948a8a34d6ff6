// What a row of the table is.
import type { Connection, Durability } from '../contenders/contender.ts';
import type { Raw } from '../contenders/raw.ts';
import type { EventMaker } from '../page/events.ts';
import type { Stopwatch } from '../page/stopwatch.ts';

export interface Workload {
  readonly name: string;
  readonly title: string;
  /** What one figure is for. */
  readonly per: 'append' | 'event' | 'retry' | 'page';
  /** What raw IndexedDB does for the same. */
  readonly rawWork: string;
  /** Strict rows leave out who cannot flush before it acknowledges. */
  readonly durability: Durability;
  /** Whether a strict acknowledgement costs anything here; else strict contenders are left out. */
  readonly writes: boolean;
  /** Events in the log that it reads, all in the stream `LOG_STREAM`; absent: it begins with an empty store. */
  readonly log?: number;
  /** @returns µs for one of `per` */
  measure(store: Connection, tools: Tools): Promise<number>;
  measureRaw(raw: Raw, tools: Tools): Promise<number>;
}

export interface Tools {
  readonly stopwatch: Stopwatch;
  readonly events: EventMaker;
  /** Events in the log: `log` of the workload, scaled. */
  readonly logged: number;
  /** Differs from sample to sample. */
  readonly sample: number;
}

/** The one stream of a log. */
export const LOG_STREAM = 'orders';
/** A log is appended in batches of so many events. */
export const LOG_BATCH = 100;
