// The request that was discarded last, for as long as it can be brought back.
import { useSyncExternalStore } from 'react';
import type { Client } from '../../client/client.ts';
import type { History } from '../../client/history.ts';

/** How long Undo is offered. */
export const UNDO_MS = 20_000;

let discarded: History | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

export async function discard(client: Client, history: History): Promise<void> {
  await client.discard(history.request.id);
  show(history);
}

export async function undoDiscard(client: Client): Promise<void> {
  const history = discarded;
  show(null);
  if (history !== null) await client.restore(history);
}

/** The request that Undo would bring back; null when there is none. */
export function useDiscarded(): History | null {
  return useSyncExternalStore(subscribe, () => discarded);
}

function show(history: History | null): void {
  clearTimeout(timer);
  if (history !== null) timer = setTimeout(() => show(null), UNDO_MS);
  discarded = history;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
