// A feed page that stays up to date without moving what is being read.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { StreamName } from '../../../lib/index.ts';
import type { PageAddress } from '../../router.ts';
import { useCommits, useStore } from '../../store.tsx';
import { type Live, useLive } from '../../useLive.ts';
import { ALL, type FeedPage, feedOf, readFeedPage } from './feed.ts';

export interface LiveFeed {
  readonly live: Live<FeedPage>;
  /** Events that were written since, and are not on the page. */
  readonly arrivals: number;
  readonly paused: boolean;
  setPaused(paused: boolean): void;
  /** Told by the list whether its top is in sight: only then may rows be put before it. */
  setAtTop(atTop: boolean): void;
  /** Lets the newest events in. */
  showArrivals(): void;
}

export function useFeed(stream: StreamName, address: PageAddress): LiveFeed {
  const store = useStore();
  const commits = useCommits(stream === ALL ? undefined : stream);
  const feed = useMemo(() => feedOf(store, stream), [store, stream]);
  const [paused, setPausedState] = useState(false);
  // Where the newest page is held; null = it follows the stream. A ref: a read in flight must see the latest.
  const held = useRef<number | null>(null);
  const follow = useRef({ paused: false, atTop: true });
  const seen = useRef<number | null>(null);
  const [round, setRound] = useState(0);

  const { from, direction, count } = address;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round reads again.
  const read = useCallback(async () => {
    const page = await readFeedPage(feed, { from, direction, count }, held.current);
    return { ...page, address: { from, direction, count } };
  }, [feed, from, direction, count, round]);
  const live = useLive(read, commits);

  const page = live.status === 'ready' ? live.value : null;
  const last = page?.facts.last ?? null;
  const top = page?.address.from === 'head' ? (page.rows[0]?.number ?? -1) : null;
  if (seen.current === null) seen.current = last;
  // On the newest page all that is above the top row is news; elsewhere all that came since the screen was opened.
  const known = top ?? seen.current ?? last ?? 0;
  const arrivals = last === null ? 0 : Math.max(0, last - known);

  const settle = useCallback(() => {
    const following = follow.current.atTop && !follow.current.paused;
    if (following) {
      const wasHeld = held.current !== null;
      held.current = null;
      if (wasHeld) setRound((value) => value + 1);
    } else held.current ??= topRow.current;
  }, []);
  const topRow = useRef<number | null>(null);
  useEffect(() => {
    topRow.current = top;
  }, [top]);
  // Another page, or another size of it, begins anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new address matters.
  useEffect(() => {
    if (!follow.current.paused) held.current = null;
  }, [from, direction, count]);

  return {
    live,
    arrivals,
    paused,
    setPaused(next) {
      follow.current.paused = next;
      setPausedState(next);
      settle();
    },
    setAtTop: useCallback(
      (atTop: boolean) => {
        follow.current.atTop = atTop;
        settle();
      },
      [settle],
    ),
    showArrivals() {
      held.current = null;
      setRound((value) => value + 1);
    },
  };
}
