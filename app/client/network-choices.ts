// What the network can be set to. Apart from the network, since the first screen offers no choice.
import { type NetworkFault, type NetworkState, networkWord } from './network.ts';

export interface NetworkChoice {
  readonly fault: NetworkFault;
  /** Its label in the menu. */
  readonly name: string;
  readonly says: string;
}

export const NETWORK_CHOICES: readonly NetworkChoice[] = [
  { fault: 'normal', name: 'Normal', says: 'Requests and replies arrive.' },
  { fault: 'lose_reply', name: 'Loses the reply', says: 'The store works, its answer does not arrive.' },
  { fault: 'lose_request', name: 'Loses the request', says: 'The request never reaches the store.' },
  { fault: 'slow', name: 'Slow', says: 'Every answer takes 2 s.' },
  { fault: 'offline', name: 'Offline', says: 'Requests wait in the queue.' },
];

/** What is said when the network was set. */
export function networkSentence({ fault, nextOnly }: NetworkState): string {
  if (fault === 'normal') return 'Network: normal.';
  return `Network: ${networkWord(fault)}, ${nextOnly ? 'next request only' : 'until changed'}.`;
}
