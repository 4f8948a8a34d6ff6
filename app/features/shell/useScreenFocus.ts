// A new screen says its name: the window's title, and the focus on its heading.
import { useEffect, useRef } from 'react';
import type { Route } from '../../router.ts';
import { focusHeading } from '../../ui/focus.ts';
import { screenKey, titleOf } from './titles.ts';

export function useScreenFocus(route: Route): void {
  const title = titleOf(route);
  useEffect(() => {
    document.title = title;
  }, [title]);

  const key = screenKey(route);
  const shown = useRef(key);
  useEffect(() => {
    // Not on the first screen: a page that was just loaded begins at its beginning.
    if (shown.current === key) return;
    const backToList = shown.current.startsWith('event ') && key === shown.current.replace('event', 'stream');
    shown.current = key;
    // Closing an event returns to its row, which the feed does itself.
    if (backToList) return;
    return focusHeading();
  }, [key]);
}
