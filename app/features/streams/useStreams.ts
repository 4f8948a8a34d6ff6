// The streams of the store and how far its log goes.
import { useSyncExternalStore } from 'react';
import type { EventStore, Position, StreamSummary } from '../../../lib/index.ts';
import { onChange, useStore } from '../../store.tsx';
import { keepLive, type Live } from '../../useLive.ts';

export interface Streams {
  readonly streams: readonly StreamSummary[];
  /** The position the next event will get: as many events were ever written. */
  readonly head: Position;
}

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
  let stop: (() => void) | undefined;

  async function read(): Promise<Streams> {
    const [streams, head] = await Promise.all([store.listStreams(), store.headPosition()]);
    return { streams, head };
  }

  function show(next: Live<Streams>): void {
    live = next;
    for (const listener of listeners) listener();
  }

  return {
    current: () => live,
    subscribe(listener) {
      listeners.add(listener);
      stop ??= keepLive(read, (wake) => onChange(store, wake), show);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
        // Who comes next sees what was there until it is read again; but an old "nothing yet" would show them first steps.
        if (live.status !== 'ready' || live.value.streams.length === 0) live = LOADING;
      };
    },
  };
}

/** When the newest of these streams was written to. */
export function lastUpdateMs(streams: readonly StreamSummary[]): number | null {
  return streams.reduce<number | null>(
    (latest, { updatedMs }) => (updatedMs !== null && updatedMs > (latest ?? 0) ? updatedMs : latest),
    null,
  );
}
