// Says that an event has another id than it was sent under, since it is another event now, and offers the way back.
import { useEffect, useRef } from 'react';
import { useAnnounce } from '../../ui/Announcer.tsx';
import type { Changed } from './sent-events.ts';

const SAYS = {
  content: 'New id: the content changed since it was sent, so this is another event.',
  stream: 'New id: the stream changed since it was sent, so this is another event.',
} as const;

export function RenewedId(props: {
  /** The id of the note. */
  readonly id: string;
  /** `Event 2`. */
  readonly name: string;
  readonly changed: Changed;
  /** It was sent, and is not settled yet. */
  readonly isSent: boolean;
  readonly onBack: () => void;
}) {
  const { id, name, changed, isSent, onBack } = props;
  const announce = useAnnounce();
  const told = useRef(changed);

  useEffect(() => {
    if (told.current === changed) return;
    told.current = changed;
    if (changed !== null) announce(`${name}: ${SAYS[changed]}`);
    else if (isSent) announce(`${name}: as it was sent, under the same id.`);
  }, [announce, name, changed, isSent]);

  if (changed === null) return null;
  return (
    <p className="hint row moved-on">
      <span id={id}>{SAYS[changed]}</span>
      <button className="btn btn-small" type="button" onClick={onBack}>
        Back to what was sent
      </button>
    </p>
  );
}
