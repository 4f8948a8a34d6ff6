// The types to choose from, kept up to date.
import { useMemo } from 'react';
import type { StreamName } from '../../../lib/index.ts';
import { useCommits, useStore } from '../../store.tsx';
import { useLive } from '../../useLive.ts';
import { feedOf, watchedBy } from '../stream/feed.ts';
import { isSystemStream } from '../stream/system-streams.ts';
import { NO_TYPES, type Types, typesReader } from './types.ts';

/** The page itself is read first, and however many commits come in between, they are read at once. */
const PAUSE_MS = 200;

export function useTypes(stream: StreamName): Types {
  const store = useStore();
  const commits = useCommits(watchedBy(stream));
  const read = useMemo(() => {
    const types = typesReader(feedOf(store, stream, isSystemStream(stream)));
    return () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS)).then(types);
  }, [store, stream]);
  const live = useLive(read, commits);
  // A stream that cannot be read says so itself, and has no types to choose from.
  return live.status === 'ready' ? live.value : NO_TYPES;
}
