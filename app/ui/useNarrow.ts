// How many panes there is room for.
import { useSyncExternalStore } from 'react';

// The same widths as in layout.css and adapt.css.
const narrow = matchMedia('(width <= 45rem)');
const stacked = matchMedia('(width <= 69rem)');

/** Room for one pane, and none for the side bar. */
export function useNarrow(): boolean {
  return useMatch(narrow);
}

/** Room for one pane: the next would stand below it. */
export function useStacked(): boolean {
  return useMatch(stacked);
}

function useMatch(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => query.matches,
  );
}
