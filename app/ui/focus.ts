// Moves the focus to what a person expects next, also when it is not on the screen yet.

/** Focuses the heading of the screen, now or when it appears; returns the way to stop waiting. */
export function focusHeading(): () => void {
  return focusWhenThere(() => {
    const heading = document.querySelector<HTMLElement>('main h1');
    if (heading !== null) heading.tabIndex = -1;
    return heading;
  });
}

/** Focuses an element now or when it appears, unless a key or a pointer is used before; returns the way to stop waiting. */
export function focusWhenThere(find: () => HTMLElement | null): () => void {
  return whenThere(find, (element) => element.focus());
}

/** Does something to an element now or when it appears, as `focusWhenThere` focuses it. */
export function whenThere(find: () => HTMLElement | null, act: (element: HTMLElement) => void): () => void {
  const element = find();
  if (element !== null) {
    act(element);
    return () => {};
  }
  const observer = new MutationObserver(() => {
    const late = find();
    if (late === null) return;
    stop();
    act(late);
  });
  function stop(): void {
    observer.disconnect();
    removeEventListener('keydown', stop, true);
    removeEventListener('pointerdown', stop, true);
  }
  observer.observe(document.body, { childList: true, subtree: true });
  addEventListener('keydown', stop, true);
  addEventListener('pointerdown', stop, true);
  return stop;
}
