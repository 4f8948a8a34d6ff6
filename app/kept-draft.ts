// A draft outlives its page: as the page goes it is left to the next page of this tab.
import { tabStorage } from './browser-storage.ts';

/** What the page before left under `key`, which may have been an earlier version of the app; undefined = nothing. */
export function keptDraft(key: string): unknown {
  try {
    return JSON.parse(tabStorage.getItem(key) ?? '') as unknown;
  } catch {
    return undefined; // Only this module writes the key; what it cannot read is not worth keeping.
  }
}

/**
 * From now on the draft is this page's: whenever the page goes, what `draft` returns then is kept, undefined = nothing.
 * Where there is no room for it the browser asks the person before. Returns the way to stop.
 */
export function keepOnLeaving(key: string, draft: () => unknown): () => void {
  /** False when there was no room. */
  function keep(): boolean {
    try {
      const last = draft();
      return last === undefined || tabStorage.setItem(key, JSON.stringify(last));
    } catch {
      return false;
    }
  }
  // While the page lives, a copy of its tab must not have the draft, and its event ids, as well.
  const forget = (): void => tabStorage.removeItem(key);
  const ask = (event: BeforeUnloadEvent): void => {
    if (!keep()) event.preventDefault();
    forget();
  };
  // A tab that nobody looks at may be ended without a word.
  const turn = (): void => void (document.hidden ? keep() : forget());

  forget();
  addEventListener('beforeunload', ask);
  addEventListener('pagehide', keep);
  addEventListener('pageshow', forget);
  document.addEventListener('visibilitychange', turn);
  return () => {
    removeEventListener('beforeunload', ask);
    removeEventListener('pagehide', keep);
    removeEventListener('pageshow', forget);
    document.removeEventListener('visibilitychange', turn);
  };
}
