// The link: the way between this page and the store. It can be told to lose things, to be slow, or to be off.
type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What the link does to a request. */
export type LinkFault = 'normal' | 'lose_reply' | 'lose_request' | 'slow' | 'offline';

export interface LinkState {
  readonly fault: LinkFault;
  /** True: back to normal after the next request. False: until changed. */
  readonly nextOnly: boolean;
}

export interface LinkChoice {
  readonly fault: LinkFault;
  readonly word: string;
  readonly says: string;
}

export const LINK_CHOICES: readonly LinkChoice[] = [
  { fault: 'normal', word: 'Normal', says: 'Requests and replies arrive.' },
  { fault: 'lose_reply', word: 'Lose reply', says: 'The store works, its answer does not arrive.' },
  { fault: 'lose_request', word: 'Lose request', says: 'The request never reaches the store.' },
  { fault: 'slow', word: 'Slow', says: 'Every answer takes 2 s.' },
  { fault: 'offline', word: 'Offline', says: 'Requests wait in the queue.' },
];

export function linkWord(fault: LinkFault): string {
  return LINK_CHOICES.find((choice) => choice.fault === fault)?.word ?? 'Normal';
}

/** What is said when the link was set. */
export function linkSentence({ fault, nextOnly }: LinkState): string {
  if (fault === 'normal') return 'Link: Normal.';
  return `Link: ${linkWord(fault)}, ${nextOnly ? 'next request only' : 'until changed'}.`;
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
    const known = LINK_CHOICES.some((choice) => choice.fault === kept?.fault);
    return known && kept?.fault ? { fault: kept.fault, nextOnly: kept.nextOnly !== false } : NORMAL;
  } catch {
    return NORMAL; // Only this module writes the key; what it cannot read is not worth keeping.
  }
}

/** The link of this page. Each tab is a client with a link of its own. */
export const link = createLink(globalThis.sessionStorage);

/** Sets the fault that meets the next request. */
export function armLink(fault: LinkFault): void {
  link.set({ fault, nextOnly: true });
}
