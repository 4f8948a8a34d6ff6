// Which events show their data in the list. Kept by number, so new events leave it as it is.
import { startTransition, useCallback, useEffect, useState } from 'react';
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
  readonly waiting: readonly number[];
  readonly opens: boolean;
}

/** Rows opened at once: the browser lays out the whole table again, and then answers what was pressed meanwhile. */
const STEP = 50;

export function useExpanded(rows: readonly FeedRow[]): Expanded {
  const [state, setState] = useState<State>({ open: new Set(), waiting: [], opens: true });
  const { open, waiting, opens } = state;
  const coming = new Set(opens ? waiting : []);
  const all = rows.length > 0 && rows.every(({ number }) => open.has(number) || coming.has(number));

  useEffect(() => {
    if (waiting.length === 0) return;
    const timer = setTimeout(() => startTransition(() => setState(afterStep)));
    return () => clearTimeout(timer);
  }, [waiting]);

  const toggle = useCallback((number: number) => {
    setState((last) => ({
      ...last,
      open: withNumbers(last.open, [number], !last.open.has(number)),
      waiting: last.waiting.filter((each) => each !== number),
    }));
  }, []);

  function toggleAll(): void {
    const numbers = rows.map(({ number }) => number);
    // From the top, where the button is; closed from the end, so that what is seen moves once.
    setState(afterStep({ open, waiting: all ? numbers.toReversed() : numbers, opens: !all }));
  }

  return { has: (number) => open.has(number), toggle, all, toggleAll };
}

function afterStep({ open, waiting, opens }: State): State {
  return { open: withNumbers(open, waiting.slice(0, STEP), opens), waiting: waiting.slice(STEP), opens };
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
