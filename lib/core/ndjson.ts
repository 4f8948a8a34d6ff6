// A backup as text: a header line, then one event a line, each way. JSON data is embedded as it is, never re-serialised.
import { fromBase64, toBase64 } from './base64.ts';
import {
  type EventId,
  type EventNumber,
  type JsonText,
  type Payload,
  type Position,
  type StreamName,
  TOMBSTONE,
} from './events.ts';
import type { StreamVersion } from './expected-version.ts';
import { isJsonText, objectMembers } from './json-text.ts';
import { findViolation, isEventId, isStreamName, NAME_RULE } from './limits.ts';
import { shortened, shown } from './shown.ts';
import { metadataOwner } from './stream-metadata.ts';
import { isSystemStream, TOMBSTONE_TYPE } from './system-streams.ts';
import { storedTime } from './times.ts';

/** An event as a backup carries it. */
export interface BackupEvent {
  readonly stream: StreamName;
  readonly eventNumber: EventNumber;
  /** In ms since 1970-01-01 UTC. */
  readonly createdMs: number;
  readonly id: EventId;
  readonly type: string;
  /** null = dropped by a scavenge. */
  readonly data: Payload | null;
  readonly metadata: Payload | null;
  /** It brought its soft-deleted stream back, so that a retry of it can still be recognised. */
  readonly recreates: boolean;
  /**
   * Number of the last event before it: of a tombstone, and of an event before which numbers are missing. Without it the
   * numbers before an event are all there; 'unknown' = any of them may be missing.
   */
  readonly after?: StreamVersion | 'unknown';
}

const FORMAT = 'offline-event-store';
const VERSION = 1;

/** Says what the file is, and how many events follow, so that a file that was cut off is noticed. */
export function headerLine(events: number): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, events });
}

export function eventLine(event: BackupEvent & { readonly position: Position }): string {
  const members = [
    `"eventId":${JSON.stringify(event.id)}`,
    `"eventType":${JSON.stringify(event.type)}`,
    ...(event.data === null ? [] : [payloadMember('data', event.data)]),
    ...(event.metadata === null ? [] : [payloadMember('metadata', event.metadata)]),
    `"stream":${JSON.stringify(event.stream)}`,
    `"eventNumber":${event.eventNumber}`,
    `"position":${event.position}`,
    `"created":"${new Date(storedTime(event.createdMs)).toISOString()}"`,
    ...(event.recreates ? ['"recreates":true'] : []),
    ...(event.after === undefined || event.after === 'unknown' ? [] : [`"after":${event.after}`]),
    ...(event.data === null ? ['"scavenged":true'] : []),
  ];
  return `{${members.join(',')}}`;
}

/** JSON text that would not survive as a part of one line of UTF-8: line breaks, space around it, half a surrogate pair. */
const NOT_FOR_A_LINE = /^\s|\s$|[\r\n]|\p{Surrogate}/u;

function payloadMember(name: 'data' | 'metadata', payload: Payload): string {
  if (typeof payload !== 'string') return `"${name}Base64":"${toBase64(payload)}"`;
  return NOT_FOR_A_LINE.test(payload) ? `"${name}Text":${JSON.stringify(payload)}` : `"${name}":${payload}`;
}

/** What a line says, or why it says nothing. */
export type BackupLine =
  | { readonly kind: 'header'; readonly events: number | undefined }
  | { readonly kind: 'event'; readonly event: BackupEvent; readonly position?: Position }
  | { readonly kind: 'problem'; readonly reason: string };

export function parseLine(text: string): BackupLine {
  try {
    const fields = fieldsOf(text);
    if (fields.has('format')) return headerOf(fields);
    const event = eventOf(fields);
    return fields.has('position')
      ? { kind: 'event', event, position: numberOf(fields, 'position') }
      : { kind: 'event', event };
  } catch (error) {
    if (error instanceof LineProblem) return { kind: 'problem', reason: error.message };
    throw error;
  }
}

class LineProblem extends Error {}

/** The members of the line by name, values as exact text. */
type Fields = ReadonlyMap<string, JsonText>;

const NAMES = new Set([
  ...['eventId', 'eventType', 'data', 'dataText', 'dataBase64', 'metadata', 'metadataText', 'metadataBase64'],
  ...['stream', 'eventNumber', 'position', 'created', 'recreates', 'after', 'scavenged'],
]);

function fieldsOf(text: string): Fields {
  if (!isJsonText(text)) throw new LineProblem('is not valid JSON');
  const members = objectMembers(text);
  if (!members) throw new LineProblem('is not a JSON object');
  const fields = new Map<string, JsonText>();
  for (const { name, value } of members) {
    if (fields.has(name)) throw new LineProblem(`has the field ${shown(name)} twice`);
    fields.set(name, value);
  }
  return fields;
}

function headerOf(fields: Fields): BackupLine {
  if (fields.get('format') !== `"${FORMAT}"`) {
    throw new LineProblem(
      `has the format ${shortened(fields.get('format') ?? '')}, which is not "${FORMAT}"`,
    );
  }
  if (fields.get('version') !== String(VERSION)) {
    throw new LineProblem(
      `has version ${shortened(fields.get('version') ?? 'none')} of the format; this program reads version ${VERSION}`,
    );
  }
  return { kind: 'header', events: fields.has('events') ? numberOf(fields, 'events') : undefined };
}

