// The streams as they are listed: filtered, sorted, and not too many at once.
import { useMemo, useState } from 'react';
import type { StreamSummary } from '../../../lib/index.ts';
import { filterStreams, type StreamOrder, sortStreams } from './order.ts';

const SHOWN_AT_ONCE = 200;

export function useStreamFilter(streams: readonly StreamSummary[], order: StreamOrder) {
  const [text, setText] = useState('');
  const [limit, setLimit] = useState(SHOWN_AT_ONCE);
  const found = useMemo(() => filterStreams(sortStreams(streams, order), text), [streams, order, text]);
  return {
    text,
    setText,
    found,
    shown: found.slice(0, limit),
    hidden: Math.max(0, found.length - limit),
    showMore: () => setLimit((last) => last + SHOWN_AT_ONCE),
  };
}
