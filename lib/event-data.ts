// Event builders.
import { v4, v7 } from 'uuid';
import type { EventData, EventId, JsonText, Payload } from './core/events.ts';
import { isJsonText } from './core/json-text.ts';
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
 * @throws InvalidEventError when it is no JSON.
 */
export function jsonText(text: string): ExactJson {
  if (!isJsonText(text)) throw new InvalidEventError(0, 'data', 'is not valid JSON');
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
 * it exactly. Metadata is JSON too, or absent.
 * @throws InvalidEventError when data or metadata have no JSON form (`undefined`, a function, a bigint, a cycle).
 */
export function jsonEvent(
  input: EventInput & { readonly data: unknown; readonly metadata?: unknown },
): EventData {
  return {
    id: idOf(input),
    type: input.type,
    data: jsonOf(input.data, 'data'),
    metadata: input.metadata === undefined ? null : jsonOf(input.metadata, 'metadata'),
  };
}

/** An event whose data are bytes. Metadata may be bytes or a JSON value. */
export function binaryEvent(
  input: EventInput & { readonly data: Uint8Array; readonly metadata?: unknown },
): EventData {
  return { id: idOf(input), type: input.type, data: input.data, metadata: metadataOf(input.metadata) };
}

function metadataOf(metadata: unknown): Payload | null {
  if (metadata === undefined) return null;
  return metadata instanceof Uint8Array ? metadata : jsonOf(metadata, 'metadata');
}

function idOf(input: EventInput): EventId {
  if (input.id !== undefined) return input.id;
  return input.idVersion === 7 ? v7() : v4();
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
    throw new InvalidEventError(
      0,
      field,
      `has no JSON form: ${cause instanceof Error ? cause.message : cause}`,
    );
  }
}
