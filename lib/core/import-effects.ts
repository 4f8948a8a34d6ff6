// What an import does to the streams that were there before it.
import { type EventNumber, type StreamName, TOMBSTONE } from './events.ts';
import type { StreamVersion } from './expected-version.ts';
import type { BackupEvent } from './ndjson.ts';
import { metadataOwner, parseStreamMetadata, type StreamMetadata } from './stream-metadata.ts';
import { isSoftDeleted, visibilityOf } from './visibility.ts';

/** The most names that a list of streams has. */
const MAX_NAMES = 100;

/** Some streams. */
export interface NamedStreams {
  /** How many they are. */
  readonly count: number;
  /** At most 100 of them, in the order in which the import came to them. */
  readonly names: readonly StreamName[];
}

/**
 * What an import does to streams that were there before it: those that were deleted, or lose events that could be read, and
 * those that come back. A stream counts once, for the gravest, as the last line leaves it; a stream that the file itself
 * begins counts nowhere.
 */
export interface ImportEffects {
  /** Deleted for good, by a tombstone. */
  readonly deleted: NamedStreams;
  /** Soft-deleted: its metadata hides all events, until it is written to again. */
  readonly softDeleted: NamedStreams;
  /** Some or all events cannot be read any more, at once or as time passes: by `$tb`, `$maxCount` or `$maxAge`. */
  readonly limited: NamedStreams;
  /** Was soft-deleted before, and is not any more. */
  readonly recreated: NamedStreams;
}

const NONE: NamedStreams = { count: 0, names: [] };

/** Nothing that was there is changed. */
export const NO_EFFECTS: ImportEffects = { deleted: NONE, softDeleted: NONE, limited: NONE, recreated: NONE };

/** A stream with events, as it was before the import. */
export interface OwnStream {
  readonly current: StreamVersion;
  readonly metadata: StreamMetadata;
  /** Number of the first event that could be read. */
  readonly firstReadable: EventNumber | undefined;
}

/** Before the import, and as far as the import has come. */
interface ChangedStream {
  readonly before: OwnStream;
  tombstoned: boolean;
  current: StreamVersion;
  metadata: StreamMetadata;
}

export type OwnStreams = ReadonlyMap<StreamName, OwnStream>;

/** Holds the streams that were there and are touched, so that its size depends on the store, and not on the file. */
export class EffectsSoFar {
  private readonly changed = new Map<StreamName, ChangedStream>();

  has(stream: StreamName): boolean {
    return this.changed.has(stream);
  }

  /** The events become part of the import; `own` are the streams that they are the first to touch. */
  follow(events: readonly BackupEvent[], own: OwnStreams): void {
    for (const [stream, before] of own) {
      this.changed.set(stream, { ...before, before, tombstoned: false });
    }
    for (const event of events) this.apply(event);
  }

  private apply({ stream, eventNumber, data }: BackupEvent): void {
    const owner = metadataOwner(stream);
    const changed = this.changed.get(owner ?? stream);
    if (!changed) return;
    // A scavenge leaves the last metadata as it is, so that a document without data is no longer the last.
    if (owner !== undefined) changed.metadata = parseStreamMetadata(eventNumber, data ?? new Uint8Array());
    else if (eventNumber === TOMBSTONE) changed.tombstoned = true;
    else changed.current = eventNumber;
  }

  effects(): ImportEffects {
    const streams: Record<keyof ImportEffects, StreamName[]> = {
      deleted: [],
      softDeleted: [],
      limited: [],
      recreated: [],
    };
    for (const [stream, changed] of this.changed) {
      const effect = effectOn(stream, changed);
      if (effect) streams[effect].push(stream);
    }
    const named = (names: readonly StreamName[]): NamedStreams => ({
      count: names.length,
      names: names.slice(0, MAX_NAMES),
    });
    return {
      deleted: named(streams.deleted),
      softDeleted: named(streams.softDeleted),
      limited: named(streams.limited),
      recreated: named(streams.recreated),
    };
  }
}

function effectOn(stream: StreamName, changed: ChangedStream): keyof ImportEffects | undefined {
  const { before, tombstoned, metadata } = changed;
  if (before.firstReadable !== undefined) {
    if (tombstoned) return 'deleted';
    if (isSoftDeleted(metadata)) return 'softDeleted';
    if (isLimited(stream, changed, before.firstReadable)) return 'limited';
  }
  const isBack = isSoftDeleted(before.metadata) && !isSoftDeleted(metadata) && !tombstoned;
  return isBack ? 'recreated' : undefined;
}

function isLimited(
  stream: StreamName,
  { before, current, metadata }: ChangedStream,
  firstReadable: EventNumber,
): boolean {
  return (
    visibilityOf(stream, current, metadata, 0).min > firstReadable ||
    isStricter(metadata.maxCount, before.metadata.maxCount) ||
    isStricter(metadata.maxAge, before.metadata.maxAge)
  );
}

function isStricter(limit: bigint | undefined, before: bigint | undefined): boolean {
  return limit !== undefined && (before === undefined || limit < before);
}
