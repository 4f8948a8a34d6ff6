// When a request is tried again by itself, and the way to stop and to start that.
import { useCallback } from 'react';
import { useClient, useHistories } from '../../client/ClientProvider.tsx';
import { type History, isKnownWritten, latestOutcome } from '../../client/history.ts';
import { shortId } from '../../client/request.ts';
import { goesBefore, type Waiting } from '../../client/waiting.ts';
import { paths } from '../../router.ts';
import { useSecondsLeft } from './useSecondsLeft.ts';

/** Not for a request that is settled, being sent, or made by the Lab. */
export function hasNextTry(history: History): boolean {
  const { kind } = latestOutcome(history);
  const open = kind === 'queued' || (kind === 'no_reply' && !isKnownWritten(history));
  return open && history.request.lab === undefined;
}

/** Only where `hasNextTry`. */
export function NextTry({ history }: { readonly history: History }) {
  const before = useGoesBefore(history);
  const { waiting } = history;
  if (before !== undefined)
    return (
      <span className="countdown muted">
        <span>
          Waits for <a href={paths.request(before.request.id)}>{shortId(before.request)}</a>: same stream, in
          order.
        </span>
      </span>
    );
  return (
    <span className="countdown">
      {waiting === undefined || waiting.stopped ? (
        <span className="muted">Automatic retry is off.</span>
      ) : (
        <Countdown waiting={waiting} />
      )}
      <Automatic history={history} />
    </span>
  );
}

/** The request that must be sent first, if there is one. */
export function useGoesBefore(history: History): History | undefined {
  const histories = useHistories();
  return history.waiting === undefined ? undefined : goesBefore(history, histories);
}

function Automatic({ history: { request, waiting } }: { readonly history: History }) {
  const client = useClient();
  const on = waiting !== undefined && !waiting.stopped;
  return (
    <button
      className="btn btn-quiet btn-small"
      type="button"
      aria-label={`${on ? 'Stop' : 'Turn on'} automatic retry of request ${shortId(request)}`}
      onClick={() => void client.setAutomatic(request.id, !on)}
    >
      {on ? 'Stop' : 'Turn on'}
    </button>
  );
}

function Countdown({ waiting }: { readonly waiting: Waiting }) {
  const client = useClient();
  const seconds = useSecondsLeft(useCallback(() => client.leftMs(waiting), [client, waiting]));
  const whole = Math.max(1, Math.ceil(waiting.pauseMs / 1_000));
  return (
    <>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="8" />
        <circle
          cx="10"
          cy="10"
          r="8"
          pathLength="100"
          strokeDasharray={`${Math.min(100, (100 * seconds) / whole)} 100`}
        />
      </svg>
      <span>{seconds === 0 ? 'next try now' : `next try in ${seconds} s`}</span>
    </>
  );
}
