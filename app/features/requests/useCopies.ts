// Where the ids of a request are in its stream, kept up to date.
import { useEffect, useMemo, useState } from 'react';
import type { History } from '../../client/history.ts';
import { useCommits, useStore } from '../../store.tsx';
import { keepLive } from '../../useLive.ts';
import { type Copies, copyReader, idsOf } from './copies.ts';

/** Null while it is not known. */
export function useCopies(history: History): Copies | null {
  const store = useStore();
  const { stream } = history.request;
  const commits = useCommits(stream);
  const names = JSON.stringify(idsOf(history));
  const ids = useMemo(() => JSON.parse(names) as ReturnType<typeof idsOf>, [names]);
  const [found, setFound] = useState<{ readonly of: typeof ids; readonly copies: Copies } | null>(null);
  useEffect(() => {
    const reader = copyReader(store, stream, ids);
    const stop = keepLive(reader.read, commits, (live) => {
      if (live.status === 'ready') setFound({ of: ids, copies: live.value });
    });
    return () => {
      reader.stop();
      stop();
    };
  }, [store, stream, ids, commits]);
  return found?.of === ids ? found.copies : null;
}
