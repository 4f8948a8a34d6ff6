// Events to append, as they will be stored: checked, and copied before anything else happens.
import { NOTHING_WRITTEN, refused } from './check.ts';
import { type EventData, ownPayload, type Payload, type StreamName } from './core/events.ts';
import { findViolation } from './core/limits.ts';
import { isList, messageOf } from './core/shown.ts';
import { type EventField, InvalidArgumentError, InvalidEventError, TooLargeError } from './errors.ts';

/** Ids in lower case, each field read once, and bytes that the caller cannot change any more. */
export function checkedEvents(events: EventData | readonly EventData[]): readonly EventData[] {
  const own = isMany(events) ? Array.from(events, ownEvent) : [ownEvent(events, undefined)];
  const violation = findViolation(own);
  if (violation?.kind === 'invalid_event') {
    throw new InvalidEventError(violation.index, violation.field, violation.why);
  }
  if (violation) throw new TooLargeError(violation.what, violation.sizeBytes, violation.limitBytes);
  return own.map((event) => ({ ...event, id: event.id.toLowerCase() }));
}

function isMany(events: EventData | readonly EventData[]): events is readonly EventData[] {
  return isList(events);
}

function ownEvent(event: EventData, place: number | undefined): EventData {
  if (typeof event !== 'object' || event === null || isList(event)) {
    const argument = place === undefined ? 'events' : `events[${place}]`;
    throw refused(argument, 'an event, as jsonEvent() and binaryEvent() make them', event, NOTHING_WRITTEN);
  }
  const { id, type, data, metadata } = event;
  return {
    id,
    type,
    data: ownBytes(data, place ?? 0, 'data'),
    metadata: metadata === null ? null : ownBytes(metadata, place ?? 0, 'metadata'),
  };
}

/** Bytes that were transferred, say to a worker, cannot be read any more. @throws InvalidEventError */
export function ownBytes(payload: Payload, index: number, field: EventField): Payload {
  try {
    return payload instanceof Uint8Array ? ownPayload(payload) : payload;
  } catch (error) {
    throw new InvalidEventError(index, field, `cannot be read as bytes: ${messageOf(error)}`);
  }
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
    else throw new InvalidArgumentError('appends', `name stream "${stream}" twice${NOTHING_WRITTEN}`);
  }
}
