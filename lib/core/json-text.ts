// JSON as text: checked, cut into its parts and measured, never re-serialised, so that every digit stays.
import type { JsonText } from './events.ts';

export function isJsonText(text: string): text is JsonText {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The elements of a JSON array, each as its exact text. `text` must be valid JSON; undefined when it is no array. */
export function arrayElements(text: JsonText): JsonText[] | undefined {
  const start = skipSpace(text, 0);
  if (text[start] !== '[') return undefined;
  const elements: JsonText[] = [];
  let at = skipSpace(text, start + 1);
  while (text[at] !== ']') {
    const end = endOfValue(text, at);
    elements.push(text.slice(at, end));
    at = afterComma(text, end);
  }
  return elements;
}

/** The members of a JSON object in their order, values as exact text. `text` must be valid JSON; undefined when it is no object. */
export function objectMembers(
  text: JsonText,
): { readonly name: string; readonly value: JsonText }[] | undefined {
  const start = skipSpace(text, 0);
  if (text[start] !== '{') return undefined;
  const members: { name: string; value: JsonText }[] = [];
  let at = skipSpace(text, start + 1);
  while (text[at] !== '}') {
    const endOfName = endOfString(text, at);
    const valueAt = skipSpace(text, skipSpace(text, endOfName) + 1);
    const end = endOfValue(text, valueAt);
    members.push({ name: JSON.parse(text.slice(at, endOfName)) as string, value: text.slice(valueAt, end) });
    at = afterComma(text, end);
  }
  return members;
}

/** Bytes of the text in UTF-8. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // A pair of surrogates is two units and four bytes, any other unit past 0x7ff one unit and three bytes.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

const SPACE = new Set([' ', '\t', '\n', '\r']);

function skipSpace(text: string, at: number): number {
  while (SPACE.has(text[at] as string)) at++;
  return at;
}

function afterComma(text: string, at: number): number {
  const next = skipSpace(text, at);
  return text[next] === ',' ? skipSpace(text, next + 1) : next;
}

function endOfString(text: string, at: number): number {
  for (at++; text[at] !== '"'; at++) if (text[at] === '\\') at++;
  return at + 1;
}

function endOfValue(text: string, at: number): number {
  const first = text[at];
  if (first === '"') return endOfString(text, at);
  if (first !== '{' && first !== '[') return endOfScalar(text, at);
  for (let depth = 0; ; ) {
    const character = text[at];
    if (character === '"') {
      at = endOfString(text, at);
      continue;
    }
    if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    at++;
    if (depth === 0) return at;
  }
}

const SCALAR_ENDS = new Set([',', '}', ']', ' ', '\t', '\n', '\r']);

function endOfScalar(text: string, at: number): number {
  while (at < text.length && !SCALAR_ENDS.has(text[at] as string)) at++;
  return at;
}
