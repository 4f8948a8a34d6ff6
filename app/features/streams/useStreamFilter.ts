// The streams as they are listed: filtered, sorted, and not too many at once.
import { useMemo, useState } from 'react';
import { findStreams, type ListedStream, type StreamOrder } from './order.ts';

export const SHOWN_AT_ONCE = 200;

export function useStreamFilter(streams: readonly ListedStream[], order: StreamOrder) {
  const [text, setText] = useState('');
  const [count, setCount] = useState(SHOWN_AT_ONCE);
  const found = useMemo(() => findStreams(streams, { text, order, count }), [streams, text, order, count]);
  return {
    text,
    setText(next: string) {
      setText(next);
      setCount(SHOWN_AT_ONCE);
    },
    ...found,
    hidden: found.total - found.shown.length,
    showMore: () => setCount((last) => last + SHOWN_AT_ONCE),
  };
}
