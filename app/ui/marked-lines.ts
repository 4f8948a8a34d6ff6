// Coloured lines with the place of a mistake marked in them.
import type { Line, Mark } from './pieces.ts';

export interface MarkedPiece {
  readonly mark: Mark;
  readonly text: string;
  readonly bad: boolean;
}

/** The same lines, cut so that the character at `offset` of their text is a piece of its own; null marks nothing. */
export function markedLines(
  lines: readonly Line[],
  offset: number | null,
): readonly (readonly MarkedPiece[])[] {
  let at = 0;
  return lines.map((line) => {
    const pieces = line.flatMap((piece) => {
      const from = (offset ?? -1) - at;
      at += piece.text.length;
      return cut(piece.mark, piece.text, from);
    });
    // At the end of a line there is no character to mark, so a space stands in for it.
    if (offset === at) pieces.push({ mark: '', text: ' ', bad: true });
    at += 1;
    return pieces;
  });
}

function cut(mark: Mark, text: string, from: number): MarkedPiece[] {
  if (from < 0 || from >= text.length) return [{ mark, text, bad: false }];
  const pieces = [
    { mark, text: text.slice(0, from), bad: false },
    { mark, text: text.slice(from, from + 1), bad: true },
    { mark, text: text.slice(from + 1), bad: false },
  ];
  return pieces.filter((piece) => piece.text !== '');
}
