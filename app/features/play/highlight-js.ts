// Colours for JavaScript: the characters stay exactly as they are, only cut into marked pieces.
import { type Line, linesOf, MAX_MARKED, type Mark, next, type Piece, plainLines } from '../../ui/pieces.ts';

const KEYWORDS =
  'async|await|break|case|catch|class|const|continue|default|delete|do|else|extends|false|finally|for|function|if|in|instanceof|let|new|null|of|return|static|super|switch|this|throw|true|try|typeof|undefined|var|void|while|yield';

const PIECES: readonly (readonly [RegExp, Mark])[] = [
  [/\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y, 'c'],
  [/"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`(?:[^`\\]|\\[\s\S])*`?/y, 's'],
  [/(?:0[xob][\da-f_]+|\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?)n?/iy, 'n'],
  [new RegExp(`(?:${KEYWORDS})(?![\\w$])`, 'y'), 'l'],
  [/[\w$\u0080-\uffff]+(?=\s*:(?!:))/y, 'k'],
  [/[\w$\u0080-\uffff]+/y, ''],
  [/\s+/y, ''],
  [/[^\s\w$"'`/]+|\//y, 'p'],
];

export function jsLines(text: string): readonly Line[] {
  if (text.length > MAX_MARKED) return plainLines(text);
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length; ) {
    const piece = next(text, at, PIECES) ?? { mark: '', text: text.charAt(at) };
    pieces.push(piece);
    at += piece.text.length;
  }
  return linesOf(pieces);
}
