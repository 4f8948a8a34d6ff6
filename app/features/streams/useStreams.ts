// The streams of the store and how far its log goes.
import { useSyncExternalStore } from 'react';
import type { EventStore } from '../../../lib/index.ts';
import { useStore } from '../../store.tsx';
import type { Live } from '../../useLive.ts';
import { openDirectory, type Streams } from './directory.ts';

export type { Streams } from './directory.ts';

export function useStreams(): Live<Streams> {
  const { subscribe, current } = listOf(useStore());
  return useSyncExternalStore(subscribe, current);
}

/** A list of streams that is read once for all who show it, as long as anybody does. */
interface SharedList {
  readonly subscribe: (listener: () => void) => () => void;
  readonly current: () => Live<Streams>;
}

const lists = new WeakMap<EventStore, SharedList>();

function listOf(store: EventStore): SharedList {
  const known = lists.get(store);
  if (known !== undefined) return known;
  const list = sharedList(store);
  lists.set(store, list);
  return list;
}

const LOADING: Live<Streams> = { status: 'loading' };

function sharedList(store: EventStore): SharedList {
  const listeners = new Set<() => void>();
  let live = LOADING;

  function show(next: Live<Streams>): void {
    live = next;
    for (const listener of listeners) listener();
  }

  const directory = openDirectory(store, show);

  return {
    current: () => live,
    subscribe(listener) {
      if (listeners.size === 0) directory.start();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        directory.stop();
        // The next screen shows what was there until it is read again; but an old "nothing yet" would show first steps.
        if (live.status !== 'ready' || live.value.streams.length === 0) live = LOADING;
      };
    },
  };
}
