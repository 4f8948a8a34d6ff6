// What can be stored: shapes, names and sizes (semantics 1.4).
import type { EventData, EventId, Payload, StreamName } from './events.ts';
import { isJsonText, utf8Bytes } from './json-text.ts';
import { shown } from './shown.ts';

/** Data and metadata of one event, in bytes. */
export const MAX_EVENT_BYTES = 4 * 1024 * 1024;
/** Data and metadata of all events of one append, in bytes. */
export const MAX_APPEND_BYTES = 16 * 1024 * 1024;

/** Of the name of a stream and of the type of an event, in UTF-16 units: they are keys, and browsers limit those. */
export const MAX_NAME_LENGTH = 1024 * 1024;

type EventField = 'id' | 'type' | 'data' | 'metadata';

export type Violation =
  | {
      readonly kind: 'invalid_event';
      readonly index: number;
      readonly field: EventField;
      readonly why: string;
    }
  | {
      readonly kind: 'too_large';
      readonly what: 'event' | 'append';
      readonly index?: number;
      readonly sizeBytes: number;
      readonly limitBytes: number;
    };

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const EMPTY_GUID = '00000000-0000-0000-0000-000000000000';

/** A GUID by shape, of any version, and not all zero. */
export function isEventId(id: unknown): id is EventId {
  return typeof id === 'string' && GUID.test(id) && id !== EMPTY_GUID;
}

const HALF_PAIR = /\p{Surrogate}/u;

/** Half of a surrogate pair is no character: no address, lock or link can hold it. */
export function hasHalfPair(text: string): boolean {
  return HALF_PAIR.test(text);
}

/** The whole log, which is no stream, and the metadata stream that it would have. */
const NO_NAMES: ReadonlySet<string> = new Set(['', '$$', '$all', '$$$all']);

/** For people: after "must be a name". */
export const NAME_RULE = `not empty, not "$$" or "$all", at most ${MAX_NAME_LENGTH} characters, no half of a surrogate pair`;

/**
 * Any string but the empty one, `$$`, which would be the metadata stream of the empty one, and `$all`; at most 1 Mi long.
 * Half of a surrogate pair has no UTF-8, and so no address and no place in a link.
 */
export function isStreamName(name: unknown): name is StreamName {
  return (
    typeof name === 'string' && name.length <= MAX_NAME_LENGTH && !NO_NAMES.has(name) && !hasHalfPair(name)
  );
}

/** A reason why these events cannot be stored. */
export function findViolation(events: readonly EventData[]): Violation | undefined {
  for (const [index, event] of events.entries()) {
    const invalid = findInvalidField(event, index);
    if (invalid) return invalid;
  }
  return mayBeTooLarge(events) ? findTooLarge(events) : undefined;
}

/** A UTF-16 unit has three bytes at most, so hardly ever do they have to be counted. */
function mayBeTooLarge(events: readonly EventData[]): boolean {
  let units = 0;
  for (const { data, metadata } of events) units += data.length + (metadata?.length ?? 0);
  return 3 * units > MAX_EVENT_BYTES;
}

function findTooLarge(events: readonly EventData[]): Violation | undefined {
  let total = 0;
  for (const [index, event] of events.entries()) {
    const sizeBytes = bytesOf(event.data) + (event.metadata === null ? 0 : bytesOf(event.metadata));
    if (sizeBytes > MAX_EVENT_BYTES) {
      return { kind: 'too_large', what: 'event', index, sizeBytes, limitBytes: MAX_EVENT_BYTES };
    }
    total += sizeBytes;
  }
  if (total <= MAX_APPEND_BYTES) return undefined;
  return { kind: 'too_large', what: 'append', sizeBytes: total, limitBytes: MAX_APPEND_BYTES };
}

function findInvalidField(event: EventData, index: number): Violation | undefined {
  const { id, type, data, metadata } = event;
  const invalid = (field: EventField, why: string) => ({ kind: 'invalid_event', index, field, why }) as const;
  if (!isEventId(id)) return invalid('id', `${shown(id)} is not a GUID`);
  const wrongType = whyNoType(type);
  if (wrongType !== undefined) return invalid('type', wrongType);
  const wrongData = whyNoPayload(data);
  if (wrongData !== undefined) return invalid('data', wrongData);
  const wrongMetadata = metadata === null ? undefined : whyNoPayload(metadata);
  return wrongMetadata === undefined ? undefined : invalid('metadata', wrongMetadata);
}

/** The type is a part of the name of the system stream `$et-{type}`. */
function whyNoType(type: unknown): string | undefined {
  if (typeof type !== 'string') return `must be a text, not ${shown(type)}`;
  if (type === '') return 'is empty';
  if (type.length > MAX_NAME_LENGTH) {
    return `has ${type.length} characters; the limit is ${MAX_NAME_LENGTH}`;
  }
  return hasHalfPair(type) ? 'has half of a surrogate pair, which is no character' : undefined;
}

function whyNoPayload(payload: unknown): string | undefined {
  if (payload instanceof Uint8Array) return undefined;
  if (typeof payload !== 'string') return `must be JSON as text, or a Uint8Array, not ${shown(payload)}`;
  return isJsonText(payload) ? undefined : 'is not valid JSON';
}

function bytesOf(payload: Payload): number {
  return typeof payload === 'string' ? utf8Bytes(payload) : payload.length;
}
