// The data of a row in place. Of a long list only what is near the window is coloured and laid out.
import { memo, startTransition, useCallback, useState } from 'react';
import type { EventNumber, Payload } from '../../../lib/index.ts';
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
      // Once coloured it stays so: what is selected in it stays selected.
      if ('skipped' in event && !event.skipped) startTransition(() => setNear(true));
    };
    element.addEventListener(CHANGE, onChange);
    return () => element.removeEventListener(CHANGE, onChange);
  }, []);
  return (
    <div className="row-data" ref={TELLS_WHEN_NEAR ? watch : null}>
      <PayloadView payload={props.payload} label={`Data of event ${props.number}`} small plain={!isNear} />
    </div>
  );
});

const CHANGE = 'contentvisibilityautostatechange';

/** In browsers that do not tell, all of it is coloured at once. */
const TELLS_WHEN_NEAR = `on${CHANGE}` in document.documentElement;
