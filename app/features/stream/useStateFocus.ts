// A stream that is deleted, or comes back, is another page: what was pressed is gone, and its name takes the focus.
import { useEffect, useRef } from 'react';
import { focusHeading } from '../../ui/focus.ts';
import type { FeedState } from './feed.ts';

/** `state` is null as long as it is not known. */
export function useStateFocus(state: FeedState | null): void {
  const before = useRef(state);
  useEffect(() => {
    const changed = before.current !== null && state !== null && before.current !== state;
    if (state !== null) before.current = state;
    if (changed && document.activeElement === document.body) return focusHeading();
    return;
  }, [state]);
}
