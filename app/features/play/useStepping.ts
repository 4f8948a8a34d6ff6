// Steps from event to event by itself, each time the state of the last step has been seen.
import { useEffect, useState } from 'react';

/** At the usual speed. */
const STEP_MS = 600;

export interface Stepping {
  readonly isOn: boolean;
  start(): void;
  stop(): void;
}

/** `isSeen`: the state as of `at` is on the screen. Begins anew where there is nothing left to step to, and ends there. */
export function useStepping(need: {
  readonly at: number;
  readonly first: number;
  readonly last: number;
  readonly isSeen: boolean;
  /** Times the usual speed. */
  readonly speed: number;
  readonly go: (at: number) => void;
}): Stepping {
  const { at, first, last, isSeen, speed, go } = need;
  const [wanted, setWanted] = useState(false);
  const isOn = wanted && at < last;

  useEffect(() => {
    if (!isOn || !isSeen) return;
    const timer = setTimeout(() => {
      if (at + 1 >= last) setWanted(false);
      go(at + 1);
    }, STEP_MS / speed);
    return () => clearTimeout(timer);
  }, [isOn, isSeen, at, last, speed, go]);

  return {
    isOn,
    start() {
      if (at >= last) go(first);
      setWanted(true);
    },
    stop: () => setWanted(false),
  };
}
