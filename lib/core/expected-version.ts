// The five expected versions.
import type { EventNumber } from './events.ts';

/** What a client expects of a stream before its events are written (semantics: the five expected versions). */
export type ExpectedVersion = 'any' | 'no_stream' | 'empty_stream' | 'stream_exists' | EventNumber;

/** Number of the last event ever written to a stream; -1 = none. */
export type StreamVersion = EventNumber | -1;

const WORDS = new Set<unknown>(['any', 'no_stream', 'empty_stream', 'stream_exists']);

export function isExpectedVersion(value: unknown): value is ExpectedVersion {
  return WORDS.has(value) || (Number.isSafeInteger(value) && (value as number) >= 0);
}
