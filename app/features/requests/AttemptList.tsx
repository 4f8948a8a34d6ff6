// The attempts of a request: when, over which network, how long, and what came of it.
import type { Attempt } from '../../client/attempt.ts';
import type { History } from '../../client/history.ts';
import { networkWord } from '../../client/network.ts';
import { outcomeOf } from '../../client/outcome.ts';
import { shortFingerprint } from '../../client/request.ts';
import { OutcomeChip } from '../../ui/Outcome.tsx';
import { TimeStamp } from '../../ui/TimeStamp.tsx';
import { milliseconds } from './durations.ts';

export function AttemptList({
  history,
  className = '',
}: {
  readonly history: History;
  readonly className?: string;
}) {
  return (
    <ol className={`attempts ${className}`} aria-label="Attempts">
      {history.attempts.map((attempt) => (
        <li key={attempt.number}>
          <span className="no">{attempt.number}</span>
          <span className="mono-small">
            <TimeStamp ms={attempt.startedMs} />
          </span>
          <span className="muted">
            Network: {networkWord(attempt.fault)}
            {statusWords(attempt)} · <code className="mono-small">{shortFingerprint(history.request)}</code>
          </span>
          <span className="num">{attempt.durationMs === null ? '' : milliseconds(attempt.durationMs)}</span>
          <OutcomeChip kind={outcomeOf(attempt).kind} />
        </li>
      ))}
    </ol>
  );
}

function statusWords(attempt: Attempt): string {
  if (attempt.client.kind !== 'answered') return '';
  const { status, statusText } = attempt.client.answer;
  return ` · ${status} ${statusText}`;
}
