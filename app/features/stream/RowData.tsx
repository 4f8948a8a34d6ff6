// The data of a row in place. Of a long list only what is near the window is coloured and laid out.
import { memo, useCallback, useMemo, useState } from 'react';
import type { EventNumber, Payload } from '../../../lib/index.ts';
import { prettyJson } from '../../ui/highlight.ts';
import { PayloadView } from '../event/PayloadView.tsx';

// The text itself is always there: to be found on the page, read out, selected and copied.
export const RowData = memo(function RowData(props: {
  readonly number: EventNumber;
  readonly payload: Payload;
}) {
  const [isNear, setNear] = useState(!TELLS_WHEN_NEAR);
  const watch = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const onChange = (event: Event) => {
      // Coloured once, and not while something in it is selected: new elements would end the selection.
      if ('skipped' in event && !event.skipped && !isSelected(element)) setNear(true);
    };
    element.addEventListener(CHANGE, onChange);
    return () => element.removeEventListener(CHANGE, onChange);
  }, []);
  const lines = useMemo(() => linesOf(props.payload), [props.payload]);
  // Until it was laid out once, it is taken to be as high as its lines are, so that nothing jumps while one scrolls.
  const height = `auto calc(${lines} * 1.125rem + var(--s2) * 2 + 2px)`;
  return (
    <div
      className="row-data"
      style={{ containIntrinsicBlockSize: height }}
      ref={TELLS_WHEN_NEAR ? watch : null}
    >
      <PayloadView payload={props.payload} label={`Data of event ${props.number}`} small plain={!isNear} />
    </div>
  );
});

function linesOf(payload: Payload): number {
  return typeof payload === 'string' ? prettyJson(payload).split('\n').length : 2;
}

function isSelected(element: HTMLElement): boolean {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(element, true);
}

const CHANGE = 'contentvisibilityautostatechange';

/** In browsers that do not tell, all of it is coloured at once. */
const TELLS_WHEN_NEAR = `on${CHANGE}` in document.documentElement;
