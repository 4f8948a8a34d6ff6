// What the page says that is loaded after a reset of the store. It leads the focus to the first step.
import { tabStorage } from '../../browser-storage.ts';
import { network } from '../../client/network.ts';

const KEY = 'after-reset';

/** The way to the store is made whole again: a new beginning that is queued at once would only puzzle. */
export function beginAnew(): void {
  const wasNormal = network.state().fault === 'normal';
  network.set({ fault: 'normal', nextOnly: true });
  const says = 'The store was reset: all its streams and requests are deleted.';
  tabStorage.setItem(KEY, wasNormal ? says : `${says} The network is normal again.`);
}

/** The sentence, once; null when there was no reset. */
export function takeResetWords(): string | null {
  const says = tabStorage.getItem(KEY);
  tabStorage.removeItem(KEY);
  return says;
}
