// Where a screen begins for those who do not see it.

/** Focuses the heading of the screen, now or when it appears; returns the way to stop waiting. */
export function focusHeading(): () => void {
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
