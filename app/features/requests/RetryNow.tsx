// Sends what waits in the queue without waiting any longer.
import { RotateCcw } from 'lucide-react';
import type { History } from '../../client/history.ts';
import { shortId } from '../../client/request.ts';
import { useRetry } from '../../client/useRetry.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useShortcut } from '../shortcuts/useShortcut.ts';
import { useGoesBefore } from './NextTry.tsx';

/** Says why it cannot be used while an earlier request to the same stream must go first. */
export function RetryNow({ history, className }: { readonly history: History; readonly className: string }) {
  const retry = useRetry();
  const before = useGoesBefore(history);
  return (
    <button
      className={className}
      type="button"
      aria-disabled={before !== undefined}
      title={before === undefined ? undefined : `Waits for ${shortId(before.request)}`}
      onClick={() => before === undefined && retry(history.request.id)}
      {...useShortcut('retry')}
    >
      <Icon icon={RotateCcw} />
      Retry now
    </button>
  );
}
