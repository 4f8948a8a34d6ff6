// Whether there is room for one pane only.
import { useSyncExternalStore } from 'react';

// The same width as in layout.css and adapt.css.
const query = matchMedia('(width <= 45rem)');

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
