// A text cut where its direction may change, so that right-to-left words turn round nothing but themselves.
import { type Part, partsOf, type Shape } from './unseen.ts';

/** A part of a text, with what cannot be seen cut out of it. */
export interface Stretch {
  /** It holds right-to-left characters: without an isolate around it they would move what stands beside it. */
  readonly apart: boolean;
  readonly parts: readonly Part[];
}

// Hebrew, Arabic and the other scripts that run to the left, and the marks that say so.
const RTL =
  /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

export function hasRightToLeft(text: string): boolean {
  return RTL.test(text);
}

/** Past so many the rest of the text is one stretch: an element for each would cost more than it helps. */
const MAX_STRETCHES = 10_000;

/**
 * The text in its order. A JSON string is one stretch, and so are right-to-left words beside each other; what holds no
 * such characters stays together. Put together again it is the same.
 * @param mostUnseen see `partsOf`.
 * @param inString the text begins in the middle of a JSON string.
 */
export function stretchesOf(
  text: string,
  shape: Shape,
  mostUnseen = Number.POSITIVE_INFINITY,
  inString = false,
): readonly Stretch[] {
  const parts = partsOf(text, shape, mostUnseen);
  if (!hasRightToLeft(text)) return [{ apart: false, parts }];
  return cutAt(placesApart(text, inString), parts);
}

interface Place {
  readonly from: number;
  readonly to: number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"?|[^\s"]+|\s+/gsu;
const REST_OF_STRING = /^(?:[^"\\]|\\.)*"?/su;
/** Around a name in a sentence: numbers and signs before it, and signs behind it, belong to the sentence; an emoji is not cut. */
const BEFORE_NAME = /^[^\p{L}\u200f\u202b\u202e\u2067]+/u;
const BEHIND_NAME = /[^\p{L}\p{M}\p{N}\u200f\u202b\u202e\u2067]+$/u;

const BRACKETS = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
] as const;

function placesApart(text: string, inString: boolean): readonly Place[] {
  const places: Place[] = [];
  const start = inString ? (REST_OF_STRING.exec(text)?.[0].length ?? 0) : 0;
  if (hasRightToLeft(text.slice(0, start))) places.push({ from: 0, to: start });
  /** Right-to-left words that may go on. */
  let words: Place | null = null;
  const endWords = () => {
    if (words !== null) places.push(nameIn(text, words));
    words = null;
  };
  for (const { 0: token, index: at } of text.slice(start).matchAll(TOKEN)) {
    const place = { from: start + at, to: start + at + token.length };
    if (places.length >= MAX_STRETCHES) break;
    if (token.startsWith('"')) {
      endWords();
      if (hasRightToLeft(token)) places.push(place);
    } else if (hasRightToLeft(token)) words = { from: (words ?? place).from, to: place.to };
    else if (token.trim() !== '') endWords();
  }
  endWords();
  return places;
}

function nameIn(text: string, { from, to }: Place): Place {
  const words = text.slice(from, to);
  let start = BEFORE_NAME.exec(words)?.[0].length ?? 0;
  let end = words.length - (BEHIND_NAME.exec(words)?.[0].length ?? 0);
  if (start >= end) return { from, to };
  // A bracket is turned with the text that it stands in: its other half must stand there, too.
  for (const [open, close] of BRACKETS) {
    const name = words.slice(start, end);
    const surplus = name.split(open).length - name.split(close).length;
    if (surplus > 0) end = words.indexOf(close, end) + 1 || end;
    const before = words.lastIndexOf(open, start);
    if (surplus < 0 && before >= 0) start = before;
  }
  return { from: from + start, to: from + end };
}

/** A run of what cannot be seen belongs where it begins. */
function cutAt(places: readonly Place[], parts: readonly Part[]): readonly Stretch[] {
  const starts = new Set(places.map(({ from }) => from));
  const stretches: { readonly apart: boolean; readonly parts: Part[] }[] = [];
  let at = 0;
  let next = 0;
  for (const part of parts) {
    const whole = typeof part === 'string' ? part : part.text;
    const begin = at;
    while (at < begin + whole.length) {
      while (at >= (places[next]?.to ?? Number.POSITIVE_INFINITY)) next++;
      const { from, to } = places[next] ?? NOWHERE;
      const apart = at >= from;
      const end =
        typeof part === 'string' ? Math.min(begin + whole.length, apart ? to : from) : begin + whole.length;
      const shown = typeof part === 'string' ? part.slice(at - begin, end - begin) : part;
      const last = stretches.at(-1);
      if (last?.apart === apart && !starts.has(at)) last.parts.push(shown);
      else stretches.push({ apart, parts: [shown] });
      at = end;
    }
  }
  return stretches;
}

const NOWHERE: Place = { from: Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY };
