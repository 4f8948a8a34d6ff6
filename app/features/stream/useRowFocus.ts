// Closing an event, or going back from it, returns to its row.
import { useEffect, useRef } from 'react';
import type { EventNumber } from '../../../lib/index.ts';

export const rowLinkId = (number: number): string => `event-row-${number}`;

export function useRowFocus(eventNumber: EventNumber | null): void {
  const before = useRef(eventNumber);
  useEffect(() => {
    const left = before.current;
    before.current = eventNumber;
    if (left === null || eventNumber !== null) return;
    return focusWhenThere(rowLinkId(left));
  }, [eventNumber]);
}

/** Focuses the element, now or when it appears; returns the way to stop waiting. */
function focusWhenThere(id: string): () => void {
  const take = (): boolean => {
    const element = document.getElementById(id);
    element?.focus();
    return element !== null;
  };
  if (take()) return () => {};
  const observer = new MutationObserver(() => {
    if (take()) observer.disconnect();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  return () => observer.disconnect();
}
