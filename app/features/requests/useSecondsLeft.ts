// A clock for countdowns: it ticks when the number on the screen changes.
import { useEffect, useState } from 'react';

/** Whole seconds until then, rounded up; 0 from then on. `untilMs` is in ms since 1970-01-01 UTC. */
export function useSecondsLeft(untilMs: number): number {
  const [nowMs, setNowMs] = useState(Date.now);
  const leftMs = Math.max(0, untilMs - nowMs);

  useEffect(() => {
    if (leftMs === 0) return;
    const timer = setTimeout(() => setNowMs(Date.now()), leftMs % 1_000 || 1_000);
    return () => clearTimeout(timer);
  }, [leftMs]);

  // A wait that began since the last tick is counted from now, not from that tick.
  useEffect(() => {
    if (untilMs > 0) setNowMs(Date.now());
  }, [untilMs]);

  return Math.ceil(leftMs / 1_000);
}
