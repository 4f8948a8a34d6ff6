// The room the store takes, asked again after commits.
import { useEffect, useState } from 'react';
import { useStore } from '../../store.tsx';
import { askSpace, type Space } from './storage.ts';

/** Asking is slow and the answer rough, so a burst of commits is one question. */
const SETTLE_MS = 1_000;

/** `round` asks again when it changes. */
export function useSpace(round = 0): Space {
  const store = useStore();
  const [space, setSpace] = useState<Space>({ kind: 'asking' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again.
  useEffect(() => {
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function ask(): Promise<void> {
      timer = undefined;
      const answer = await askSpace();
      if (!left) setSpace(answer);
    }
    void ask();
    const stop = store.onCommit(() => {
      timer ??= setTimeout(() => void ask(), SETTLE_MS);
    });
    return () => {
      left = true;
      clearTimeout(timer);
      stop();
    };
  }, [store, round]);
  return space;
}
