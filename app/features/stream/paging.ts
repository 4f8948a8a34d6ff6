// Where the four links of a feed lead, and which page holds an event.
import { MAX_PAGE_SIZE, type PageAddress } from '../../router.ts';
import type { FeedFacts, FeedRow } from './feed.ts';

export const DEFAULT_PAGE_SIZE = 20;
export const PAGE_SIZES: readonly number[] = [20, 50, 100, 500];

export const HEAD_PAGE: PageAddress = { from: 'head', direction: 'backward', count: DEFAULT_PAGE_SIZE };

/** Null = there is no such page now. */
export interface PageLinks {
  readonly newest: PageAddress | null;
  readonly newer: PageAddress | null;
  readonly older: PageAddress | null;
  readonly oldest: PageAddress | null;
}

export function pageLinks(address: PageAddress, rows: readonly FeedRow[], facts: FeedFacts): PageLinks {
  const { count } = address;
  const [highest, lowest] = reach(address, rows, facts);
  const isNewer = highest < facts.last;
  const isOlder = lowest > facts.first;
  return {
    newest: isNewer || address.from !== 'head' ? { from: 'head', direction: 'backward', count } : null,
    newer: isNewer ? { from: highest + 1, direction: 'forward', count } : null,
    older: isOlder ? { from: Math.min(lowest - 1, facts.last), direction: 'backward', count } : null,
    oldest: isOlder ? { from: facts.first, direction: 'forward', count } : null,
  };
}

/** The highest and lowest number shown; on a page without rows, those of the gap it stands in. */
function reach(
  { from, direction }: PageAddress,
  rows: readonly FeedRow[],
  facts: FeedFacts,
): [number, number] {
  const newest = rows[0];
  const oldest = rows.at(-1);
  if (newest !== undefined && oldest !== undefined) return [newest.number, oldest.number];
  const at = from === 'head' ? facts.last : from;
  return direction === 'backward'
    ? [Math.min(at, facts.first - 1), facts.first]
    : [facts.last, Math.max(at, facts.last + 1)];
}

/** The page that holds an event, in steps from the newest. */
export function pageOf(eventNumber: number, count: number, facts: FeedFacts): PageAddress {
  const step = Math.floor((facts.last - eventNumber) / count);
  const from = step <= 0 ? 'head' : facts.last - step * count;
  return { from, direction: 'backward', count };
}

/** A length of page that also holds so many new events, as far as one page goes. */
export function lengthFor(arrivals: number, count: number): number {
  if (arrivals <= count) return count;
  return PAGE_SIZES.find((size) => size >= arrivals) ?? Math.max(count, MAX_PAGE_SIZE);
}

/** Whether the event is among the rows. */
export function isOnPage(eventNumber: number, rows: readonly FeedRow[]): boolean {
  return rows.some((row) => row.number === eventNumber);
}

/** The relation of a page in the Atom feed, for those who know them: first, previous, next, last, or none. */
export function relOf({ from, direction }: PageAddress, facts: FeedFacts): 'first' | 'last' | null {
  if (from === 'head') return 'first';
  return direction === 'forward' && from === facts.first ? 'last' : null;
}
