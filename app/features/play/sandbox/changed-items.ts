// Which items of a list are the same as before, which are others, new, or gone.

export type ItemChange =
  | { readonly kind: 'same' | 'other'; readonly before: number; readonly after: number }
  | { readonly kind: 'new'; readonly after: number }
  | { readonly kind: 'gone'; readonly before: number };

/** Past so many pairs of items only their places are compared. */
const MAX_PAIRS = 40_000;

/**
 * Places in both lists, in the order to show them. Items are equal when their texts are. A list that moves on (one gone
 * at its beginning, one new at its end) is seen as that, and not as a list whose items are all others.
 */
export function changedItems(before: readonly string[], after: readonly string[]): readonly ItemChange[] {
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  const kept = [
    ...range(0, start).map((at) => ({ before: at, after: at })),
    ...commonMiddle(before, after, start, end),
    ...range(0, end).map((at) => ({ before: before.length - end + at, after: after.length - end + at })),
  ];
  const changes: ItemChange[] = [];
  let from = { before: 0, after: 0 };
  for (const same of kept.concat({ before: before.length, after: after.length })) {
    for (const change of between(from, same)) changes.push(change);
    if (same.before < before.length) changes.push({ kind: 'same', ...same });
    from = { before: same.before + 1, after: same.after + 1 };
  }
  return changes;
}

interface Places {
  readonly before: number;
  readonly after: number;
}

/** What stands between two equal items: in pairs, as far as there are as many, then what is left over. */
function between(from: Places, to: Places): readonly ItemChange[] {
  const gone = to.before - from.before;
  const added = to.after - from.after;
  const pairs = Math.min(gone, added);
  return [
    ...range(0, pairs).map((at) => ({
      kind: 'other' as const,
      before: from.before + at,
      after: from.after + at,
    })),
    ...range(pairs, gone).map((at) => ({ kind: 'gone' as const, before: from.before + at })),
    ...range(pairs, added).map((at) => ({ kind: 'new' as const, after: from.after + at })),
  ];
}

function commonStart(before: readonly string[], after: readonly string[]): number {
  let count = 0;
  while (count < before.length && count < after.length && before[count] === after[count]) count++;
  return count;
}

function commonEnd(before: readonly string[], after: readonly string[], start: number): number {
  const most = Math.min(before.length, after.length) - start;
  let count = 0;
  while (count < most && before[before.length - 1 - count] === after[after.length - 1 - count]) count++;
  return count;
}

/** The longest common part of what lies between a common start and a common end. */
function commonMiddle(
  before: readonly string[],
  after: readonly string[],
  start: number,
  end: number,
): readonly Places[] {
  const rows = before.length - start - end;
  const columns = after.length - start - end;
  if (rows * columns > MAX_PAIRS) return [];
  const isSame = (row: number, column: number) => before[start + row] === after[start + column];
  // longest[row][column]: how many items the rests from there on have in common.
  const longest = range(0, rows + 1).map(() => new Array<number>(columns + 1).fill(0));
  const at = (row: number, column: number) => longest[row]?.[column] ?? 0;
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const length = isSame(row, column)
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
      (longest[row] as number[])[column] = length;
    }
  }
  const common: Places[] = [];
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    if (isSame(row, column)) common.push({ before: start + row++, after: start + column++ });
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return common;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
