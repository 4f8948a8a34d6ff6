// The requests that were discarded last, for as long as it can be brought back.
import { useSyncExternalStore } from 'react';
import type { Client } from '../../client/client.ts';
import type { History } from '../../client/history.ts';

/** How long Undo is offered. */
export const UNDO_MS = 20_000;

const NONE: readonly History[] = [];
let discarded: readonly History[] = NONE;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

export async function discard(client: Client, ...histories: readonly History[]): Promise<void> {
  // Those that are gone can be brought back, even where the next one cannot be discarded.
  const gone: History[] = [];
  try {
    for (const history of histories) {
      await client.discard(history.request.id);
      gone.push(history);
    }
  } finally {
    show(gone);
  }
}

export async function undoDiscard(client: Client): Promise<void> {
  const histories = discarded;
  show(NONE);
  for (const history of histories) await client.restore(history);
}

/** The requests that Undo would bring back. */
export function useDiscarded(): readonly History[] {
  return useSyncExternalStore(subscribe, () => discarded);
}

function show(histories: readonly History[]): void {
  clearTimeout(timer);
  if (histories.length > 0) timer = setTimeout(() => show(NONE), UNDO_MS);
  discarded = histories;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
