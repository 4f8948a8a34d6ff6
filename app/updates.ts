// The service worker as the page sees it: in control, and when a new version waits.
import { useSyncExternalStore } from 'react';

export type Updates =
  /** No worker yet, or none possible: the app works, but needs the network to start. */
  | { readonly kind: 'none' }
  /** The app starts without a network. `justNow`: since this visit, which is worth telling once. */
  | { readonly kind: 'ready_offline'; readonly justNow: boolean }
  /**
   * A new version is stored and waits. It takes over, in every tab, when somebody calls `reload`. This page is loaded
   * anew once nothing is under way in it.
   */
  | { readonly kind: 'new_version'; readonly reload: () => Promise<void> };

let current: Updates = { kind: 'none' };
const listeners = new Set<() => void>();

export function useUpdates(): Updates {
  return useSyncExternalStore(subscribe, () => current);
}

export function updates(): Updates {
  return current;
}

export function showUpdates(next: Updates): void {
  current = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
