// The sizes at which the work of a store takes another path. Tests draw them small, so that every path is crossed.

export interface Sizes {
  /** Records handed to IndexedDB at once: cloning more of them would hold up the page. */
  readonly sliceRecords: number;
  /** Events in a record: one record is read and cloned as a whole. */
  readonly recordEvents: number;
  /** Characters and bytes in a record: Chromium takes no record past 127 MiB, its index keys included. */
  readonly recordLength: number;
  /** Events in a group of appends, so that none of them waits for long; a single append may have more. */
  readonly groupEvents: number;
  /**
   * Events that share one list of links: each entry in the index of links costs as much as one in that of ids, and many
   * small records would have more of them than of events.
   */
  readonly linkedEvents: number;
  /** Characters and bytes of events that share one list of links, since a read of one link reads all of them. */
  readonly linkedLength: number;
  /** Streams, and system streams, that a connection remembers. */
  readonly rememberedStreams: number;
  /** New streams in a row after which the next one is assumed to be new; a wrong guess costs as much as ten right ones save. */
  readonly newInARow: number;
  /** Characters and bytes of the records that a connection keeps. */
  readonly cachedLength: number;
  /** Events of the smallest record that is kept: a smaller one is read as quickly as it would be found. */
  readonly cachedEvents: number;
  /** Events looked at past a page for the next one that can be read: writes wait while its transaction reads. */
  readonly lookAhead: number;
  /** Of these, events read at once. */
  readonly lookAtOnce: number;
  /** Events that an export or a check holds at once, and the rest of the record that passes them. */
  readonly pageEvents: number;
  /** Characters and bytes that an export or a check holds at once, and the record that passes them. */
  readonly pageLength: number;
  /** Events in one read of a loop, a subscription or a projection. */
  readonly batchEvents: number;
  /** Events of a file that an import writes in one transaction. */
  readonly importEvents: number;
  /** Bytes of them, as written in the file. */
  readonly importBytes: number;
  /** Streams of which an import remembers where they end. */
  readonly importStreams: number;
  /** Positions that a scavenge looks at in one transaction, so that appends of other tabs wait only shortly. */
  readonly scavengePositions: number;
  /** Hints that were announced while a greeting was on its way; more than these would be of before. */
  readonly untoldHints: number;
}

export const SIZES: Sizes = {
  sliceRecords: 16,
  recordEvents: 200,
  recordLength: 8 * 1024 * 1024,
  groupEvents: 5_000,
  linkedEvents: 200,
  linkedLength: 256 * 1024,
  rememberedStreams: 2_000,
  newInARow: 16,
  cachedLength: 750_000,
  cachedEvents: 8,
  lookAhead: 5_000,
  lookAtOnce: 250,
  pageEvents: 500,
  pageLength: 1024 * 1024,
  batchEvents: 500,
  importEvents: 500,
  importBytes: 4 * 1024 * 1024,
  importStreams: 200_000,
  scavengePositions: 1_000,
  untoldHints: 8,
};
