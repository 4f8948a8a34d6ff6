// Colours for commands of a terminal, apart from those that need a parser: the first screen shows a command.
import { type Line, linesOf, MAX_MARKED, type Mark, next, type Piece, plainLines, word } from './pieces.ts';

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
