// Lines of marked pieces, with what cannot be seen cut out of the pieces, and right-to-left text apart.
import type { Line, Mark } from './pieces.ts';
import { type Stretch, stretchesOf } from './stretches.ts';
import { hasUnseen, type Part, partsOf } from './unseen.ts';

export interface ShownPiece {
  readonly mark: Mark;
  readonly stretches: readonly Stretch[];
}

export type ShownLine = readonly ShownPiece[];

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

  function shown(line: Line): ShownLine {
    return line.map(({ mark, text }) => {
      const stretches = stretchesOf(text, 'lines', left);
      const parts = stretches.flatMap((stretch) => stretch.parts);
      left -= parts.filter((part) => typeof part !== 'string').length;
      if (left === 0 && complete) complete = !parts.some(isUnmarked);
      return { mark, stretches };
    });
  }

  return { lines: lines.map(shown), complete };
}

/** A joiner that makes an emoji is a character that cannot be seen, and gets no mark. */
function isUnmarked(part: Part): boolean {
  if (typeof part !== 'string' || !hasUnseen(part, 'lines')) return false;
  return partsOf(part, 'lines', 1).some((each) => typeof each !== 'string');
}
