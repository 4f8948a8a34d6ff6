// Lines of marked pieces, with what cannot be seen cut out of the pieces.
import type { Line, Piece } from './pieces.ts';
import { hasUnseen, partsOf, type Unseen } from './unseen.ts';

export type ShownLine = readonly (Piece | Unseen)[];

/** So many marks are still drawn at once; a text that has more was made to have them. */
export const MAX_UNSEEN = 2_000;

export function withUnseen(
  lines: readonly Line[],
  most = MAX_UNSEEN,
): {
  readonly lines: readonly ShownLine[];
  /** False where there are more than `most`; those are left in their pieces. */
  readonly complete: boolean;
} {
  let left = most;
  let complete = true;

  function cut(piece: Piece): ShownLine {
    if (!hasUnseen(piece.text, 'lines')) return [piece];
    const parts = partsOf(piece.text, 'lines', left).map((part) =>
      typeof part === 'string' ? { mark: piece.mark, text: part } : part,
    );
    left -= parts.filter((part) => 'code' in part).length;
    const last = parts.at(-1);
    if (last !== undefined && !('code' in last) && hasUnseen(last.text, 'lines')) complete = false;
    return parts;
  }

  return { lines: lines.map((line) => line.flatMap(cut)), complete };
}
