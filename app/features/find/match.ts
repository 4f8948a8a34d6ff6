// Whether an event is what is looked for, and where in its data.
import type { RecordedEvent } from '../../../lib/index.ts';
import type { Search } from '../../router.ts';
import type { MarkedPiece } from '../../ui/marked-stretches.ts';
import { wholeCharacters } from '../../ui/one-line.ts';
import { textOf } from '../event/payload.ts';

export type Matcher = (event: RecordedEvent) => boolean;

/** True for the events that pass every part of the search. */
export function matcherOf(search: Search): Matcher {
  const { type, inStream, hideSystem } = search;
  const hasText = textMatcher(search.text);
  return (event) =>
    (type === null || isNamed(event.type, type)) &&
    (inStream === null || isNamed(event.stream, inStream)) &&
    !(hideSystem && event.type.startsWith('$')) &&
    hasText(event);
}

/** With a `*` at the end it names all that begin so. */
function isNamed(name: string, wanted: string): boolean {
  return wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
}

function textMatcher(text: string | null): Matcher {
  if (text === null) return () => true;
  const wanted = text.toLowerCase();
  return ({ rawData }) => {
    const data = typeof rawData === 'string' ? rawData : (textOf(rawData) ?? '');
    if (data.toLowerCase().includes(wanted)) return true;
    // The same text, where it was sent with escapes: "caf\u00e9".
    return typeof rawData === 'string' && rawData.includes('\\') && unescaped(rawData).includes(wanted);
  };
}

/** Escapes of characters that need none are written as the characters. A whole value would exhaust the stack where it is deep. */
function unescaped(json: string): string {
  return json
    .replace(/(?:\\u[0-9a-fA-F]{4})+|\\./g, (escapes) =>
      JSON.stringify(JSON.parse(`"${escapes}"`)).slice(1, -1),
    )
    .toLowerCase();
}

/** A line of text, cut around the place that was found. */
export interface Excerpt {
  readonly pieces: readonly MarkedPiece[];
  /** It begins in the middle of a JSON string. */
  readonly inString: boolean;
}

const BEFORE_LENGTH = 40;
const AFTER_LENGTH = 200;

/** Undefined where the text is not in the data letter by letter. */
export function excerptOf({ rawData }: RecordedEvent, text: string): Excerpt | undefined {
  const data = (typeof rawData === 'string' ? rawData : (textOf(rawData) ?? '')).replace(/[ \t\r\n]+/g, ' ');
  const at = data.toLowerCase().indexOf(text.toLowerCase());
  if (at < 0) return undefined;
  const end = at + text.length;
  const start = at <= BEFORE_LENGTH ? 0 : at - BEFORE_LENGTH;
  const before = `${start > 0 ? '…' : ''}${wholeCharacters(data.slice(start, at))}`;
  const after = `${wholeCharacters(data.slice(end, end + AFTER_LENGTH))}${data.length > end + AFTER_LENGTH ? '…' : ''}`;
  return {
    pieces: [
      { text: before, marked: false },
      { text: data.slice(at, end), marked: true },
      { text: after, marked: false },
    ],
    inString: isInString(data, start),
  };
}

/** Whether a place in a JSON text is inside one of its strings. */
function isInString(json: string, place: number): boolean {
  for (const { 0: text, index } of json.matchAll(/"(?:[^"\\]|\\.)*"?/g)) {
    if (index >= place) return false;
    if (index + text.length > place) return true;
  }
  return false;
}
