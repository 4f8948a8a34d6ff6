// Whether a label is what was typed, how well, and which of its letters.

export interface Piece {
  readonly text: string;
  /** It was typed. */
  readonly marked: boolean;
}

export interface Match {
  /** 0 = it is the label, 1 = the label begins so, 2 = one of its words does, 3 = it is in it, 4 = all its words are. */
  readonly rank: number;
  /** The label, cut where marks begin and end. */
  readonly pieces: readonly Piece[];
}

/** The label as it is found under `text`, whatever its case; null when it is not. Nothing typed finds everything. */
export function matchOf(label: string, text: string): Match | null {
  const wanted = text.trim().toLowerCase();
  const inLabel = label.toLowerCase();
  const whole = placeOf(wanted, inLabel);
  if (whole !== null) return { rank: rankAt(whole, wanted, inLabel), pieces: cut(label, [[whole, wanted]]) };
  const words = wanted.split(/\s+/);
  const places = words.flatMap((word) => placeOf(word, inLabel) ?? []);
  if (places.length < words.length) return null;
  return {
    rank: 4,
    pieces: cut(
      label,
      places.map((at, index) => [at, words[index] ?? '']),
    ),
  };
}

/** Where it is, at the beginning of a word if it can be. */
function placeOf(wanted: string, inLabel: string): number | null {
  const first = inLabel.indexOf(wanted);
  for (let at = first; at >= 0; at = inLabel.indexOf(wanted, at + 1)) {
    if (beginsWord(inLabel, at)) return at;
    if (wanted === '') break;
  }
  return first < 0 ? null : first;
}

function rankAt(at: number, wanted: string, inLabel: string): number {
  if (wanted === inLabel) return 0;
  if (at === 0) return 1;
  return beginsWord(inLabel, at) ? 2 : 3;
}

function beginsWord(label: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(label.charAt(at - 1));
}

function cut(label: string, found: readonly (readonly [number, string])[]): readonly Piece[] {
  // A few letters are longer in lower case, and then nothing is where it was found.
  if (label.toLowerCase().length !== label.length) return [{ text: label, marked: false }];
  const marked = new Set(
    found.flatMap(([at, text]) => Array.from({ length: text.length }, (_, place) => at + place)),
  );
  const pieces: { text: string; marked: boolean }[] = [];
  for (const [at, letter] of [...label.split('').entries()]) {
    const last = pieces.at(-1);
    if (last?.marked === marked.has(at)) last.text += letter;
    else pieces.push({ text: letter, marked: marked.has(at) });
  }
  return pieces;
}
