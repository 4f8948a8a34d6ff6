// How long a JSON text may become when it is written in another way.
import type { JsonText } from './events.ts';

/** So much is never too long, however short the text is, in characters. */
const ALWAYS = 1024 * 1024;
const TIMES = 8;

/**
 * Most characters that indents, or the elements of XML, may make of a text. Without such a limit few bytes become
 * many: an array in a member with a long name repeats that name for each of its elements.
 */
export function mayGrowTo(text: JsonText): number {
  return ALWAYS + TIMES * text.length;
}
