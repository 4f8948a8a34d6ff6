// How many requests ask for something. Apart from the provider, since the first screen shows none.
import { useKnownHistories } from './ClientProvider.tsx';
import { needingYou, queuedOf } from './history.ts';

/** How many requests wait for a person's decision; none while that is not known yet. */
export function useNeedsYouCount(): number {
  return needingYou(useKnownHistories()).length;
}

/** How many requests were not sent yet; none while that is not known yet. */
export function useQueuedCount(): number {
  return queuedOf(useKnownHistories()).length;
}
