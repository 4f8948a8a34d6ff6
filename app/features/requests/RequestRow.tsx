// One request in the list, with the one thing to do next.
import { Pencil, RotateCcw, X } from 'lucide-react';
import { useClient, useHistories } from '../../client/ClientProvider.tsx';
import { type History, latestOutcome, successorOf } from '../../client/history.ts';
import { expectedVersionWords } from '../../client/post.ts';
import { shortId } from '../../client/request.ts';
import { useRetry } from '../../client/useRetry.ts';
import { eventCount } from '../../client/words.ts';
import { paths } from '../../router.ts';
import { useStoreName } from '../../store.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Name, OneLine } from '../../ui/Name.tsx';
import { OutcomeChip } from '../../ui/Outcome.tsx';
import { TimeStamp } from '../../ui/TimeStamp.tsx';
import { spelledOut } from '../../ui/unseen.ts';
import { editAsNew } from '../compose/session.ts';
import { useShortcut } from '../shortcuts/useShortcut.ts';
import { discard } from './discarded.ts';
import { listSentence } from './list-sentence.ts';
import { hasNextTry, NextTry } from './NextTry.tsx';
import { RebaseButton } from './RebaseButton.tsx';
import { RetryNow } from './RetryNow.tsx';
import { SendMissingButton } from './SendMissingButton.tsx';
import { SolvedChip, solvedSentence, solvedWords } from './Solved.tsx';
import { useFocusAlong } from './useFocusAlong.ts';

/** `inChain`: what is to be done is done for the whole chain. */
export function RequestRow({
  history,
  inChain = false,
}: {
  readonly history: History;
  readonly inChain?: boolean;
}) {
  const client = useClient();
  const { request, attempts } = history;
  const { kind } = latestOutcome(history);
  const successor = successorOf(history, useHistories());
  const solved = solvedWords(history, successor);
  return (
    <li>
      <span>{solved === null ? <OutcomeChip kind={kind} /> : <SolvedChip words={solved} />}</span>
      <span className="what">
        <a
          href={paths.request(request.id)}
          title={spelledOut(request.stream)}
          data-row=""
          ref={useFocusAlong(request.id)}
        >
          <Name text={request.stream} />
        </a>
        <small>
          {shortId(request)} · {eventCount(request.events.length)} · expected{' '}
          {expectedVersionWords(request.expectedVersion)}
          {request.lab === undefined ? null : ' · Lab'}
        </small>
      </span>
      <span className="why">
        <OneLine text={solved === null ? listSentence(history) : solvedSentence(history, successor)} />
        {hasNextTry(history) ? <NextTry history={history} /> : null}
      </span>
      <span className="when">
        <span className="mono-small">
          <TimeStamp ms={request.createdMs} />
        </span>
        <small>{attemptsWords(attempts.length)}</small>
      </span>
      <span className="acts">
        {inChain ? null : <NextAction history={history} />}
        <button
          className="btn btn-quiet btn-icon"
          type="button"
          aria-label={`Discard request ${shortId(request)}`}
          title="Discard"
          aria-disabled={kind === 'sending'}
          onClick={() => kind !== 'sending' && void discard(client, history)}
        >
          <Icon icon={X} />
        </button>
      </span>
    </li>
  );
}

function attemptsWords(count: number): string {
  if (count === 0) return 'not sent';
  return count === 1 ? '1 attempt' : `${count} attempts`;
}

function NextAction({ history }: { readonly history: History }) {
  const retry = useRetry();
  const shortcut = useShortcut('retry');
  const storeName = useStoreName();
  const { request } = history;
  const outcome = latestOutcome(history);
  const successor = successorOf(history, useHistories());
  if (successor !== undefined)
    return (
      <a className="btn btn-quiet btn-small" href={paths.request(successor.request.id)}>
        Goes on as {shortId(successor.request)}
      </a>
    );
  if (history.overtaken)
    return (
      <a className="btn btn-quiet btn-small" href={paths.stream(request.stream)}>
        View in feed
      </a>
    );
  switch (outcome.kind) {
    case 'queued':
      return <RetryNow history={history} className="btn" />;
    case 'no_reply':
    case 'id_assigned':
      return (
        <button className="btn btn-primary" type="button" onClick={() => retry(request.id)} {...shortcut}>
          <Icon icon={RotateCcw} />
          Retry same request
        </button>
      );
    case 'held':
      return <RebaseButton history={history} className="btn" />;
    case 'partial':
      return <SendMissingButton history={history} className="btn" label="Send only the missing…" />;
    case 'conflict':
    case 'rejected':
    case 'data_differs':
      if (outcome.kind === 'data_differs' && request.events.length > 1)
        return <SendMissingButton history={history} className="btn" label="Send only the missing…" />;
      return outcome.kind === 'conflict' && outcome.reason === 'behind' ? (
        <RebaseButton history={history} className="btn" />
      ) : (
        <button className="btn" type="button" onClick={() => editAsNew(storeName, request)}>
          <Icon icon={Pencil} />
          Edit and send as new
        </button>
      );
    case 'committed':
    case 'already_committed':
      return (
        <a className="btn btn-quiet btn-small" href={paths.event(request.stream, outcome.first)}>
          View in feed
        </a>
      );
    default:
      return null;
  }
}
