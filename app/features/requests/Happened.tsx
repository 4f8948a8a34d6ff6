// What happened to a request, and beside a lost reply what would have been the same for the client.
import { ChevronRight } from 'lucide-react';
import { type History, latestOutcome } from '../../client/history.ts';
import { Icon } from '../../ui/Icon.tsx';
import { hadRequestBeenLost } from './compare.ts';
import { TwoViews } from './TwoViews.tsx';

export function Happened({ history }: { readonly history: History }) {
  const other = hadRequestBeenLost(history);
  const { kind } = latestOutcome(history);
  return (
    <>
      <TwoViews
        history={history}
        next={kind === 'queued' ? 'Waits to be sent' : kind === 'held' ? 'Held, and not sent' : undefined}
      />
      {other === null ? null : (
        <details className="fold compare">
          <summary>
            <Icon icon={ChevronRight} />
            Compare: had the request been lost instead
          </summary>
          <p className="muted">
            For the client, attempt {other.lost} looks exactly the same. In the store nothing happened
            {other.history.attempts.length > other.lost
              ? ', so the retry writes the event.'
              : ', so a retry would write the event.'}
          </p>
          <TwoViews imagined history={other.history} label="Had the request been lost, in order" />
        </details>
      )}
    </>
  );
}
