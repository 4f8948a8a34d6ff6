// Stretches of a line, cut again where marks begin and end.
import { stretchesOf } from './stretches.ts';
import type { Part } from './unseen.ts';

export interface MarkedPiece {
  readonly text: string;
  readonly marked: boolean;
}

export interface MarkedStretch {
  readonly apart: boolean;
  readonly parts: readonly { readonly part: Part; readonly marked: boolean }[];
}

/** Put together again it is the texts of the pieces. A mark may go over several stretches. */
export function markedStretches(pieces: readonly MarkedPiece[], inString = false): readonly MarkedStretch[] {
  const text = pieces.map((piece) => piece.text).join('');
  let place = 0;
  /** How much of the piece is left. */
  let left = pieces[0]?.text.length ?? 0;

  function take(part: Part): MarkedStretch['parts'] {
    const taken: { part: Part; marked: boolean }[] = [];
    let rest = typeof part === 'string' ? part : part.text;
    while (rest !== '') {
      while (left === 0) left = pieces[++place]?.text.length ?? Number.POSITIVE_INFINITY;
      const length = Math.min(left, rest.length);
      const marked = pieces[place]?.marked ?? false;
      if (typeof part === 'string') taken.push({ part: rest.slice(0, length), marked });
      else if (taken.length === 0) taken.push({ part, marked });
      rest = rest.slice(length);
      left -= length;
    }
    return taken;
  }

  return stretchesOf(text, 'line', undefined, inString).map(({ apart, parts }) => ({
    apart,
    parts: parts.flatMap(take),
  }));
}
