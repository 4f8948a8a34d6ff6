// The streams of the store and how far its log goes.
import { useCallback } from 'react';
import type { Position, StreamSummary } from '../../../lib/index.ts';
import { useCommits, useStore } from '../../store.tsx';
import { type Live, useLive } from '../../useLive.ts';

export interface Streams {
  readonly streams: readonly StreamSummary[];
  /** The position the next event will get: as many events were ever written. */
  readonly head: Position;
}

export function useStreams(): Live<Streams> {
  const store = useStore();
  const read = useCallback(async (): Promise<Streams> => {
    const [streams, head] = await Promise.all([store.listStreams(), store.headPosition()]);
    return { streams, head };
  }, [store]);
  return useLive(read, useCommits());
}

/** When the newest of these streams was written to. */
export function lastUpdateMs(streams: readonly StreamSummary[]): number | null {
  return streams.reduce<number | null>(
    (latest, { updatedMs }) => (updatedMs !== null && updatedMs > (latest ?? 0) ? updatedMs : latest),
    null,
  );
}
