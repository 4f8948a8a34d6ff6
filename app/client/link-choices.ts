// What the link can be set to. Apart from the link, since the first screen offers no choice.
import { type LinkFault, type LinkState, linkWord } from './link.ts';

export interface LinkChoice {
  readonly fault: LinkFault;
  readonly says: string;
}

export const LINK_CHOICES: readonly LinkChoice[] = [
  { fault: 'normal', says: 'Requests and replies arrive.' },
  { fault: 'lose_reply', says: 'The store works, its answer does not arrive.' },
  { fault: 'lose_request', says: 'The request never reaches the store.' },
  { fault: 'slow', says: 'Every answer takes 2 s.' },
  { fault: 'offline', says: 'Requests wait in the queue.' },
];

/** What is said when the link was set. */
export function linkSentence({ fault, nextOnly }: LinkState): string {
  if (fault === 'normal') return 'Link: Normal.';
  return `Link: ${linkWord(fault)}, ${nextOnly ? 'next request only' : 'until changed'}.`;
}
