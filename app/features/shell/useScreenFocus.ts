// A new screen says its name: the window's title, and the focus on its heading.
import { useEffect, useRef } from 'react';
import type { Route } from '../../router.ts';
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

/** Focuses the heading, now or when it appears; returns the way to stop waiting. */
function focusHeading(): () => void {
  const main = document.getElementById('main');
  if (main === null || takeFocus(main)) return () => {};
  const observer = new MutationObserver(() => {
    if (takeFocus(main)) observer.disconnect();
  });
  observer.observe(main, { childList: true, subtree: true });
  return () => observer.disconnect();
}

function takeFocus(main: HTMLElement): boolean {
  const heading = main.querySelector('h1');
  if (heading === null) return false;
  heading.tabIndex = -1;
  heading.focus();
  return true;
}
