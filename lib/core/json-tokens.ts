// A JSON text cut into tokens: brackets, colons, commas, and each string, number and word as it was written.
import type { JsonText } from './events.ts';

const PUNCTUATION = new Set(['{', '}', '[', ']', ':', ',']);
const SCALAR = /[^\s{}[\],:"]+/y;
const SPACE = /\s*/y;

/** `text` must be valid JSON. */
export function* jsonTokens(text: JsonText): Generator<string, void, undefined> {
  for (let at = skip(SPACE, text, 0); at < text.length; at = skip(SPACE, text, at)) {
    const character = text[at] as string;
    const end = PUNCTUATION.has(character)
      ? at + 1
      : character === '"'
        ? endOfString(text, at)
        : skip(SCALAR, text, at);
    yield text.slice(at, end);
    at = end;
  }
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  pattern.exec(text);
  return pattern.lastIndex;
}

/** Not a regular expression: a string of megabytes would exhaust its stack. */
function endOfString(text: string, at: number): number {
  for (let quote = text.indexOf('"', at + 1); ; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return quote + 1;
  }
}
