// How deep JSON is nested: parsers that call themselves for each level run out of stack where it is very deep.
import { createScanner, type Node, parseTree } from 'jsonc-parser';

/** Far deeper than anything that is read by people, and far from what exhausts a stack. */
export const MAX_NESTING = 1_000;

/** Where a bracket opens a level past the limit; null when none does. */
export function tooDeepAt(text: string): number | null {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const at = scanner.getTokenOffset();
    const character = scanner.getTokenLength() === 1 ? text[at] : '';
    if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    if (depth > MAX_NESTING) return at;
  }
  return null;
}

/** The tree of a JSON text; undefined when it is nested too deep. */
export function jsonTree(text: string): Node | undefined {
  return tooDeepAt(text) === null ? parseTree(text) : undefined;
}
