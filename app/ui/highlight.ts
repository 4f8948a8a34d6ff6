// Colours for texts on the wire: the characters stay exactly as they are, only cut into marked pieces.
import { createScanner } from 'jsonc-parser';
import {
  isOneBlock,
  type Line,
  linesOf,
  MAX_MARKED,
  MAX_PIECES,
  type Mark,
  next,
  type Piece,
  plainLines,
  word,
} from './pieces.ts';
import { grouped } from './words.ts';

/** Deeper than this the indents would be most of the text. */
const MAX_INDENTED = 100;

/** Why a text is shown in the lines that it has, and plain; null when line breaks were added and it is coloured. */
export function whyPlain(text: string, pretty: string, lines: readonly Line[]): string | null {
  const length = `It has ${grouped(text.length)} characters`;
  if (text.length > MAX_MARKED)
    return `${length}. With more than ${grouped(MAX_MARKED)} it is shown as it is stored, without line breaks and colours.`;
  if (pretty === text && deepest(text) > MAX_INDENTED)
    return `It is nested deeper than ${MAX_INDENTED} levels, so it is shown as it is stored, without line breaks.`;
  return isOneBlock(lines) ? `${length}, too many parts to be coloured.` : null;
}

/** How many brackets, or tags, are open at most. */
function deepest(text: string): number {
  let depth = 0;
  let most = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]|<\/?[^>]*>/g)) {
    if (/^(?:[}\]]|<\/)/.test(token)) depth--;
    else if (!/^"|^<[?!]|\/>$/.test(token)) most = Math.max(most, ++depth);
  }
  return most;
}

/**
 * JSON with line breaks and indents between its tokens; no other character changes, so every digit stays. What is very long
 * or nested very deep stays as it is.
 */
export function prettyJson(text: string): string {
  if (text.length > MAX_MARKED) return text;
  const scanner = createScanner(text, true);
  const out: string[] = [];
  let depth = 0;
  let previous = '';
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const token = text.slice(scanner.getTokenOffset(), scanner.getTokenOffset() + scanner.getTokenLength());
    const opened = previous === '{' || previous === '[';
    const closes = token === '}' || token === ']';
    if (opened && !closes) depth++;
    if (!opened && closes) depth--;
    if (depth > MAX_INDENTED) return text;
    if (opened !== closes || previous === ',') out.push(`\n${'  '.repeat(Math.max(0, depth))}`);
    out.push(token === ':' ? ': ' : token);
    previous = token;
  }
  return out.join('');
}

/** XML with line breaks and indents between its tags; texts stay as they are. What is long or deep stays whole. */
export function prettyXml(text: string): string {
  if (text.length > MAX_MARKED || text.includes('<![CDATA[')) return text;
  const lines: string[] = [];
  let depth = 0;
  for (const part of text.split(/(?<=>)(?=<)/)) {
    if (part.startsWith('</')) depth = Math.max(0, depth - 1);
    lines.push(`${'  '.repeat(depth)}${part}`);
    if (!/^<[/?!]|<\/|\/>$/.test(part)) depth++;
    if (depth > MAX_INDENTED) return text;
  }
  return lines.join('\n');
}

export function jsonLines(text: string): readonly Line[] {
  if (text.length > MAX_MARKED) return plainLines(text);
  const pieces: Piece[] = [];
  const scanner = createScanner(text, false);
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const at = scanner.getTokenOffset();
    const piece = text.slice(at, at + scanner.getTokenLength());
    pieces.push({ mark: jsonMark(piece, text, at + piece.length), text: piece });
    if (pieces.length > MAX_PIECES) return plainLines(text);
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
    if (pieces.length > MAX_PIECES) return plainLines(text);
    at += piece.text.length;
  }
  return linesOf(pieces);
}
