// Which events show their data in the list. Kept by number, so new events leave it as it is.
import { useState } from 'react';
import type { FeedRow } from './feed.ts';

export interface Expanded {
  readonly has: (number: number) => boolean;
  readonly toggle: (number: number) => void;
  /** True when every row of the page is expanded. */
  readonly all: boolean;
  readonly toggleAll: () => void;
}

export function useExpanded(rows: readonly FeedRow[]): Expanded {
  const [numbers, setNumbers] = useState<ReadonlySet<number>>(new Set());
  const all = rows.length > 0 && rows.every(({ number }) => numbers.has(number));
  return {
    has: (number) => numbers.has(number),
    toggle: (number) => setNumbers((last) => withNumbers(last, [number], !last.has(number))),
    all,
    toggleAll: () =>
      setNumbers((last) =>
        withNumbers(
          last,
          rows.map(({ number }) => number),
          !all,
        ),
      ),
  };
}

function withNumbers(
  last: ReadonlySet<number>,
  numbers: readonly number[],
  open: boolean,
): ReadonlySet<number> {
  const next = new Set(last);
  for (const number of numbers) {
    if (open) next.add(number);
    else next.delete(number);
  }
  return next;
}
