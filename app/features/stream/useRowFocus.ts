// Closing an event, or going back from it, returns to its row.
import { useEffect, useRef } from 'react';
import type { EventNumber } from '../../../lib/index.ts';
import { focusWhenThere } from '../../ui/focus.ts';

export const rowLinkId = (number: number): string => `event-row-${number}`;

export function useRowFocus(eventNumber: EventNumber | null): void {
  const before = useRef(eventNumber);
  useEffect(() => {
    const left = before.current;
    before.current = eventNumber;
    if (left === null || eventNumber !== null) return;
    // Only a focus that went away with the event is brought back; a link that was pressed keeps it.
    if (document.activeElement !== document.body) return;
    return focusWhenThere(() => document.getElementById(rowLinkId(left)));
  }, [eventNumber]);
}
