// Event builders.
import { v4, v7 } from 'uuid';
import { checkedOptions, checkedText, refused } from './check.ts';
import { ownBytes } from './check-events.ts';
import type { EventData, EventId, JsonText, Payload } from './core/events.ts';
import { isJsonText } from './core/json-text.ts';
import { messageOf, shown } from './core/shown.ts';
import { InvalidEventError } from './errors.ts';

/** An exact JSON text, to be kept character by character. Made by `jsonText()`. */
export class ExactJson {
  readonly text: JsonText;
  constructor(text: JsonText) {
    this.text = text;
  }
}

/**
 * Marks a string as JSON text that is stored exactly as it is: `jsonText('9007199254740993')`.
 * @throws InvalidEventError when it is no JSON, InvalidArgumentError when it is no text.
 */
export function jsonText(text: string): ExactJson {
  if (!isJsonText(checkedText('text', text))) throw new InvalidEventError(0, 'data', 'is not valid JSON');
  return new ExactJson(text);
}

interface EventInput {
  /** Not empty. */
  readonly type: string;
  /** A GUID of any version. Default: a new UUID, of version 4 unless `idVersion` is 7 (ordered by time). */
  readonly id?: EventId;
  readonly idVersion?: 4 | 7;
}

/**
 * An event whose data is JSON. A value is stored as `JSON.stringify` writes it; wrap a text in `jsonText()` to keep
 * it exactly. Metadata is JSON too, or absent. Id and type are checked when the event is appended.
 * @throws InvalidEventError when data or metadata have no JSON form (`undefined`, a function, a bigint, a cycle).
 * @throws InvalidArgumentError
 */
export function jsonEvent(
  input: EventInput & { readonly data: unknown; readonly metadata?: unknown },
): EventData {
  const { type, data, metadata } = checkedOptions(input, 'input');
  return {
    id: idOf(input),
    type,
    data: jsonOf(data, 'data'),
    metadata: metadata === undefined ? null : jsonOf(metadata, 'metadata'),
  };
}

/**
 * An event whose data are bytes, copied at once: what becomes of them later changes no event. Metadata may be bytes or a
 * JSON value. Id and type are checked when the event is appended.
 * @throws InvalidEventError when the data are no bytes, or metadata have no JSON form. @throws InvalidArgumentError
 */
export function binaryEvent(
  input: EventInput & { readonly data: Uint8Array; readonly metadata?: unknown },
): EventData {
  const { type, data, metadata } = checkedOptions(input, 'input');
  const bytes = ownBytes(data, 0, 'data');
  if (bytes instanceof Uint8Array) {
    return { id: idOf(input), type, data: bytes, metadata: metadataOf(metadata) };
  }
  throw new InvalidEventError(0, 'data', `must be a Uint8Array, not ${shown(bytes)}`);
}

function metadataOf(metadata: unknown): Payload | null {
  if (metadata === undefined) return null;
  return metadata instanceof Uint8Array ? ownBytes(metadata, 0, 'metadata') : jsonOf(metadata, 'metadata');
}

function idOf({ id, idVersion = 4 }: EventInput): EventId {
  if (idVersion !== 4 && idVersion !== 7) throw refused('idVersion', '4 or 7', idVersion);
  if (id !== undefined) return id;
  return idVersion === 7 ? v7() : v4();
}

function jsonOf(value: unknown, field: 'data' | 'metadata'): JsonText {
  if (value instanceof ExactJson) return value.text;
  const text = stringified(value, field);
  if (text === undefined) throw new InvalidEventError(0, field, 'has no JSON form');
  return text;
}

function stringified(value: unknown, field: 'data' | 'metadata'): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw new InvalidEventError(0, field, `has no JSON form: ${messageOf(cause)}`);
  }
}
