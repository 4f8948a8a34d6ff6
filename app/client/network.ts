// The network: the way between this page and the store. It can be told to lose things, to be slow, or to be off.
import { type Kept, tabStorage } from '../browser-storage.ts';

/** Where the state outlives a reload. */
interface Keep extends Pick<Kept, 'getItem' | 'removeItem'> {
  setItem(key: string, value: string): unknown;
}

/** What the network does to a request. */
export type NetworkFault = 'normal' | 'lose_reply' | 'lose_request' | 'slow' | 'offline';

export interface NetworkState {
  readonly fault: NetworkFault;
  /** True: back to normal after the next request. False: until changed. */
  readonly nextOnly: boolean;
}

const WORDS: Readonly<Record<NetworkFault, string>> = {
  normal: 'normal',
  lose_reply: 'loses the reply',
  lose_request: 'loses the request',
  slow: 'slow',
  offline: 'offline',
};

/** True until a person switches it on again, not only for the next request. */
export function isSwitchedOff({ fault, nextOnly }: NetworkState): boolean {
  return fault === 'offline' && !nextOnly;
}

/** As it stands behind `Network: `. */
export function networkWord(fault: NetworkFault): string {
  return WORDS[fault];
}

export interface Network {
  /** The same object until it changes. */
  state(): NetworkState;
  set(state: NetworkState): void;
  /** What happens to the request that is sent now. Uses up a fault that is meant for the next request only. */
  take(): NetworkFault;
  /** Returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

const NORMAL: NetworkState = { fault: 'normal', nextOnly: true };
const KEY = 'network';

/** A network that keeps its state in `keep`, so that it outlives a reload of the page. */
export function createNetwork(keep: Keep | undefined): Network {
  let state = restored(keep);
  const listeners = new Set<() => void>();
  const set = (next: NetworkState) => {
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

function restored(keep: Keep | undefined): NetworkState {
  const text = keep?.getItem(KEY);
  if (!text) return NORMAL;
  try {
    const kept = JSON.parse(text) as Partial<NetworkState> | null;
    const { fault, nextOnly } = kept ?? {};
    return fault !== undefined && Object.hasOwn(WORDS, fault)
      ? { fault, nextOnly: nextOnly !== false }
      : NORMAL;
  } catch {
    return NORMAL; // Only this module writes the key; what it cannot read is not worth keeping.
  }
}

/** The network of this page. Each tab is a client with a network of its own. */
export const network = createNetwork(tabStorage);

/** Sets the fault that meets the next request. */
export function armNetwork(fault: NetworkFault): void {
  network.set({ fault, nextOnly: true });
}
