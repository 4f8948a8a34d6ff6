// What a row of the table is.
import type { Connection, Durability } from '../contenders/contender.ts';
import type { Ability } from '../contenders/list.ts';
import type { Raw } from '../contenders/raw.ts';
import type { EventMaker } from '../page/events.ts';
import type { OtherTab } from '../page/other-tab.ts';
import type { Stopwatch } from '../page/stopwatch.ts';

/** What is said of a row, however it is measured. */
export interface RowInfo {
  readonly name: string;
  readonly title: string;
  /** What one figure is for. */
  readonly per: string;
  readonly unit: 'µs' | 'bytes';
  /** What raw IndexedDB does for the same. */
  readonly rawWork: string;
  /** What the figure is compared with: that of raw IndexedDB, one taken beside it, or none. */
  readonly compared: 'ratio to raw' | 'ratio to beside' | 'more than beside' | 'by itself';
  /** What is taken beside it. */
  readonly beside?: string;
  /** Events in the log that it reads; absent: it begins with an empty store. */
  readonly log?: number;
  /** Only these contenders; absent: all that can. */
  readonly only?: readonly string[];
  readonly needs?: readonly Ability[];
  /** Measured only when it is named, or for the growth. */
  readonly rare?: boolean;
  /** Strict rows leave out who cannot flush before it acknowledges. */
  readonly durability: Durability;
  /** Whether a strict acknowledgement costs anything here; else those that are opened strict are left out. */
  readonly writes: boolean;
}

export type Workload = PageWorkload | DiskWorkload | HeapWorkload;

/** One that a contender does in its page, in a sample of many repetitions. */
export interface PageWorkload extends RowInfo {
  readonly kind: 'page';
  /** It opens the log by itself, again and again. */
  readonly opensLog?: boolean;
  /** A second tab takes part. */
  readonly tabs?: 2;
  measure(store: Connection, tools: Tools): Promise<Sample>;
  measureRaw?(raw: Raw, tools: Tools): Promise<Sample>;
}

/** What the files of a log take when the browser has ended. */
export interface DiskWorkload extends RowInfo {
  readonly kind: 'disk';
}

/** What an open store holds in memory. */
export interface HeapWorkload extends RowInfo {
  readonly kind: 'heap';
}

export interface Sample {
  readonly value: number;
  /** See `beside` of the row. */
  readonly beside?: number;
}

export interface Tools {
  readonly stopwatch: Stopwatch;
  readonly events: EventMaker;
  /** Events in the log: `log` of the workload, scaled. */
  readonly logged: number;
  /** Differs from sample to sample. */
  readonly sample: number;
  /** Opens the log, or a store with one event, and reads its last event. */
  open(which: 'log' | 'one event'): Promise<{ close(): Promise<void> }>;
  /** Another tab that has the same store open. */
  readonly other: OtherTab;
}

/** The one stream of a log. */
export const LOG_STREAM = 'orders';
/** A log is appended in batches of so many events. */
export const LOG_BATCH = 100;

const IN_PAGE = { kind: 'page', unit: 'µs', durability: 'relaxed', compared: 'ratio to raw' } as const;
/** Of the rows that write, and begin with an empty store. */
export const WRITES = { ...IN_PAGE, writes: true } as const;
/** Of the rows that only read. */
export const READS = { ...IN_PAGE, writes: false } as const;
