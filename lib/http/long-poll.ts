// Long poll: an answer that waits until there is something to answer, or until its time is over.
import type { LogId } from '../core/events.ts';
import { LogReplacedError } from '../errors.ts';
import type { Commit, EventStore } from '../event-store.ts';

/** setTimeout takes no more than this many ms. */
const MAX_WAIT_MS = 2 ** 31 - 1;

export interface Wait {
  readonly seconds: number;
  /** Ends the wait when the client goes away. */
  readonly signal: AbortSignal;
  /** Whether a commit can have changed the outcome. */
  readonly concerns: (commit: Commit) => boolean;
}

/**
 * Reads until the outcome is ready or the time is over, whichever is first; then gives the last outcome.
 * @throws LogReplacedError: the place that was waited at is of the log of the first read.
 */
export async function readWhenReady<T>(
  store: EventStore,
  wait: Wait,
  read: () => Promise<T>,
  isReady: (outcome: T) => boolean,
): Promise<T> {
  let wake: (cause: 'change' | 'over') => void = () => {};
  const end = (): void => wake('over');
  const stops = [
    store.onCommit((commit) => {
      if (wait.concerns(commit)) wake('change');
    }),
    store.onLogReplaced(() => wake('change')),
  ];
  let over = wait.signal.aborted;
  const timer = setTimeout(
    () => {
      over = true;
      end();
    },
    Math.min(wait.seconds * 1000, MAX_WAIT_MS),
  );
  wait.signal.addEventListener('abort', end);
  let logId: LogId | undefined;
  try {
    for (;;) {
      // Armed before the read, so that no commit falls between the two.
      const next = new Promise<'change' | 'over'>((resolve) => {
        wake = resolve;
      });
      const outcome = await read();
      logId ??= store.logId;
      if (store.logId !== logId) throw new LogReplacedError(store.name, logId, store.logId);
      if (over || wait.signal.aborted || isReady(outcome) || (await next) === 'over') return outcome;
    }
  } finally {
    for (const stop of stops) stop();
    clearTimeout(timer);
    wait.signal.removeEventListener('abort', end);
  }
}
