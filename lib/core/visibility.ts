// Which events of a stream can be read: `$tb`, `$maxCount` and `$maxAge` hide events, they never change numbers.
import type { EventNumber, RecordedEvent, StreamName } from './events.ts';
import type { StreamVersion } from './expected-version.ts';
import { metadataOwner, SOFT_DELETED, type StreamMetadata } from './stream-metadata.ts';
import { storedTime } from './times.ts';

export interface Visibility {
  /** The lowest number that `$tb` and `$maxCount` leave readable; may be past the last event. */
  readonly min: EventNumber;
  /** Events written before this time are too old, in ms since 1970-01-01 UTC; undefined = no `$maxAge`. */
  readonly oldestMs: number | undefined;
}

export function isSoftDeleted(metadata: StreamMetadata): boolean {
  return metadata.truncateBefore === SOFT_DELETED;
}

export function visibilityOf(
  stream: StreamName,
  last: StreamVersion,
  metadata: StreamMetadata,
  nowMs: number,
): Visibility {
  // A metadata stream always reads as if `$maxCount` were 1, and has no metadata of its own.
  if (metadataOwner(stream) !== undefined) return { min: Math.max(last, 0), oldestMs: undefined };
  const truncated = asNumber(metadata.truncateBefore ?? 0n);
  const capped = metadata.maxCount === undefined ? 0 : last - asNumber(metadata.maxCount) + 1;
  const { maxAge } = metadata;
  return {
    min: Math.max(truncated, capped, 0),
    oldestMs: maxAge === undefined ? undefined : nowMs - asNumber(maxAge) * 1000,
  };
}

export function isVisible(event: RecordedEvent, visibility: Visibility): boolean {
  return !event.scavenged && event.eventNumber >= visibility.min && isYoungEnough(event, visibility);
}

/**
 * Each event by its own time. After a clock was set back times do not ascend with event numbers, so what is too old may
 * stand between what is not.
 */
export function isYoungEnough(
  { createdMs }: Pick<RecordedEvent, 'createdMs'>,
  visibility: Visibility,
): boolean {
  return visibility.oldestMs === undefined || storedTime(createdMs) >= visibility.oldestMs;
}

function asNumber(value: bigint): number {
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
}
