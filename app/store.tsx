// The store of this page: opened once, given to every screen.
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import {
  type Commit,
  type EventStore,
  type LogId,
  openEventStore,
  type StreamName,
  UpgradeBlockedError,
} from '../lib/index.ts';
import { storeName } from './store-name.ts';
import type { Commits } from './useLive.ts';

/** A tab that is queued behind a blocked upgrade is told nothing; after so long the person is told. */
const QUEUED_AFTER_MS = 1_500;
/** Whether the other tab has let go is seen by opening again. */
export const RETRY_AFTER_MS = 1_000;

export type Opening =
  | { readonly kind: 'opening' }
  /** `certain`: the browser said that another tab holds the old version; else we only wait unusually long. */
  | { readonly kind: 'blocked'; readonly certain: boolean; readonly sinceMs: number }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'open'; readonly store: EventStore };

const StoreContext = createContext<EventStore | null>(null);

/** The open store. Use it below `StoreProvider`. */
export function useStore(): EventStore {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('useStore() needs a StoreProvider above it.');
  return store;
}

/** Name of the store this page shows: `?store=` of the address, or the default one. */
export function useStoreName(): string {
  return storeName();
}

/** Wakes at each commit, or only at those that touch `stream`, and when the log was replaced. For `useLive`. */
export function useCommits(stream?: StreamName): Commits {
  const store = useStore();
  return useCallback(
    (wake: () => void) =>
      onChange(store, wake, ({ streams }) =>
        streams.some((touched) => stream === undefined || concerns(touched.stream, stream)),
      ),
    [store, stream],
  );
}

/** Calls `wake` at the commits that matter, and when the log was replaced by another one; returns the way to stop. */
export function onChange(
  store: EventStore,
  wake: () => void,
  matters: (commit: Commit) => boolean = () => true,
): () => void {
  const stops = [
    store.onCommit((commit) => {
      if (matters(commit)) wake();
    }),
    store.onLogReplaced(wake),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** The log that the store has now. As the key of a screen it begins the screen anew where all it showed is gone. */
export function useLogId(): LogId {
  const store = useStore();
  return useSyncExternalStore(store.onLogReplaced, () => store.logId);
}

/** Metadata of a stream changes what its readers see. */
function concerns(touched: StreamName, stream: StreamName): boolean {
  return touched === stream || touched === `$$${stream}`;
}

/** Opens the store and shows `waiting` until it is open. */
export function StoreProvider({
  waiting,
  children,
}: {
  readonly waiting: (opening: Exclude<Opening, { kind: 'open' }>, tryAgain: () => void) => ReactNode;
  readonly children: ReactNode;
}) {
  const [opening, tryAgain] = useOpening(storeName());
  if (opening.kind !== 'open') return waiting(opening, tryAgain);
  return <StoreContext value={opening.store}>{children}</StoreContext>;
}

function useOpening(name: string): readonly [Opening, () => void] {
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' });
  const [round, setRound] = useState(0);
  const tryAgain = useCallback(() => setRound((last) => last + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round opens again.
  useEffect(() => {
    let left = false;
    let opened: EventStore | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;

    function show(next: Opening): void {
      if (!left) setOpening((last) => keepSince(last, next));
    }

    const queued = setTimeout(
      () => show({ kind: 'blocked', certain: false, sinceMs: Date.now() }),
      QUEUED_AFTER_MS,
    );

    async function open(): Promise<void> {
      try {
        opened = await openEventStore({ name });
        if (left) await opened.close();
        else show({ kind: 'open', store: opened });
      } catch (error) {
        if (error instanceof UpgradeBlockedError) {
          show({ kind: 'blocked', certain: error.reason === 'held', sinceMs: Date.now() });
          retry = setTimeout(tryAgain, RETRY_AFTER_MS);
        } else show({ kind: 'failed', error });
      } finally {
        clearTimeout(queued);
      }
    }

    void open();
    return () => {
      left = true;
      clearTimeout(queued);
      clearTimeout(retry);
      void opened?.close();
    };
  }, [name, round, tryAgain]);

  return [opening, tryAgain];
}

/** The waiting time counts from the first refusal, not from the latest retry. */
function keepSince(last: Opening, next: Opening): Opening {
  if (last.kind !== 'blocked' || next.kind !== 'blocked') return next;
  return { ...next, certain: last.certain || next.certain, sinceMs: last.sinceMs };
}
