// The log that a store has now, and word of its replacement by another one.
import type { LogId } from './core/events.ts';

export interface CurrentLog {
  /** Of the newest connection; empty before the first one. */
  readonly id: LogId;
  /** Takes over what a new connection found. */
  connected(id: LogId): void;
  /** Connects again by itself where a listener waits for word of a replacement: only a connection tells. */
  disconnected(): void;
  /** Returns the way to stop. */
  readonly onReplaced: (listener: (id: LogId) => void) => () => void;
}

export function followLog(reconnect: () => Promise<unknown>): CurrentLog {
  let current: LogId = '';
  const listeners = new Set<(id: LogId) => void>();
  return {
    get id() {
      return current;
    },
    connected(id) {
      const isReplaced = current !== '' && current !== id;
      current = id;
      // In a microtask each: a listener that throws must not fail the connection.
      if (isReplaced) for (const listener of listeners) queueMicrotask(() => listener(id));
    },
    disconnected() {
      // A connection that fails here is tried again by the next read or write, which reports the error.
      if (listeners.size > 0) reconnect().catch(() => {});
    },
    onReplaced(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
