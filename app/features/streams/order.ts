// Which streams are listed, and in which order.
import type { StreamSummary } from '../../../lib/index.ts';

export type StreamOrder = 'updated' | 'name' | 'events' | 'version';

export const STREAM_ORDERS: readonly { readonly order: StreamOrder; readonly label: string }[] = [
  { order: 'updated', label: 'Updated' },
  { order: 'name', label: 'Name' },
  { order: 'events', label: 'Events' },
  { order: 'version', label: 'Version' },
];

/** Newest, fullest, furthest or alphabetically first comes first; equal ones by name. */
export function sortStreams(streams: readonly StreamSummary[], order: StreamOrder): readonly StreamSummary[] {
  return streams.toSorted((a, b) => rankIn(b, order) - rankIn(a, order) || compareNames(a.stream, b.stream));
}

function rankIn(summary: StreamSummary, order: StreamOrder): number {
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

/**
 * Streams whose name contains `text`, whatever its case: those that begin with it first, else as they came.
 * An exact name is the very first.
 */
export function filterStreams(streams: readonly StreamSummary[], text: string): readonly StreamSummary[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return streams;
  const ranked = streams
    .map((summary) => ({ summary, rank: rank(summary.stream.toLowerCase(), wanted) }))
    .filter(({ rank }) => rank < 3);
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ summary }) => summary);
}

function rank(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  return name.includes(wanted) ? 2 : 3;
}

// Made once: comparing ten thousand names with `localeCompare` takes ten times as long.
const names = new Intl.Collator('en', { numeric: true });

function compareNames(a: string, b: string): number {
  return names.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
