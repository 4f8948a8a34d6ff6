// "Something was committed", told to this tab and to the others. Hints, never events: a lost one delays, it cannot mislead.
import type { Position, StreamName } from './core/events.ts';
import type { StreamVersion } from './core/expected-version.ts';

/** What was committed. */
export interface Commit {
  readonly from: Position;
  /** One past the last position written. */
  readonly next: Position;
  readonly streams: readonly { readonly stream: StreamName; readonly version: StreamVersion }[];
  /** True when another tab or worker wrote it. */
  readonly elsewhere: boolean;
}

export interface Live {
  announce(commit: Omit<Commit, 'elsewhere'>): void;
  onCommit(listener: (commit: Commit) => void): () => void;
  close(): void;
}

export function openLive(storeName: string): Live {
  let closed = false;
  const listeners = new Set<(commit: Commit) => void>();
  const channel = new BroadcastChannel(`${storeName}:commits`);
  // In Node an open channel would keep the process alive.
  (channel as { unref?: () => void }).unref?.();

  function tell(commit: Commit): void {
    // In a microtask each: a listener that throws must not turn a committed append into a rejected one.
    for (const listener of listeners) queueMicrotask(() => listener(commit));
  }

  channel.onmessage = ({ data }: MessageEvent<Omit<Commit, 'elsewhere'>>) =>
    tell({ ...data, elsewhere: true });

  return {
    announce(commit) {
      if (closed) return;
      channel.postMessage(commit);
      tell({ ...commit, elsewhere: false });
    },
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closed = true;
      listeners.clear();
      channel.close();
    },
  };
}
