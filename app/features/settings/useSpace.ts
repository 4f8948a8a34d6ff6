// The room the store takes, asked again after changes.
import { useEffect, useState } from 'react';
import { readStorageHealth, type StorageHealth } from '../../../lib/index.ts';
import { onChange, useStore } from '../../store.tsx';

/** Asking is slow and the answer rough, so a burst of changes is one question. */
const SETTLE_MS = 1_000;

/** Null until the browser has answered. `round` asks again when it changes. */
export function useSpace(round = 0): StorageHealth | null {
  const store = useStore();
  const [space, setSpace] = useState<StorageHealth | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again.
  useEffect(() => {
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function ask(): Promise<void> {
      timer = undefined;
      const answer = await readStorageHealth();
      if (!left) setSpace(answer);
    }
    void ask();
    const stop = onChange(store, () => {
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
