// Arguments are checked before a transaction begins; what is wrong is thrown with the facts.
import type { EventData, LogId, Payload, StreamName } from './core/events.ts';
import { type ExpectedVersion, isExpectedVersion } from './core/expected-version.ts';
import { findViolation, isStreamName, MAX_NAME_LENGTH } from './core/limits.ts';
import { metadataOwner } from './core/stream-metadata.ts';
import { isSystemStream } from './core/system-streams.ts';
import { InvalidArgumentError, InvalidEventError, TooLargeError } from './errors.ts';

export function checkedStream(stream: unknown): StreamName {
  if (isStreamName(stream)) return stream;
  throw new InvalidArgumentError(
    'stream',
    `must be a name, not empty, not "$$" and not longer than ${MAX_NAME_LENGTH} characters. Nothing was written`,
  );
}

/** The name is part of addresses, and of the names of locks and channels: browsers do not take those of any length. */
const MAX_STORE_NAME_LENGTH = 1_000;

export function checkedStoreName(name: unknown): string {
  if (typeof name === 'string' && name !== '' && name.length <= MAX_STORE_NAME_LENGTH && isWhole(name))
    return name;
  throw new InvalidArgumentError(
    'name',
    `of a store must be a text, not empty, not longer than ${MAX_STORE_NAME_LENGTH} characters and without half a surrogate pair`,
  );
}

/** False for a text with half a surrogate pair: Chromium takes a lock of such a name for the one of the empty name. */
function isWhole(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** System streams are kept by the store itself: it goes on linking to what is appended elsewhere. */
export function checkedWritable(stream: unknown): StreamName {
  const name = checkedStream(stream);
  if (!isSystemStream(name)) return name;
  throw new InvalidArgumentError('stream', `"${name}" is kept by the store itself. Nothing was written`);
}

/** A metadata stream has no metadata of its own, so nothing could mark it as deleted. */
export function checkedDeletable(stream: unknown): StreamName {
  const name = checkedStream(stream);
  if (metadataOwner(name) === undefined) return name;
  throw new InvalidArgumentError('stream', `"${name}" is a metadata stream and cannot be deleted`);
}

/** After a tombstone nothing could be written to the stream any more, and the store has to go on. */
export function checkedTombstonable(stream: unknown): StreamName {
  const name = checkedDeletable(stream);
  if (!isSystemStream(name)) return name;
  throw new InvalidArgumentError(
    'stream',
    `"${name}" is kept by the store itself and cannot be deleted for good. A soft delete hides the links that are there. Nothing was written`,
  );
}

export function checkedExpectedVersion(expected: unknown): ExpectedVersion {
  if (isExpectedVersion(expected)) return expected;
  throw new InvalidArgumentError(
    'expectedVersion',
    `must be 'any', 'no_stream', 'empty_stream', 'stream_exists' or a number from 0, not ${JSON.stringify(expected)}. Nothing was written`,
  );
}

/** The events as they will be stored: ids in lower case, bytes that the caller cannot change any more. */
export function checkedEvents(events: readonly EventData[]): readonly EventData[] {
  const violation = findViolation(events);
  if (violation?.kind === 'invalid_event') {
    throw new InvalidEventError(violation.index, violation.field, violation.why);
  }
  if (violation) throw new TooLargeError(violation.what, violation.sizeBytes, violation.limitBytes);
  return events.map(({ id, type, data, metadata }) => ({
    id: id.toLowerCase(),
    type,
    data: own(data),
    metadata: metadata === null ? null : own(metadata),
  }));
}

/** The limit of one append holds for all its streams together. */
export function checkedTotal(events: readonly EventData[]): void {
  const violation = findViolation(events);
  if (violation?.kind === 'too_large') {
    throw new TooLargeError(violation.what, violation.sizeBytes, violation.limitBytes);
  }
}

export function checkedDistinct(streams: readonly StreamName[]): void {
  const seen = new Set<StreamName>();
  for (const stream of streams) {
    if (!seen.has(stream)) seen.add(stream);
    else throw new InvalidArgumentError('appends', `name stream "${stream}" twice. Nothing was written`);
  }
}

function own(payload: Payload): Payload {
  return typeof payload === 'string' ? payload : payload.slice();
}

export function checkedCount(argument: string, count: number): number {
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new InvalidArgumentError(argument, `must be a whole number from 1, not ${count}`);
}

export function checkedLogId(logId: LogId | undefined): void {
  if (logId === undefined || typeof logId === 'string') return;
  throw new InvalidArgumentError(
    'logId',
    `must be a text, as the store's own \`logId\`, not ${String(logId)}`,
  );
}

export function checkedNumber(argument: string, from: number | 'start' | 'end'): void {
  if (typeof from === 'string' || (Number.isSafeInteger(from) && from >= 0)) return;
  throw new InvalidArgumentError(argument, `must be a whole number from 0, not ${from}`);
}
