// The button that opened a rebase goes with the refusal: the focus goes to the card of what carries it on.
import { type RefObject, useEffect, useRef } from 'react';

/** Returns `onCarriedOn`, noting that the request of the card is about to change. */
export function useFocusCarriedOn(
  card: RefObject<HTMLElement | null>,
  requestId: string,
  onCarriedOn: (requestId: string) => void,
): (requestId: string) => void {
  const carried = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new request is looked at.
  useEffect(() => {
    if (!carried.current) return;
    carried.current = false;
    if (document.activeElement === document.body) card.current?.focus({ preventScroll: true });
  }, [requestId, card]);
  return (next) => {
    carried.current = true;
    onCarriedOn(next);
  };
}
