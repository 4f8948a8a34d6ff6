// A feed page that stays up to date without moving what is being read.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { StreamName } from '../../../lib/index.ts';
import type { PageAddress } from '../../router.ts';
import { useCommits, useStore } from '../../store.tsx';
import { type Live, useLive } from '../../useLive.ts';
import { type FeedPage, feedOf, readFeedPage, watchedBy } from './feed.ts';

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

export function useFeed(stream: StreamName, address: PageAddress, followLinks: boolean): LiveFeed {
  const store = useStore();
  const commits = useCommits(watchedBy(stream));
  const feed = useMemo(() => feedOf(store, stream, followLinks), [store, stream, followLinks]);
  const [paused, setPausedState] = useState(false);
  const [round, setRound] = useState(0);
  // Refs, because a read that a commit starts must see the latest, whatever has been rendered.
  const mayFollow = useRef({ paused: false, atTop: true });
  /** The top row at which a newest page is held still; it follows the stream where there is none. */
  const held = useRef<{ readonly page: string; readonly top: number } | null>(null);

  const { from, direction, count } = address;
  const key = `${from}/${direction}/${count}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round reads again.
  const read = useCallback(async () => {
    const top = held.current?.page === key ? held.current.top : null;
    return { ...(await readFeedPage(feed, { from, direction, count }, top)), key, isHead: from === 'head' };
  }, [feed, from, direction, count, round]);
  const live = useLive(read, commits);

  const page = live.status === 'ready' ? live.value : null;
  const top = page?.isHead ? (page.rows[0]?.number ?? -1) : null;
  const last = page?.facts.last ?? null;
  const shown = useRef({ page: key, top });
  const seen = useRef<number | null>(null);
  useEffect(() => {
    if (page === null) return;
    shown.current = { page: page.key, top };
    if (top !== null) seen.current = top;
    else seen.current ??= page.facts.last;
    if (!isFollowing(mayFollow.current) && held.current?.page !== page.key)
      held.current = hold(shown.current);
  }, [page, top]);
  // On the newest page all that is above its top row is news; elsewhere all that came since the newest was seen.
  const known = top ?? seen.current ?? last;
  const arrivals = last === null || known === null ? 0 : Math.max(0, last - known);

  const change = useCallback((to: { readonly paused?: boolean; readonly atTop?: boolean }) => {
    mayFollow.current = { ...mayFollow.current, ...to };
    if (!isFollowing(mayFollow.current)) held.current ??= hold(shown.current);
    else if (held.current !== null) {
      held.current = null;
      setRound((value) => value + 1);
    }
  }, []);

  return {
    live,
    arrivals,
    paused,
    setPaused(next) {
      setPausedState(next);
      change({ paused: next });
    },
    setAtTop: useCallback((atTop: boolean) => change({ atTop }), [change]),
    showArrivals() {
      held.current = null;
      setRound((value) => value + 1);
    },
  };
}

function isFollowing({ paused, atTop }: { readonly paused: boolean; readonly atTop: boolean }): boolean {
  return atTop && !paused;
}

function hold({ page, top }: { readonly page: string; readonly top: number | null }) {
  return top === null ? null : { page, top };
}
