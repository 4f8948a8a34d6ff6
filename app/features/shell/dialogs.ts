// The dialogs that open over any screen: which one is shown.
import { useSyncExternalStore } from 'react';

export type ShellDialog = 'palette' | 'shortcuts';

let shown: ShellDialog | null = null;
const listeners = new Set<() => void>();

/** Shows the dialog in place of the one that is shown; null closes it. */
export function showDialog(dialog: ShellDialog | null): void {
  shown = dialog;
  for (const listener of listeners) listener();
}

export function shownDialog(): ShellDialog | null {
  return shown;
}

export function useShownDialog(): ShellDialog | null {
  return useSyncExternalStore(subscribe, shownDialog);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
