// Which events show their data in the list. Kept by number, so new events leave it as it is.
import { useCallback, useEffect, useState } from 'react';
import type { FeedRow } from './feed.ts';

export interface Expanded {
  readonly has: (number: number) => boolean;
  /** The same function each time. */
  readonly toggle: (number: number) => void;
  /** True when every row of the page is expanded, or about to be. */
  readonly all: boolean;
  readonly toggleAll: () => void;
}

interface State {
  readonly open: ReadonlySet<number>;
  /** Rows that are still to be opened, or to be closed, the next one first. */
  readonly waiting: readonly FeedRow[];
  readonly opens: boolean;
}

// Opened at once: the browser lays out the whole table again, and then answers what was pressed meanwhile.
const STEP_ROWS = 50;
/** Characters or bytes: line breaks are added to all of the data of a step. */
const STEP_SIZE = 200_000;

export function useExpanded(rows: readonly FeedRow[]): Expanded {
  const [state, setState] = useState<State>({ open: new Set(), waiting: [], opens: true });
  const { open, waiting, opens } = state;
  const coming = new Set(opens ? waiting.map((row) => row.number) : []);
  const all = rows.length > 0 && rows.every(({ number }) => open.has(number) || coming.has(number));

  useEffect(() => {
    if (waiting.length === 0) return;
    const timer = setTimeout(() => setState(afterStep));
    return () => clearTimeout(timer);
  }, [waiting]);

  const toggle = useCallback((number: number) => {
    setState((last) => ({
      ...last,
      open: withNumbers(last.open, [number], !last.open.has(number)),
      waiting: last.waiting.filter((row) => row.number !== number),
    }));
  }, []);

  function toggleAll(): void {
    // From the top, where the button is; closed from the end, so that what is seen moves once.
    setState(afterStep({ open, waiting: all ? rows.toReversed() : rows, opens: !all }));
  }

  return { has: (number) => open.has(number), toggle, all, toggleAll };
}

function afterStep({ open, waiting, opens }: State): State {
  const count = opens ? stepOf(waiting) : STEP_ROWS;
  const numbers = waiting.slice(0, count).map(({ number }) => number);
  return { open: withNumbers(open, numbers, opens), waiting: waiting.slice(count), opens };
}

/** How many of the next rows are opened at once; at least one. */
function stepOf(waiting: readonly FeedRow[]): number {
  let size = 0;
  const tooMuch = waiting.findIndex(({ event: { rawData } }, place) => {
    size += typeof rawData === 'string' ? rawData.length : rawData.byteLength;
    return place === STEP_ROWS || (place > 0 && size > STEP_SIZE);
  });
  return tooMuch < 0 ? waiting.length : tooMuch;
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
