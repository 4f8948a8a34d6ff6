// The data of a row in place. Of a long list only what is near the window is coloured and laid out.
import { memo, useCallback, useMemo, useState } from 'react';
import type { EventNumber, Payload } from '../../../lib/index.ts';
import { jsonLines } from '../../ui/highlight.ts';
import { CAN_PAINT, paint } from '../../ui/paint.ts';
import { isOneBlock } from '../../ui/pieces.ts';
import { hasRightToLeft } from '../../ui/stretches.ts';
import { hasUnseen } from '../../ui/unseen.ts';
import { PayloadView } from '../event/PayloadView.tsx';
import { formatted } from '../event/payload.ts';

// The text itself is always there: to be found on the page, read out, selected and copied.
export const RowData = memo(function RowData(props: {
  readonly number: EventNumber;
  readonly payload: Payload;
}) {
  /** Drawn with elements for its parts, or else one text that is coloured while it is near. */
  const [inParts, setInParts] = useState(!TELLS_WHEN_NEAR);
  const { payload } = props;
  const text = useMemo(() => formatted(payload), [payload]);

  const watch = useCallback(
    (element: HTMLElement | null) => {
      let takeColours: (() => void) | undefined;
      const onChange = (event: Event) => {
        takeColours?.();
        takeColours = undefined;
        if (!('skipped' in event) || event.skipped) return;
        const lines = typeof payload === 'string' ? paintable(text) : null;
        const whole = element?.querySelector('code')?.firstChild;
        if (lines !== null && whole instanceof Text) takeColours = paint(whole, lines);
        // Not while something in it is selected: new elements would end the selection.
        else if (!isSelected(element as Node)) setInParts(true);
      };
      element?.addEventListener(CHANGE, onChange);
      return () => {
        element?.removeEventListener(CHANGE, onChange);
        takeColours?.();
      };
    },
    [payload, text],
  );

  // Until it was laid out once, it is taken to be as high as its lines are, so that nothing jumps while one scrolls.
  const height = `auto calc(${text.split('\n').length} * 1.125rem + var(--s2) * 2 + 2px)`;
  return (
    <div className="row-data" style={{ containIntrinsicBlockSize: height }} ref={inParts ? null : watch}>
      <PayloadView
        payload={payload}
        label={`Data of event ${props.number}`}
        small
        plain={inParts ? undefined : text}
      />
    </div>
  );
});

/** Its coloured lines; null of a text that needs elements: for isolates, for marks, or to say why it has no colours. */
function paintable(text: string): ReturnType<typeof jsonLines> | null {
  if (!CAN_PAINT || hasRightToLeft(text) || hasUnseen(text, 'lines')) return null;
  const lines = jsonLines(text);
  return isOneBlock(lines) ? null : lines;
}

function isSelected(element: Node): boolean {
  const selection = getSelection();
  if (selection === null || selection.rangeCount === 0) return false;
  const range = selection.getRangeAt(0);
  return !range.collapsed && range.intersectsNode(element);
}

const CHANGE = 'contentvisibilityautostatechange';

/** In browsers that do not tell, all of it is coloured at once. */
const TELLS_WHEN_NEAR = `on${CHANGE}` in document.documentElement;
