// Colours over a text that stays in one piece: while it gets them it can be found, selected and copied.
import type { Line } from './pieces.ts';

export const CAN_PAINT = typeof Highlight === 'function' && 'highlights' in CSS;

/**
 * Gives a text, which has the characters of the lines, the colours of their pieces.
 * @returns takes them away again.
 */
export function paint(node: Text, lines: readonly Line[]): () => void {
  const painted: (readonly [Highlight, StaticRange])[] = [];
  let start = 0;
  for (const line of lines) {
    for (const { mark, text } of line) {
      const end = start + text.length;
      if (mark !== '') {
        // A range that follows changes of the page would cost time at each of them.
        const range = { startContainer: node, startOffset: start, endContainer: node, endOffset: end };
        painted.push([highlightOf(mark), new StaticRange(range)]);
      }
      start = end;
    }
    start++; // The line break.
  }
  for (const [highlight, range] of painted) highlight.add(range);
  return () => {
    for (const [highlight, range] of painted) highlight.delete(range);
  };
}

function highlightOf(mark: string): Highlight {
  const name = `code-${mark}`;
  const highlight = CSS.highlights.get(name) ?? new Highlight();
  CSS.highlights.set(name, highlight);
  return highlight;
}
