// What was written to the stream of a refused request since it was as that expected.
import { useCallback, useMemo } from 'react';
import type { EventNumber } from '../../../lib/index.ts';
import { useHistories } from '../../client/ClientProvider.tsx';
import type { History } from '../../client/history.ts';
import { useCommits, useStore } from '../../store.tsx';
import { useLive } from '../../useLive.ts';
import { ownIds } from './rebase.ts';
import type { WrittenSince } from './written-since.ts';

/** Null while it is not known which of these events are one's own. */
export function useWrittenSince(history: History, currentVersion: EventNumber): WrittenSince | null {
  const store = useStore();
  const histories = useHistories();
  const { stream } = history.request;
  const from = firstUnknown(history);
  const mine = useMemo(() => ownIds(history, histories), [history, histories]);
  const read = useCallback(async () => {
    const places = await store.findEventIds(stream, [...mine]);
    const own = [...places.values()].filter((number) => number >= from && number <= currentVersion);
    return { from, to: currentVersion, own: new Set(own) };
  }, [store, stream, mine, from, currentVersion]);
  const live = useLive(read, useCommits(stream));
  return live.status === 'ready' ? live.value : null;
}

/** The number behind the last event that the client knew. */
export function firstUnknown({ request }: History): EventNumber {
  return typeof request.expectedVersion === 'number' ? request.expectedVersion + 1 : 0;
}
