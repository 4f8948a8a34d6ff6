// Sends what waits in the queue without waiting any longer, or says why not.
import { RotateCcw } from 'lucide-react';
import { type History, latestOutcome } from '../../client/history.ts';
import { shortId } from '../../client/request.ts';
import { useRetry } from '../../client/useRetry.ts';
import { heldWords } from '../../client/words.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useShortcut } from '../shortcuts/useShortcut.ts';
import { useGoesBefore } from './NextTry.tsx';

/** Says why it cannot be used while an earlier request must go first, or has been refused. */
export function RetryNow({ history, className }: { readonly history: History; readonly className: string }) {
  const retry = useRetry();
  const announce = useAnnounce();
  const outcome = latestOutcome(history);
  const before = useGoesBefore(history);
  const not =
    outcome.kind === 'held'
      ? heldWords(history.request, outcome)
      : before === undefined
        ? undefined
        : `Waits for ${shortId(before.request)}`;
  return (
    <button
      className={className}
      type="button"
      aria-disabled={not !== undefined}
      title={not}
      onClick={() => (not === undefined ? retry(history.request.id) : announce(not))}
      {...useShortcut('retry')}
    >
      <Icon icon={RotateCcw} />
      Retry now
    </button>
  );
}
