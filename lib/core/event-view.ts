// An event as answers show it: its bytes read as text, its tombstone number as the reference writes it.
import { type EventNumber, type Payload, type RecordedEvent, TOMBSTONE } from './events.ts';
import { type JsonValue, RawJson } from './json-writer.ts';

/** Reads bytes as UTF-8. */
export type Decode = (bytes: Uint8Array) => string;

const TOMBSTONE_TEXT = '9223372036854775807';

/** The number of a tombstone does not fit a JavaScript number; every other one is written as it is. */
export function eventNumberText(eventNumber: EventNumber): string {
  return eventNumber === TOMBSTONE ? TOMBSTONE_TEXT : String(eventNumber);
}

export function eventNumberJson(eventNumber: EventNumber): JsonValue {
  return eventNumber === TOMBSTONE ? new RawJson(TOMBSTONE_TEXT) : eventNumber;
}

/** As the reference counts it: data or metadata is JSON. */
export function isJsonEvent(event: RecordedEvent): boolean {
  return typeof event.rawData === 'string' || typeof event.rawMetadata === 'string';
}

/** JSON as it was sent; bytes as a string, and nothing as the empty string. */
export function payloadJson(payload: Payload | null, decode: Decode): JsonValue {
  if (payload === null) return '';
  return typeof payload === 'string' ? new RawJson(payload) : decode(payload);
}

/** The text of JSON or bytes, as `embed=body` puts it into a string. */
export function payloadText(payload: Payload, decode: Decode): string {
  return typeof payload === 'string' ? payload : decode(payload);
}

/** ISO 8601 in UTC, fractions of a second without trailing zeros. */
export function timeText(ms: number): string {
  const text = new Date(ms).toISOString();
  let end = text.length - 'Z'.length;
  while (text[end - 1] === '0') end--;
  if (text[end - 1] === '.') end--;
  return `${text.slice(0, end)}Z`;
}

/** The time that an empty feed was updated. */
export const NO_TIME = '0001-01-01T00:00:00Z';
