// Why a number that was typed leads to no event.
import type { FeedFacts } from './feed.ts';

/** Null where it leads to one. */
export function numberProblem(text: string, { first, last }: FeedFacts): string | null {
  if (!/^\d+$/.test(text)) return `Type a number from ${first} to ${last}`;
  if (Number(text) > last) return `The last event is ${last}`;
  if (Number(text) < first) return `The first readable event is ${first}`;
  return null;
}
