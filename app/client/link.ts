// The link: the way between this page and the store. It can be told to lose things, to be slow, or to be off.
import { type Kept, tabStorage } from '../browser-storage.ts';

/** Where the state outlives a reload. */
interface Keep extends Pick<Kept, 'getItem' | 'removeItem'> {
  setItem(key: string, value: string): unknown;
}

/** What the link does to a request. */
export type LinkFault = 'normal' | 'lose_reply' | 'lose_request' | 'slow' | 'offline';

export interface LinkState {
  readonly fault: LinkFault;
  /** True: back to normal after the next request. False: until changed. */
  readonly nextOnly: boolean;
}

const WORDS: Readonly<Record<LinkFault, string>> = {
  normal: 'Normal',
  lose_reply: 'Lose reply',
  lose_request: 'Lose request',
  slow: 'Slow',
  offline: 'Offline',
};

export function linkWord(fault: LinkFault): string {
  return WORDS[fault];
}

export interface Link {
  /** The same object until it changes. */
  state(): LinkState;
  set(state: LinkState): void;
  /** What happens to the request that is sent now. Uses up a fault that is meant for the next request only. */
  take(): LinkFault;
  /** Returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

const NORMAL: LinkState = { fault: 'normal', nextOnly: true };
const KEY = 'link';

/** A link whose state is kept in `keep`, so that it outlives a reload of the page. */
export function createLink(keep: Keep | undefined): Link {
  let state = restored(keep);
  const listeners = new Set<() => void>();
  const set = (next: LinkState) => {
    if (next.fault === state.fault && next.nextOnly === state.nextOnly) return;
    state = next.fault === 'normal' ? NORMAL : next;
    if (state === NORMAL) keep?.removeItem(KEY);
    else keep?.setItem(KEY, JSON.stringify(state));
    for (const listener of listeners) listener();
  };
  return {
    state: () => state,
    set,
    take() {
      const { fault, nextOnly } = state;
      if (nextOnly) set(NORMAL);
      return fault;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function restored(keep: Keep | undefined): LinkState {
  const text = keep?.getItem(KEY);
  if (!text) return NORMAL;
  try {
    const kept = JSON.parse(text) as Partial<LinkState> | null;
    const { fault, nextOnly } = kept ?? {};
    return fault !== undefined && Object.hasOwn(WORDS, fault)
      ? { fault, nextOnly: nextOnly !== false }
      : NORMAL;
  } catch {
    return NORMAL; // Only this module writes the key; what it cannot read is not worth keeping.
  }
}

/** The link of this page. Each tab is a client with a link of its own. */
export const link = createLink(tabStorage);

/** Sets the fault that meets the next request. */
export function armLink(fault: LinkFault): void {
  link.set({ fault, nextOnly: true });
}
