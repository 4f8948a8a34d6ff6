// What can be stored: shapes, names and sizes (semantics 1.4).
import type { EventData, EventId, Payload, StreamName } from './events.ts';
import { isJsonText, utf8Bytes } from './json-text.ts';

/** Data and metadata of one event, in bytes. */
export const MAX_EVENT_BYTES = 4 * 1024 * 1024;
/** Data and metadata of all events of one append, in bytes. */
export const MAX_APPEND_BYTES = 16 * 1024 * 1024;

/** Of the name of a stream and of the type of an event, in UTF-16 units: they are keys, and browsers limit those. */
export const MAX_NAME_LENGTH = 1024 * 1024;

export type Violation =
  | {
      readonly kind: 'invalid_event';
      readonly index: number;
      readonly field: 'id' | 'type' | 'data' | 'metadata';
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

/** Any string but the empty one and `$$`, which would be the metadata stream of the empty one; at most 1 Mi long. */
export function isStreamName(name: unknown): name is StreamName {
  return typeof name === 'string' && name !== '' && name !== '$$' && name.length <= MAX_NAME_LENGTH;
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
  if (!isEventId(id)) return { kind: 'invalid_event', index, field: 'id', why: `"${id}" is not a GUID` };
  if (typeof type !== 'string' || type === '') {
    return { kind: 'invalid_event', index, field: 'type', why: 'is empty' };
  }
  if (type.length > MAX_NAME_LENGTH) {
    const why = `has ${type.length} characters; the limit is ${MAX_NAME_LENGTH}`;
    return { kind: 'invalid_event', index, field: 'type', why };
  }
  if (!isPayload(data)) return { kind: 'invalid_event', index, field: 'data', why: 'is not valid JSON' };
  if (metadata !== null && !isPayload(metadata)) {
    return { kind: 'invalid_event', index, field: 'metadata', why: 'is not valid JSON' };
  }
  return undefined;
}

function isPayload(payload: unknown): boolean {
  return payload instanceof Uint8Array || (typeof payload === 'string' && isJsonText(payload));
}

function bytesOf(payload: Payload): number {
  return typeof payload === 'string' ? utf8Bytes(payload) : payload.length;
}
