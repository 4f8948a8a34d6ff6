// Characters that cannot be seen, or that change how others are seen, found in a text and told apart from it.
import { unseenName } from './unseen-names.ts';

/** One such character, or the same several times. */
export interface Unseen {
  /** The characters themselves. */
  readonly text: string;
  /** `U+202E` */
  readonly code: string;
  /** `right-to-left override` */
  readonly name: string;
  /** `''`, or of several ` ×3`. */
  readonly times: string;
}

export type Part = string | Unseen;

/** `line` is a name or another text on one line; of `lines`, line breaks and tabs are seen as such. */
export type Shape = 'line' | 'lines';

// Controls, separators, unusual spaces, halves of surrogate pairs, and all that Unicode says to show as nothing:
// marks of direction, joiners, fillers, tags, selectors of variants, the soft hyphen, the byte order mark.
const CLASS = String.raw`[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\ufff9-\ufffb]`;
const UNSEEN: Readonly<Record<Shape, string>> = {
  // Of spaces those that a line would swallow.
  line: `${CLASS}|^ +| +$| {2,}`,
  lines: String.raw`(?!\t|\n|\r(?:\n|$))${CLASS}`,
};
// What may be one emoji of several characters.
const EMOJI = String.raw`(?:\p{Extended_Pictographic}|[\d#*](?=\ufe0f))[\p{Extended_Pictographic}\p{Emoji_Modifier}\u200d\ufe0f\u20e3\u{e0020}-\u{e007f}]+`;

const ANY: Readonly<Record<Shape, RegExp>> = {
  line: new RegExp(UNSEEN.line, 'u'),
  lines: new RegExp(UNSEEN.lines, 'u'),
};
const RUNS: Readonly<Record<Shape, RegExp>> = { line: runs('line'), lines: runs('lines') };

function runs(shape: Shape): RegExp {
  return new RegExp(String.raw`(?<emoji>${EMOJI})|(?<one>${UNSEEN[shape]})\k<one>*`, 'gu');
}

export function hasUnseen(text: string, shape: Shape): boolean {
  return ANY[shape].test(text);
}

/**
 * The text in its order, cut before and after what cannot be seen. Put together again it is the same.
 * @param most after so many the rest of the text is one part, whatever is in it.
 */
export function partsOf(text: string, shape: Shape, most = Number.POSITIVE_INFINITY): readonly Part[] {
  if (!hasUnseen(text, shape)) return [text];
  const parts: Part[] = [];
  let done = 0;
  let left = most;
  for (const { index, run } of unseenRuns(text, shape)) {
    if (left-- <= 0) break;
    if (index > done) parts.push(text.slice(done, index));
    parts.push(unseenOf(run));
    done = index + run.length;
  }
  if (done < text.length) parts.push(text.slice(done));
  return parts;
}

interface Run {
  readonly index: number;
  readonly run: string;
}

function* unseenRuns(text: string, shape: Shape): Generator<Run> {
  for (const { 0: found, index, groups } of text.matchAll(RUNS[shape])) {
    if (groups?.emoji === undefined) yield { index, run: found };
    else yield* runsBesideEmoji(found, index);
  }
}

/** A joiner or a selector that makes an emoji belongs to it; any other is one that cannot be seen. */
function* runsBesideEmoji(text: string, start: number): Generator<Run> {
  if (!hasUnseen(text, 'lines')) return;
  // Made only where it is needed: it is slow, and browsers know `v` only since 2023.
  const emoji = new RegExp(String.raw`\p{RGI_Emoji}|(?<one>${CLASS})\k<one>*`, 'gv');
  for (const { 0: run, index, groups } of text.matchAll(emoji)) {
    if (groups?.one !== undefined) yield { index: start + index, run };
  }
}

function unseenOf(run: string): Unseen {
  const codePoint = run.codePointAt(0) as number;
  const count = [...run].length;
  return {
    text: run,
    code: `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`,
    name: unseenName(codePoint),
    times: count === 1 ? '' : ` ×${count}`,
  };
}

/** For places that hold text alone, as the title of the window: `a[right-to-left override]b`. */
export function spelledOut(text: string): string {
  return partsOf(text, 'line')
    .map((part) => (typeof part === 'string' ? part : `[${part.name}${part.times}]`))
    .join('');
}

/** What cannot be seen in a text that is being typed; ordinary spaces are not counted. */
export function unseenIn(text: string): readonly Unseen[] {
  return partsOf(text, 'lines').filter((part) => typeof part !== 'string');
}

const MOST_NAMED = 3;

/** `U+200B zero width space, U+202E right-to-left override, and more`. */
export function unseenWords(unseen: readonly Unseen[]): string {
  const words = [...new Set(unseen.map(({ code, name }) => `${code} ${name}`))];
  return `${words.slice(0, MOST_NAMED).join(', ')}${words.length > MOST_NAMED ? ', and more' : ''}`;
}
