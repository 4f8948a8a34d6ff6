// Stored data on the screen: read, and read again when something was committed.
import { useEffect, useState } from 'react';
import { UpgradeBlockedError } from '../lib/index.ts';

export type Live<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: unknown }
  | { readonly status: 'ready'; readonly value: T };

/** Calls `wake` whenever what was read may have changed; returns the way to stop. */
export type Commits = (wake: () => void) => () => void;

/** No commit tells that another tab has let go of the store. */
const BLOCKED_RETRY_MS = 1_000;

/**
 * The newest result of `read`, kept up to date by `commits`. Both must be stable (`useCallback`): a new one reads
 * again. The last value stays until the next is there, so nothing flickers; give the component a `key` where an
 * old value must not be seen.
 */
export function useLive<T>(read: () => Promise<T>, commits: Commits): Live<T> {
  const [live, setLive] = useState<Live<T>>({ status: 'loading' });
  useEffect(() => keepLive(read, commits, setLive), [read, commits]);
  return live;
}

/** Shows the result of `read`, now and after commits; returns the way to stop. */
export function keepLive<T>(
  read: () => Promise<T>,
  commits: Commits,
  show: (live: Live<T>) => void,
): () => void {
  let stopped = false;
  let reading = false;
  let again = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  async function refresh(): Promise<void> {
    if (reading) {
      again = true; // However many commits arrive during a read, one more read sees them all.
      return;
    }
    reading = true;
    do {
      again = false;
      const next = await attempt(read);
      if (stopped) return;
      show(next);
      if (isBlocked(next)) retry = setTimeout(wake, BLOCKED_RETRY_MS);
    } while (again && !stopped);
    reading = false;
  }

  function wake(): void {
    if (!stopped) void refresh();
  }

  function wakeWhenVisible(): void {
    if (document.visibilityState === 'visible') wake();
  }

  const stopListening = commits(wake); // Before the first read, so no commit falls in between.
  // A tab that slept in the background may have missed a hint.
  document.addEventListener('visibilitychange', wakeWhenVisible);
  wake();
  return () => {
    stopped = true;
    clearTimeout(retry);
    stopListening();
    document.removeEventListener('visibilitychange', wakeWhenVisible);
  };
}

function isBlocked(live: Live<unknown>): boolean {
  return live.status === 'failed' && live.error instanceof UpgradeBlockedError;
}

async function attempt<T>(read: () => Promise<T>): Promise<Live<T>> {
  try {
    return { status: 'ready', value: await read() };
  } catch (error) {
    return { status: 'failed', error };
  }
}
