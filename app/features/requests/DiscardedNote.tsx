// The way back from Discard.
import { Undo2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useClient } from '../../client/ClientProvider.tsx';
import type { History } from '../../client/history.ts';
import { shortId } from '../../client/request.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { focusHeading } from '../../ui/focus.ts';
import { Icon } from '../../ui/Icon.tsx';
import { grouped } from '../../ui/words.ts';
import { undoDiscard, useDiscarded } from './discarded.ts';

export function DiscardedNote() {
  const client = useClient();
  const announce = useAnnounce();
  const discarded = useDiscarded();
  const undo = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (discarded.length === 0) return;
    announce(`${discardedWords(discarded)} Undo is possible for a while.`);
    undo.current?.focus({ preventScroll: true });
  }, [discarded, announce]);

  async function bringBack(): Promise<void> {
    // A single row takes the focus along; of several it goes to what is above them.
    if (discarded.length > 1) focusHeading();
    await undoDiscard(client);
  }

  if (discarded.length === 0) return null;
  return (
    <div className="toast">
      <span>{discardedWords(discarded)}</span>
      <button className="btn" type="button" ref={undo} onClick={() => void bringBack()}>
        <Icon icon={Undo2} />
        Undo
      </button>
    </div>
  );
}

function discardedWords(histories: readonly History[]): string {
  const [first] = histories;
  return histories.length === 1 && first !== undefined
    ? `Request ${shortId(first.request)} is discarded.`
    : `${grouped(histories.length)} requests are discarded.`;
}
