// Stream metadata: what a `$metadata` document says about reading its stream.

/** The metadata document of a stream as its readers see it; invalid documents count as empty (semantics 2b). */
export interface StreamMetadata {
  /** Number of the metadata event in `$$stream`; -1 = none was ever set. */
  readonly version: number;
  /** The exact text of the document; null where none was set. */
  readonly json: string | null;
  /** Keep at most so many events readable. */
  readonly maxCount?: bigint;
  /** Hide events older than so many seconds. */
  readonly maxAge?: bigint;
  /** Hide events with a lower number. 2^63 - 1 = soft-deleted. */
  readonly truncateBefore?: bigint;
  /** Seconds for which the head page may be cached. */
  readonly cacheControl?: bigint;
}
