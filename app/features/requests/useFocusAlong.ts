// A request that moves to another group of the list takes the focus along.
import { useLayoutEffect, useRef } from 'react';

/** The request whose row went away with the focus in it. */
let left: string | null = null;

/** For the link of a row. */
export function useFocusAlong(requestId: string) {
  const link = useRef<HTMLAnchorElement>(null);
  useLayoutEffect(() => {
    const row = link.current?.closest('li');
    if (left === requestId) {
      left = null;
      if (document.activeElement === document.body) link.current?.focus();
    }
    return () => {
      if (row?.contains(document.activeElement)) left = requestId;
    };
  }, [requestId]);
  return link;
}
