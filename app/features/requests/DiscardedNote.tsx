// The way back from Discard.
import { Undo2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useClient } from '../../client/ClientProvider.tsx';
import { shortId } from '../../client/request.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { undoDiscard, useDiscarded } from './discarded.ts';

export function DiscardedNote() {
  const client = useClient();
  const announce = useAnnounce();
  const history = useDiscarded();
  const undo = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (history === null) return;
    announce(`Request ${shortId(history.request)} is discarded. Undo is possible for a while.`);
    undo.current?.focus({ preventScroll: true });
  }, [history, announce]);

  if (history === null) return null;
  return (
    <div className="toast">
      <span>Request {shortId(history.request)} is discarded.</span>
      <button className="btn" type="button" ref={undo} onClick={() => void undoDiscard(client)}>
        <Icon icon={Undo2} />
        Undo
      </button>
    </div>
  );
}
