// The types of a stream's newest events, to choose from.
import { useCallback, useEffect, useState } from 'react';
import type { EventStore, StreamName } from '../../../lib/index.ts';
import { useStore } from '../../store.tsx';
import { feedOf } from '../stream/feed.ts';
import { isSystemStream } from '../stream/system-streams.ts';

/** Reading every event for a list of types would cost more than it helps; other types can be typed in. */
const LOOKED_AT = 1_000;

/** The page itself is read first. */
const PAUSE_MS = 200;

export interface Types {
  /** Sorted. Empty until they are known. */
  readonly types: readonly string[];
  /** Reads them again. They do not follow each commit: that would cost a busy stream too much. */
  refresh(): void;
}

export function useTypes(stream: StreamName): Types {
  const store = useStore();
  const [types, setTypes] = useState<readonly string[]>([]);
  const refresh = useCallback(() => {
    // A stream that cannot be read says so itself, and has no types to choose from.
    readTypes(store, stream).then(setTypes, () => {});
  }, [store, stream]);
  useEffect(() => {
    const timer = setTimeout(refresh, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [refresh]);
  return { types, refresh };
}

async function readTypes(store: EventStore, stream: StreamName): Promise<readonly string[]> {
  const feed = feedOf(store, stream, isSystemStream(stream));
  const { state, last } = await feed.facts();
  if (state !== 'live' || last < 0) return [];
  const rows = await feed.rows(last, 'backward', LOOKED_AT);
  return [...new Set(rows.map(({ event }) => event.type))].toSorted();
}