function eventOf(fields: Fields): BackupEvent {
  // What an unknown field means would be lost in silence.
  const unknown = [...fields.keys()].find((name) => !NAMES.has(name));
  if (unknown !== undefined) throw new LineProblem(`has a field ${shown(unknown)}, which is not known here`);
  const scavenged = flagOf(fields, 'scavenged');
  const event: BackupEvent = {
    id: idOf(fields),
    type: stringOf(fields, 'eventType'),
    stream: streamOf(fields),
    eventNumber: eventNumberOf(fields),
    createdMs: timeOf(fields),
    data: payloadOf(fields, 'data') ?? (scavenged ? null : missing('data')),
    metadata: payloadOf(fields, 'metadata') ?? null,
    recreates: flagOf(fields, 'recreates'),
    ...(fields.has('after') && { after: fields.get('after') === '-1' ? -1 : numberOf(fields, 'after') }),
  };
  checkTombstone(event);
  if (scavenged && (event.data !== null || event.metadata !== null)) {
    throw new LineProblem('is scavenged, and so can have no data or metadata');
  }
  checkPayloads(event);
  return event;
}

function idOf(fields: Fields): EventId {
  const id = stringOf(fields, 'eventId');
  if (!isEventId(id)) throw new LineProblem(`eventId ${shown(id)} is not a GUID`);
  return id.toLowerCase();
}

function streamOf(fields: Fields): StreamName {
  const stream = stringOf(fields, 'stream');
  if (!isStreamName(stream)) {
    throw new LineProblem(`stream must be a name: ${NAME_RULE}, not ${shown(stream)}`);
  }
  if (isSystemStream(stream)) throw new LineProblem(`stream ${shown(stream)} is kept by the store itself`);
  return stream;
}

function checkTombstone({ eventNumber, type, stream, after }: BackupEvent): void {
  const isTombstone = eventNumber === TOMBSTONE;
  if (isTombstone && (type !== TOMBSTONE_TYPE || metadataOwner(stream) !== undefined)) {
    throw new LineProblem(`eventNumber ${TOMBSTONE} is kept for the permanent deletion of a stream`);
  }
  if (!isTombstone && typeof after === 'number' && after >= eventNumber) {
    throw new LineProblem(`after ${after} is not lower than eventNumber ${eventNumber}`);
  }
}

function checkPayloads({ id, type, data, metadata }: BackupEvent): void {
  const violation = findViolation([{ id, type, data: data ?? 'null', metadata }]);
  if (violation?.kind === 'invalid_event') {
    throw new LineProblem(`${violation.field === 'type' ? 'eventType' : violation.field} ${violation.why}`);
  }
  if (violation) {
    throw new LineProblem(
      `data and metadata have ${violation.sizeBytes} bytes; the limit is ${violation.limitBytes} bytes`,
    );
  }
}

function payloadOf(fields: Fields, name: 'data' | 'metadata'): Payload | undefined {
  const forms = [name, `${name}Text`, `${name}Base64`].filter((form) => fields.has(form));
  if (forms.length > 1) throw new LineProblem(`has both ${forms.join(' and ')}`);
  switch (forms[0]) {
    case undefined:
      return undefined;
    case name:
      return fields.get(name);
    case `${name}Text`:
      return stringOf(fields, `${name}Text`);
    default:
      return fromBase64(stringOf(fields, `${name}Base64`)) ?? notBase64(`${name}Base64`);
  }
}

function stringOf(fields: Fields, name: string): string {
  const value: unknown = JSON.parse(fields.get(name) ?? missing(name));
  if (typeof value !== 'string') throw new LineProblem(`${name} is not a string`);
  return value;
}

function numberOf(fields: Fields, name: string): number {
  const text = fields.get(name) ?? missing(name);
  const value = Number(text);
  if (/^\d{1,16}$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new LineProblem(
    `${name} ${shortened(text)} is not a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`,
  );
}

/** Far from where exact numbers end, since the stream goes on behind a gap: the number of a tombstone is never reached. */
const MAX_EVENT_NUMBER: EventNumber = 2 ** 51;

function eventNumberOf(fields: Fields): EventNumber {
  const number = numberOf(fields, 'eventNumber');
  if (number <= MAX_EVENT_NUMBER || number === TOMBSTONE) return number;
  throw new LineProblem(
    `eventNumber ${number} is past ${MAX_EVENT_NUMBER}, the highest that an event can have`,
  );
}

function flagOf(fields: Fields, name: string): boolean {
  const text = fields.get(name) ?? 'false';
  if (text === 'true' || text === 'false') return text === 'true';
  throw new LineProblem(`${name} is neither true nor false`);
}

/** Of the years 0000 to 9999, as RFC 3339 has them. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

function timeOf(fields: Fields): number {
  const text = stringOf(fields, 'created');
  const ms = TIME.test(text) ? Date.parse(text) : Number.NaN;
  // A 30th of February would be read as a day in March.
  const seconds = /^.*:\d\d/.exec(text)?.[0] ?? '';
  if (!Number.isNaN(ms) && new Date(ms).toISOString().startsWith(seconds)) return ms;
  throw new LineProblem(
    `created ${shown(text)} is not a time such as 2026-01-31T09:30:00.000Z, in the years 0000 to 9999`,
  );
}

function missing(name: string): never {
  throw new LineProblem(`has no ${name}`);
}

function notBase64(name: string): never {
  throw new LineProblem(`${name} is not Base64`);
}
