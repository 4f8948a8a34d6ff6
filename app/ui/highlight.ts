// Colours for texts on the wire: the characters stay exactly as they are, only cut into marked pieces.
import { createScanner, format } from 'jsonc-parser';

/** The CSS class of a piece: key, string, number, literal, punctuation; '' = plain. */
export type Mark = 'k' | 's' | 'n' | 'l' | 'p' | '';

export interface Piece {
  readonly mark: Mark;
  readonly text: string;
}

export type Line = readonly Piece[];

/** Past so many characters colours cost more than they help. */
const MAX_MARKED = 100_000;

/** JSON with line breaks and indents added; no other character changes, so every digit stays. */
export function prettyJson(text: string): string {
  if (text.length > MAX_MARKED) return text;
  const edits = format(text, undefined, { insertSpaces: true, tabSize: 2, eol: '\n' });
  return edits
    .toSorted((a, b) => b.offset - a.offset)
    .reduce(
      (whole, edit) => whole.slice(0, edit.offset) + edit.content + whole.slice(edit.offset + edit.length),
      text,
    );
}

/** XML with line breaks and indents between its tags; texts stay as they are. */
export function prettyXml(text: string): string {
  if (text.length > MAX_MARKED || text.includes('<![CDATA[')) return text;
  let depth = 0;
  return text
    .split(/(?<=>)(?=<)/)
    .map((part) => {
      if (part.startsWith('</')) depth = Math.max(0, depth - 1);
      const line = `${'  '.repeat(depth)}${part}`;
      if (!/^<[/?!]|<\/|\/>$/.test(part)) depth++;
      return line;
    })
    .join('\n');
}

export function jsonLines(text: string): readonly Line[] {
  if (text.length > MAX_MARKED) return plainLines(text);
  const pieces: Piece[] = [];
  const scanner = createScanner(text, false);
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const at = scanner.getTokenOffset();
    const piece = text.slice(at, at + scanner.getTokenLength());
    pieces.push({ mark: jsonMark(piece, text, at + piece.length), text: piece });
  }
  return linesOf(pieces);
}

function jsonMark(piece: string, text: string, after: number): Mark {
  if (piece.startsWith('"')) return /^\s*:/.test(text.slice(after, after + 20)) ? 'k' : 's';
  if (/^[-\d]/.test(piece)) return 'n';
  if (piece === 'true' || piece === 'false' || piece === 'null') return 'l';
  return /^[{}[\],:]/.test(piece) ? 'p' : '';
}

const XML_PIECES: readonly (readonly [RegExp, Mark])[] = [
  [/[^<]+/y, ''],
  [/<!\[CDATA\[|\]\]>/y, 'p'],
  [/<[?/]?/y, 'p'],
];
const XML_TAG_PIECES: readonly (readonly [RegExp, Mark])[] = [
  [/[/?]?>/y, 'p'],
  [/"[^"]*"|'[^']*'/y, 's'],
  [/=/y, 'p'],
  [/\s+/y, ''],
];

export function xmlLines(text: string): readonly Line[] {
  if (text.length > MAX_MARKED) return plainLines(text);
  const pieces: Piece[] = [];
  let inTag = false;
  let named = false;
  for (let at = 0; at < text.length; ) {
    const piece = next(text, at, inTag ? XML_TAG_PIECES : XML_PIECES) ?? word(text, at, named ? 'l' : 'k');
    if (inTag && piece.mark !== 'p' && piece.text.trim() !== '') named = true;
    if (piece.mark === 'p' && piece.text.startsWith('<') && !piece.text.startsWith('<!')) {
      inTag = true;
      named = false;
    } else if (piece.mark === 'p' && piece.text.endsWith('>')) inTag = false;
    pieces.push(piece);
    at += piece.text.length;
  }
  return linesOf(pieces);
}

const SHELL_PIECES: readonly (readonly [RegExp, Mark])[] = [
  [/"(?:[^"\\]|\\.)*"?/y, 's'],
  [/'[^']*'?/y, 's'],
  [/curl\b/y, 'l'],
  [/-{1,2}[A-Za-z][\w-]*/y, 'k'],
  [/\s+/y, ''],
];

/** A shell command, as a curl line. */
export function shellLines(text: string): readonly Line[] {
  if (text.length > MAX_MARKED) return plainLines(text);
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length; ) {
    const piece = next(text, at, SHELL_PIECES) ?? word(text, at, '');
    pieces.push(piece);
    at += piece.text.length;
  }
  return linesOf(pieces);
}

export function plainLines(text: string): readonly Line[] {
  return linesOf([{ mark: '', text }]);
}

function next(text: string, at: number, rules: readonly (readonly [RegExp, Mark])[]): Piece | undefined {
  for (const [pattern, mark] of rules) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found) return { mark, text: found };
  }
  return undefined;
}

/** Up to the next character that begins something else; at least one. */
function word(text: string, at: number, mark: Mark): Piece {
  const end = text.slice(at + 1).search(/[\s"'<>=/?]/);
  return { mark, text: end < 0 ? text.slice(at) : text.slice(at, at + 1 + end) };
}

function linesOf(pieces: readonly Piece[]): readonly Line[] {
  const lines: Piece[][] = [[]];
  for (const { mark, text } of pieces) {
    const [first, ...rest] = text.split('\n');
    if (first) lines.at(-1)?.push({ mark, text: first });
    for (const part of rest) lines.push(part === '' ? [] : [{ mark, text: part }]);
  }
  return lines;
}
