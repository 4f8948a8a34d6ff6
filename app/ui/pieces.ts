// Texts cut into marked pieces, line by line. The characters stay exactly as they are.

/** The CSS class of a piece: key, string, number, literal, punctuation, comment; '' = plain. */
export type Mark = 'k' | 's' | 'n' | 'l' | 'p' | 'c' | '';

export interface Piece {
  readonly mark: Mark;
  readonly text: string;
}

export type Line = readonly Piece[];

/** Past so many characters, or so many pieces, colours cost more than they help. */
export const MAX_MARKED = 100_000;
export const MAX_PIECES = 10_000;
/** Past so many lines an element for each costs more than a number for each helps. */
const MAX_LINES = 5_000;

export function plainLines(text: string): readonly Line[] {
  const lines = linesOf([{ mark: '', text }]);
  return lines.length > MAX_LINES ? [[{ mark: '', text }]] : lines;
}

/** True of a text that has too many lines: it is one piece, with its line breaks in it. */
export function isOneBlock([first]: readonly Line[]): boolean {
  return first?.[0]?.text.includes('\n') ?? false;
}

/** The piece that the first fitting rule finds at this place. */
export function next(
  text: string,
  at: number,
  rules: readonly (readonly [RegExp, Mark])[],
): Piece | undefined {
  for (const [pattern, mark] of rules) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found) return { mark, text: found };
  }
  return undefined;
}

/** Up to the next character that begins something else; at least one. */
export function word(text: string, at: number, mark: Mark): Piece {
  const end = text.slice(at + 1).search(/[\s"'<>=/?]/);
  return { mark, text: end < 0 ? text.slice(at) : text.slice(at, at + 1 + end) };
}

export function linesOf(pieces: readonly Piece[]): readonly Line[] {
  const lines: Piece[][] = [[]];
  for (const { mark, text } of pieces) {
    const [first, ...rest] = text.split('\n');
    if (first) lines.at(-1)?.push({ mark, text: first });
    for (const part of rest) lines.push(part === '' ? [] : [{ mark, text: part }]);
  }
  return lines;
}
