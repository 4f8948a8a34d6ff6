// Which streams are listed, and in which order.
import type { StreamName, StreamSummary } from '../../../lib/index.ts';

export type StreamOrder = 'updated' | 'name' | 'events' | 'version';

export const STREAM_ORDERS: readonly { readonly order: StreamOrder; readonly label: string }[] = [
  { order: 'updated', label: 'Updated' },
  { order: 'name', label: 'Name' },
  { order: 'events', label: 'Events' },
  { order: 'version', label: 'Version' },
];

/** A stream with its name as it is compared, made once: a list of 100,000 is looked through at each letter that is typed. */
export interface ListedStream extends StreamSummary {
  readonly lower: string;
  readonly sortKey: string;
}

export function listed(summary: StreamSummary): ListedStream {
  return { ...summary, lower: summary.stream.toLowerCase(), sortKey: sortKeyOf(summary.stream) };
}

const MOST_DIGITS_COUNTED = 40;

/** Numbers are counted, not spelled: before its digits each has how many they are. Comparing with a collator takes ten times as long. */
function sortKeyOf(stream: StreamName): string {
  return stream
    .toLowerCase()
    .normalize('NFKD')
    .replace(/0*(\d+)/g, (_, digits: string) => {
      const count = Math.min(digits.length, MOST_DIGITS_COUNTED);
      return String.fromCharCode(48 + count) + digits;
    });
}

export interface Sought {
  /** In any part of the name, whatever its case; empty = all streams. */
  readonly text: string;
  readonly order: StreamOrder;
  /** How many are wanted. */
  readonly count: number;
}

export interface FoundStreams {
  /** The first of those that were found. */
  readonly shown: readonly ListedStream[];
  /** How many were found. */
  readonly total: number;
}

/**
 * An exact name is the very first, then come those that begin with the text. Within them, and without a text, the newest, fullest,
 * furthest or alphabetically first comes first; equal ones by name. Only the first are sorted.
 */
export function findStreams(streams: Iterable<ListedStream>, { text, order, count }: Sought): FoundStreams {
  const wanted = text.trim().toLowerCase();
  const first = keepFirst<Ranked>(count, (a, b) => a.rank - b.rank || compare(a.listed, b.listed, order));
  let total = 0;
  for (const listed of streams) {
    const rank = wanted === '' ? 0 : rankOf(listed.lower, wanted);
    if (rank === NOT_FOUND) continue;
    total += 1;
    first.offer({ listed, rank });
  }
  return { shown: first.all().map(({ listed }) => listed), total };
}

interface Ranked {
  readonly listed: ListedStream;
  readonly rank: number;
}

const NOT_FOUND = 3;

function rankOf(name: string, wanted: string): number {
  if (!name.includes(wanted)) return NOT_FOUND;
  if (name === wanted) return 0;
  return name.startsWith(wanted) ? 1 : 2;
}

function compare(a: ListedStream, b: ListedStream, order: StreamOrder): number {
  return valueIn(b, order) - valueIn(a, order) || compareNames(a, b);
}

function valueIn(summary: StreamSummary, order: StreamOrder): number {
  switch (order) {
    case 'updated':
      return summary.updatedMs ?? 0;
    case 'events':
      return summary.eventCount;
    case 'version':
      return summary.version;
    case 'name':
      return 0;
  }
}

function compareNames(a: ListedStream, b: ListedStream): number {
  if (a.sortKey !== b.sortKey) return a.sortKey < b.sortKey ? -1 : 1;
  return a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : 0;
}

/** Keeps the first so many of what it is offered, in their order. */
function keepFirst<Item>(count: number, compare: (a: Item, b: Item) => number) {
  let kept: Item[] = [];
  /** There are enough before it. */
  let last: Item | undefined;

  function cut(): void {
    kept = kept.sort(compare).slice(0, count);
    if (kept.length === count) last = kept.at(-1);
  }

  return {
    offer(item: Item): void {
      if (last !== undefined && compare(item, last) >= 0) return;
      kept.push(item);
      if (kept.length >= 2 * count) cut();
    },
    all(): readonly Item[] {
      cut();
      return kept;
    },
  };
}
