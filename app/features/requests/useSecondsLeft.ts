// A clock for countdowns: it ticks when the number on the screen changes.
import { useEffect, useState } from 'react';

/** Whole seconds that are left, rounded up; 0 from then on. `leftMs` tells it in ms, and may go on below 0. */
export function useSecondsLeft(leftMs: () => number): number {
  const [shownMs, setShownMs] = useState(leftMs);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    function tick(): void {
      const left = leftMs();
      setShownMs(left);
      if (left > 0) timer = setTimeout(tick, left % 1_000 || 1_000);
    }
    tick();
    return () => clearTimeout(timer);
  }, [leftMs]);

  return Math.max(0, Math.ceil(shownMs / 1_000));
}
