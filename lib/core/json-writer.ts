// JSON documents as text: indented as the reference prints them, with stored texts put in exactly as they are.
import type { JsonText } from './events.ts';
import { mayGrowTo } from './growth.ts';
import { jsonTokens } from './json-tokens.ts';

/** An exact JSON text to be put into a document as it is. */
export class RawJson {
  readonly text: JsonText;
  constructor(text: JsonText) {
    this.text = text;
  }
}

export type JsonValue = string | number | boolean | null | RawJson | readonly JsonValue[] | JsonObject;

/** Members that are `undefined` are left out. Names are words of ours: they stand in quotes as they are. */
export interface JsonObject {
  readonly [name: string]: JsonValue | undefined;
}

/** Writes a document with two spaces of indentation; a `RawJson` is copied character by character. */
export function writeJson(value: JsonValue, indent = ''): JsonText {
  if (typeof value === 'string') return quoted(value);
  if (value instanceof RawJson) return value.text;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}  `;
  let text = '';
  if (isArray(value)) {
    for (const item of value) text += `${text && ','}\n${inner}${writeJson(item, inner)}`;
    return text === '' ? '[]' : `[${text}\n${indent}]`;
  }
  for (const name of Object.keys(value)) {
    const member = value[name];
    if (member !== undefined) text += `${text && ','}\n${inner}"${name}": ${writeJson(member, inner)}`;
  }
  return text === '' ? '{}' : `{${text}\n${indent}}`;
}

function isArray(value: readonly JsonValue[] | JsonObject): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** What stands in quotes as it is; most texts of a feed do, and seeing it takes half as long as writing them. */
const PLAIN = /^[ !#-[\]-~]*$/;

function quoted(text: string): JsonText {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** Past this depth the indentation itself would be most of the text. */
const MAX_INDENTED_DEPTH = 256;

/**
 * Re-indents a valid JSON text with two spaces; strings and numbers stay as they were written. A text nested deeper than
 * 256 levels, or that would grow past `mayGrowTo`, stays as it is.
 */
export function indentJson(text: JsonText): JsonText {
  const out: string[] = [];
  let room = mayGrowTo(text);
  let indent = '\n';
  let previous = '';
  for (const token of jsonTokens(text)) {
    const opened = previous === '{' || previous === '[';
    const closes = token === '}' || token === ']';
    if (opened && !closes) indent += '  ';
    if (!opened && closes) indent = indent.slice(0, -2);
    if (opened !== closes || previous === ',') {
      room -= indent.length;
      if (room < 0 || indent.length > 2 * MAX_INDENTED_DEPTH) return text;
      out.push(indent);
    }
    out.push(token === ':' ? ': ' : token);
    previous = token;
  }
  return out.join('');
}
