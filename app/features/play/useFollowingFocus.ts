// The button that was pressed may be gone with the answer it stood in: the focus then goes on to the next answer.
import { type RefObject, useCallback, useEffect, useRef } from 'react';

/** `follow` is called when a person asks for something else; `shown` is what came of it, inside of `area`. */
export function useFollowingFocus(shown: unknown): {
  readonly area: RefObject<HTMLDivElement | null>;
  readonly follow: () => void;
} {
  const area = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(false);
  useEffect(() => {
    const title = area.current?.querySelector('h2');
    if (!isFollowing.current || shown === null || !title) return;
    isFollowing.current = false;
    if (document.activeElement !== document.body) return;
    title.tabIndex = -1;
    title.focus();
  }, [shown]);
  const follow = useCallback(() => {
    isFollowing.current = true;
  }, []);
  return { area, follow };
}
