// Arguments are checked before a transaction begins; what is wrong is thrown with the facts.
import type { LogId, StreamName } from './core/events.ts';
import { type ExpectedVersion, isExpectedVersion } from './core/expected-version.ts';
import { hasHalfPair, isStreamName, NAME_RULE } from './core/limits.ts';
import { isList, shown } from './core/shown.ts';
import { metadataOwner } from './core/stream-metadata.ts';
import { isSystemStream } from './core/system-streams.ts';
import { InvalidArgumentError } from './errors.ts';

/** @param must what the argument must be, to be read between "must be" and "not" */
export function refused(argument: string, must: string, value: unknown, then = ''): InvalidArgumentError {
  return new InvalidArgumentError(argument, `must be ${must}, not ${shown(value)}${then}`);
}

export const NOTHING_WRITTEN = '. Nothing was written';

export function checkedStream(stream: unknown): StreamName {
  if (isStreamName(stream)) return stream;
  throw refused('stream', `a name: ${NAME_RULE}`, stream, NOTHING_WRITTEN);
}

/** The name is part of addresses, and of the names of locks and channels: browsers do not take those of any length. */
const MAX_STORE_NAME_LENGTH = 1_000;

export function checkedStoreName(name: unknown): string {
  if (typeof name === 'string' && name !== '' && name.length <= MAX_STORE_NAME_LENGTH && !hasHalfPair(name))
    return name;
  const must = `a text, not empty, not longer than ${MAX_STORE_NAME_LENGTH} characters and without half a surrogate pair`;
  throw refused('name', must, name);
}

/** System streams are kept by the store itself: it goes on linking to what is appended elsewhere. */
export function checkedWritable(stream: unknown): StreamName {
  const name = checkedStream(stream);
  if (!isSystemStream(name)) return name;
  throw new InvalidArgumentError('stream', `${shown(name)} is kept by the store itself${NOTHING_WRITTEN}`);
}

/** A metadata stream has no metadata of its own, so nothing could mark it as deleted. */
export function checkedDeletable(stream: unknown): StreamName {
  const name = checkedStream(stream);
  if (metadataOwner(name) === undefined) return name;
  throw new InvalidArgumentError('stream', `${shown(name)} is a metadata stream and cannot be deleted`);
}

/** After a tombstone nothing could be written to the stream any more, and the store has to go on. */
export function checkedTombstonable(stream: unknown): StreamName {
  const name = checkedDeletable(stream);
  if (!isSystemStream(name)) return name;
  throw new InvalidArgumentError(
    'stream',
    `${shown(name)} is kept by the store itself and cannot be deleted for good. A soft delete hides the links that are there${NOTHING_WRITTEN}`,
  );
}

export function checkedExpectedVersion(expected: unknown = 'any'): ExpectedVersion {
  if (isExpectedVersion(expected)) return asZero(expected);
  throw refused(
    'expectedVersion',
    `'any', 'no_stream', 'empty_stream', 'stream_exists' or a whole number from 0`,
    expected,
    NOTHING_WRITTEN,
  );
}

/** Options that are not known are passed over, so that a program of a newer version still runs with this one. */
export function checkedOptions<Options extends object>(options: Options, argument = 'options'): Options {
  if (typeof options === 'object' && options !== null && !isList(options)) return options;
  throw refused(argument, 'an object', options);
}

/** A copy with these members, also inherited ones, as those of an object of a class are: a spread would leave them out. */
export function copiedOptions<Options extends object>(
  options: Options,
  members: readonly (keyof Options & string)[],
): Options {
  const given = checkedOptions(options);
  return Object.fromEntries(members.map((member) => [member, given[member]])) as Options;
}

export function checkedList<Item>(argument: string, list: readonly Item[]): readonly Item[] {
  if (isList(list)) return Array.from(list);
  throw refused(argument, 'an array', list);
}

/** A number from 0, or one of these words. */
export function checkedPlace<Word extends string>(
  argument: string,
  place: unknown,
  words: readonly Word[],
): number | Word {
  const word = words.find((each) => each === place);
  if (word !== undefined) return word;
  if (isWhole(place, 0)) return asZero(place);
  throw refused(argument, ['a whole number from 0', ...words.map((each) => `'${each}'`)].join(' or '), place);
}

export function checkedCount(argument: string, count: unknown, least = 1): number {
  if (isWhole(count, least)) return asZero(count);
  throw refused(argument, `a whole number from ${least}`, count);
}

export function checkedWord<Word extends string>(
  argument: string,
  value: unknown,
  words: readonly Word[],
): Word {
  const word = words.find((each) => each === value);
  if (word !== undefined) return word;
  throw refused(argument, words.map((each) => `'${each}'`).join(' or '), value);
}

/** Absent = false. */
export function checkedFlag(argument: string, value: unknown): boolean {
  if (value === undefined || typeof value === 'boolean') return value ?? false;
  throw refused(argument, 'true or false', value);
}

export function checkedText(argument: string, value: unknown, then = ''): string {
  if (typeof value === 'string') return value;
  throw refused(argument, 'a text', value, then);
}

export function checkedName(argument: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw refused(argument, 'a text that is not empty', value);
}

export function checkedFunction<Called>(argument: string, value: Called): Called {
  if (typeof value === 'function') return value;
  throw refused(argument, 'a function', value);
}

export function checkedCallback<Called>(argument: string, value: Called): Called {
  return value === undefined ? value : checkedFunction(argument, value);
}

/** Also one of another frame, which is no instance of the class here. */
export function checkedSignal(signal: AbortSignal | undefined): AbortSignal | undefined {
  if (signal === undefined) return undefined;
  const { aborted, addEventListener } = Object(signal) as Partial<AbortSignal>;
  if (typeof aborted === 'boolean' && typeof addEventListener === 'function') return signal;
  throw refused('signal', 'an AbortSignal', signal);
}

function isWhole(value: unknown, least: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= least;
}

/** -0 is a number from 0, and would be told apart from it where it comes out again. */
function asZero<Value>(value: Value): Value | 0 {
  return value === 0 ? 0 : value;
}

/** Absent = of any log. */
export function checkedLogId(logId: unknown): LogId | undefined {
  return logId === undefined ? undefined : checkedText('logId', logId);
}
