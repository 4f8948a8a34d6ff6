// A walk through a feed on the screen: what was found so far, how far it came, and the way to stop it and go on.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { StreamName } from '../../../lib/index.ts';
import type { Search } from '../../router.ts';
import { useStore } from '../../store.tsx';
import { type FeedRow, feedOf } from '../stream/feed.ts';
import { isSystemStream } from '../stream/system-streams.ts';
import { matcherOf } from './match.ts';
import { type WalkStep, walk } from './walk.ts';

/** After so many finds a walk waits, since a page that shows more is slow. */
export const FOUND_AT_ONCE = 500;

export interface Walk {
  readonly status: 'walking' | 'done' | 'stopped' | 'waiting' | 'failed';
  readonly found: readonly FeedRow[];
  readonly looked: number;
  readonly total: number;
  readonly error: unknown;
}

const BEGUN: Walk = { status: 'walking', found: [], looked: 0, total: 0, error: null };

export interface Walker {
  readonly walk: Walk;
  stop(): void;
  /** After a stop, or for more than the first 500. */
  goOn(): void;
  /** From the beginning, with what was written since. */
  again(): void;
}

export function useWalk(stream: StreamName, search: Search): Walker {
  const store = useStore();
  const [state, setState] = useState(BEGUN);
  const [round, setRound] = useState(0);
  const going = useRef<{ readonly go: () => void; readonly stop: () => void } | null>(null);
  const { type, text, inStream, hideSystem } = search;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round looks again.
  useEffect(() => {
    const feed = feedOf(store, stream, isSystemStream(stream));
    const steps = walk(feed, matcherOf({ type, text, inStream, hideSystem }));
    let left = false;
    let stopped = false;
    let running = false;
    let limit = 0;
    let now = BEGUN;

    function show(change: Partial<Walk>): void {
      now = { ...now, ...change };
      if (!left) setState(now);
    }

    async function run(): Promise<void> {
      if (running) return;
      running = true;
      stopped = false;
      limit = now.found.length + FOUND_AT_ONCE;
      show({ status: 'walking' });
      try {
        while (!left) {
          const { done, value } = await steps.next();
          if (done) {
            show({ status: 'done' });
            break;
          }
          show(after(now, value));
          if (now.looked >= now.total) continue;
          if (stopped) {
            show({ status: 'stopped' });
            break;
          }
          if (now.found.length >= limit) {
            show({ status: 'waiting' });
            break;
          }
        }
      } catch (error) {
        show({ status: 'failed', error });
      }
      running = false;
    }

    going.current = {
      go: () => void run(),
      stop() {
        stopped = true;
      },
    };
    show(BEGUN);
    void run();
    return () => {
      left = true;
    };
  }, [store, stream, type, text, inStream, hideSystem, round]);

  return {
    walk: state,
    stop: useCallback(() => going.current?.stop(), []),
    goOn: useCallback(() => going.current?.go(), []),
    again: useCallback(() => setRound((last) => last + 1), []),
  };
}

function after(walk: Walk, { looked, total, found }: WalkStep): Partial<Walk> {
  return { looked, total, found: found.length === 0 ? walk.found : [...walk.found, ...found] };
}
