// Waiting for a hint, armed before the read, so that nothing committed in between is missed.
import type { WakeUps } from './wake-ups.ts';

export interface Wait {
  /** Resolves on the first hint of concern, on a wake-up, or when one of the signals is aborted. */
  readonly over: Promise<void>;
  /** Must be called, whether it was waited or not. */
  release(): void;
}

export interface Waiting<Hint> {
  arm(concerns: (hint: Hint) => boolean, signals: readonly AbortSignal[]): Wait;
}

type Listen<Hint> = (listener: (hint: Hint) => void) => () => void;

/** Listens from the first armed wait to the release of the last. */
export function openWaiting<Hint>(
  listens: readonly Listen<Hint>[],
  wakeUps: readonly WakeUps[],
): Waiting<Hint> {
  const waiters = new Set<{ readonly concerns: (hint: Hint) => boolean; readonly wake: () => void }>();
  let stops: readonly (() => void)[] = [];

  function attach(): void {
    const wakeAll = () => {
      for (const { wake } of waiters) wake();
    };
    const wakeConcerned = (hint: Hint) => {
      for (const { concerns, wake } of waiters) if (concerns(hint)) wake();
    };
    stops = [...wakeUps.map((listen) => listen(wakeAll)), ...listens.map((listen) => listen(wakeConcerned))];
  }

  function detach(): void {
    for (const stop of stops) stop();
  }

  return {
    arm(concerns, signals) {
      let wake: () => void = () => {};
      const over = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const waiter = { concerns, wake };
      waiters.add(waiter);
      if (waiters.size === 1) attach();
      const forget = onAbort(signals, wake);
      return {
        over,
        release() {
          forget();
          if (waiters.delete(waiter) && waiters.size === 0) detach();
        },
      };
    },
  };
}

/** Calls `listener` when one of the signals is aborted, or is already; returns the way to stop. */
export function onAbort(signals: readonly AbortSignal[], listener: () => void): () => void {
  for (const signal of signals) signal.addEventListener('abort', listener);
  if (signals.some(({ aborted }) => aborted)) listener();
  return () => {
    for (const signal of signals) signal.removeEventListener('abort', listener);
  };
}
