// The numbers that lead to an event, and why one that was typed does not.
import type { FeedFacts } from './feed.ts';

/** `0–117`; empty where there is nothing to go to. */
export function numbersOf({ first, last }: FeedFacts): string {
  if (first > last) return '';
  return first === last ? `${last}` : `${first}–${last}`;
}

/** Null where it leads to one. */
export function numberProblem(text: string, { first, last }: FeedFacts): string | null {
  if (first > last) return 'There is no event to go to';
  if (!/^\d+$/.test(text)) return `Type a number from ${first} to ${last}`;
  if (Number(text) > last) return `The last event is ${last}`;
  if (Number(text) < first) return `The first readable event is ${first}`;
  return null;
}
