// What came of a request: the word, the sentence, the evidence, and what to do now.
import './outcome.css';
import { ChevronRight, Pencil, RotateCcw } from 'lucide-react';
import { type ReactNode, useId, useRef } from 'react';
import { useClient, useHistories } from '../../client/ClientProvider.tsx';
import { chainOf } from '../../client/chain.ts';
import {
  assignedLocation,
  type History,
  isKnownWritten,
  latestOutcome,
  successorOf,
} from '../../client/history.ts';
import { OUTCOME_WORDS, type Outcome } from '../../client/outcome.ts';
import { shortId } from '../../client/request.ts';
import { useRetry } from '../../client/useRetry.ts';
import { eventRange, guaranteeWords, sentenceOf, waitsForNetwork, weakerWords } from '../../client/words.ts';
import { paths } from '../../router.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Name, OneLine } from '../../ui/Name.tsx';
import { OutcomeDisc, toneOf } from '../../ui/Outcome.tsx';
import { TimeStamp } from '../../ui/TimeStamp.tsx';
import { KeyHint } from '../shortcuts/KeyHint.tsx';
import { useShortcut } from '../shortcuts/useShortcut.ts';
import { AttemptList } from './AttemptList.tsx';
import { ChainNote } from './ChainNote.tsx';
import { ConflictEvidence } from './ConflictEvidence.tsx';
import { DataDiffers } from './DataDiffers.tsx';
import { discard } from './discarded.ts';
import { milliseconds } from './durations.ts';
import { hasNextTry, NextTry } from './NextTry.tsx';
import { PartialEvidence } from './PartialEvidence.tsx';
import { RebaseButton } from './RebaseButton.tsx';
import { RetryNow } from './RetryNow.tsx';
import { SendMissingButton } from './SendMissingButton.tsx';
import { SolvedDisc, solvedSentence, solvedWords } from './Solved.tsx';
import { useFocusCarriedOn } from './useFocusCarriedOn.ts';
import { WrittenAgain } from './WrittenAgain.tsx';

export interface ResultCardProps {
  readonly history: History;
  /** `form`: under the form it was sent from. `page`: on the page of the request, which lists the attempts itself. */
  readonly place: 'form' | 'page';
  /** Opens a form with what was posted. */
  readonly onEdit: () => void;
  readonly onDiscarded?: () => void;
  /** Called with the id of the request that carries this one on. */
  readonly onCarriedOn: (requestId: string) => void;
}

export function ResultCard(props: ResultCardProps) {
  const { history, place } = props;
  const title = useId();
  const card = useRef<HTMLElement>(null);
  const retry = useRetry();
  const outcome = latestOutcome(history);
  const successor = successorOf(history, useHistories());
  const solved = solvedWords(history, successor);

  const carryOn = useFocusCarriedOn(card, history.request.id, props.onCarriedOn);

  function retryThis(): void {
    // The button is gone while the request is being sent; the focus waits on the card.
    card.current?.focus({ preventScroll: true });
    retry(history.request.id);
  }

  return (
    <section
      ref={card}
      tabIndex={-1}
      className={place === 'form' ? 'outcome measure' : 'outcome'}
      data-state={solved === null ? toneOf(outcome.kind) : 'already'}
      aria-labelledby={title}
      aria-busy={outcome.kind === 'sending'}
    >
      <div className="outcome-head">
        {solved === null ? <OutcomeDisc kind={outcome.kind} /> : <SolvedDisc />}
        <h2 id={title}>{solved ?? OUTCOME_WORDS[outcome.kind]}</h2>
        <Reference {...props} />
        <p>
          {solved === null ? (
            <Sentence history={history} outcome={outcome} />
          ) : (
            <OneLine text={solvedSentence(history, successor)} />
          )}
        </p>
      </div>
      {hasNextTry(history) ? (
        <div className="outcome-body next-try">
          <NextTry history={history} />
        </div>
      ) : null}
      <Assigned history={history} />
      <Evidence history={history} outcome={outcome} />
      <ChainNote history={history} />
      {tellsOfEvents(outcome) ? <WrittenAgain history={history} /> : null}
      {place === 'form' && history.attempts.length > 0 ? (
        <AttemptList history={history} className="outcome-body" />
      ) : null}
      {outcome.kind === 'sending' ? null : (
        <div className="outcome-acts">
          <Actions
            {...props}
            outcome={outcome}
            successor={successor}
            onRetry={retryThis}
            onCarriedOn={carryOn}
          />
        </div>
      )}
    </section>
  );
}

/** An answer has told the client where its events are. */
function tellsOfEvents({ kind }: Outcome): boolean {
  return (
    kind === 'committed' || kind === 'already_committed' || kind === 'data_differs' || kind === 'partial'
  );
}

/** Where more is told, and which attempt it was; of what was not sent yet there is nothing to tell. */
function Reference({ history, place }: ResultCardProps) {
  const attempt = history.attempts.at(-1);
  return (
    <span className="ref dots">
      {place === 'form' ? (
        <a href={paths.request(history.request.id)}>Request {shortId(history.request)}</a>
      ) : null}
      {place === 'page' && attempt !== undefined ? <span>attempt {attempt.number}</span> : null}
      {attempt === undefined ? null : <TimeStamp ms={attempt.startedMs} />}
      {place === 'page' && attempt?.durationMs != null ? (
        <span>{milliseconds(attempt.durationMs)}</span>
      ) : null}
    </span>
  );
}

function Sentence({ history, outcome }: { readonly history: History; readonly outcome: Outcome }): ReactNode {
  const { stream } = history.request;
  switch (outcome.kind) {
    case 'committed':
      return (
        <>
          Written to{' '}
          <i>
            <Name text={stream} />
          </i>{' '}
          as {eventRange(outcome.first, outcome.last)}. {weakerWords(history)}
        </>
      );
    case 'already_committed': {
      const several = outcome.last > outcome.first;
      return (
        <>
          Nothing new was written. {several ? 'The same events are' : 'The same event is'} already at{' '}
          <a href={paths.event(stream, outcome.first)}>{outcome.first}</a>
          {several ? (
            <>
              {' '}
              to <a href={paths.event(stream, outcome.last)}>{outcome.last}</a>
            </>
          ) : null}
          . {weakerWords(history)}
        </>
      );
    }
    case 'no_reply':
      return <NoReplySentence history={history} />;
    default:
      return <OneLine text={sentenceOf(history)} />;
  }
}

function NoReplySentence({ history }: { readonly history: History }) {
  const [cannot, ...more] = guaranteeWords(history);
  return (
    <>
      <OneLine text={sentenceOf(history)} />
      {isKnownWritten(history) && weakerWords(history) === null ? null : (
        <>
          {' '}
          <b>{cannot}</b> {more.join(' ')}
        </>
      )}
      {waitsForNetwork(history) ? ' The network is off: it is sent again when it is back.' : null}
    </>
  );
}

/** The idempotent URL, once the store has named one. */
function Assigned({ history }: { readonly history: History }) {
  const location = assignedLocation(history);
  if (location === null) return null;
  const now = latestOutcome(history).kind === 'id_assigned';
  return (
    <div className="outcome-body assigned">
      {now ? null : (
        <p>
          <b>Id assigned.</b> No event id was given; the store assigned one and a URL that is safe to retry.
        </p>
      )}
      <code className="mono-small">{location}</code>
    </div>
  );
}

function Evidence({ history, outcome }: { readonly history: History; readonly outcome: Outcome }) {
  switch (outcome.kind) {
    case 'conflict':
      return outcome.reason === 'behind' ? (
        <ConflictEvidence history={history} currentVersion={outcome.currentVersion} />
      ) : null;
    case 'partial':
      return <PartialEvidence history={history} committedAt={outcome.committedAt} />;
    case 'data_differs':
      return <DataDiffers history={history} />;
    default:
      return null;
  }
}

function Actions({
  history,
  place,
  outcome,
  onEdit,
  onDiscarded,
  onRetry,
  onCarriedOn,
  successor,
}: ResultCardProps & {
  readonly outcome: Outcome;
  readonly successor: History | undefined;
  readonly onRetry: () => void;
}) {
  const client = useClient();
  const shortcut = useShortcut('retry');
  const { stream, id } = history.request;
  const chain = chainOf(history, useHistories());
  const open = outcome.kind === 'no_reply' || outcome.kind === 'id_assigned';
  const queued = outcome.kind === 'queued';
  const written = outcome.kind === 'committed' || outcome.kind === 'already_committed';
  const differs = outcome.kind === 'data_differs';
  const refused =
    differs || outcome.kind === 'conflict' || outcome.kind === 'partial' || outcome.kind === 'rejected';
  const held = outcome.kind === 'held';
  const canRebase = chain !== undefined || (outcome.kind === 'conflict' && outcome.reason === 'behind');
  // Of several events some may be there as they were sent.
  const someAreThere = outcome.kind === 'partial' || (differs && history.request.events.length > 1);
  const canSolve = successor === undefined && !history.overtaken && (canRebase || someAreThere);
  const canRetry = open || written || (outcome.kind === 'conflict' && outcome.reason === 'ahead');

  async function discardThis(): Promise<void> {
    await discard(client, history);
    onDiscarded?.();
  }

  return (
    <>
      {successor === undefined ? null : (
        <a className="btn btn-primary" href={paths.request(successor.request.id)}>
          Go on to request {shortId(successor.request)}
        </a>
      )}
      {canSolve && canRebase ? (
        <RebaseButton history={history} className="btn btn-primary" onSent={onCarriedOn} />
      ) : null}
      {canSolve && !canRebase ? (
        <SendMissingButton
          history={history}
          className="btn btn-primary"
          label="Send only the missing events…"
          onSent={onCarriedOn}
        />
      ) : null}
      {queued || held ? <RetryNow history={history} className={queued ? 'btn btn-primary' : 'btn'} /> : null}
      {refused || held ? (
        <button
          className={canSolve || successor !== undefined ? 'btn' : 'btn btn-primary'}
          type="button"
          onClick={onEdit}
        >
          <Icon icon={Pencil} />
          Edit and send as new
        </button>
      ) : null}
      {canRetry ? (
        <button
          className={open || (written && place === 'page') ? 'btn btn-primary' : 'btn'}
          type="button"
          onClick={onRetry}
          {...shortcut}
        >
          <Icon icon={RotateCcw} />
          Retry same request
          <KeyHint of="retry" />
        </button>
      ) : null}
      {written || differs ? (
        <a className="btn" href={paths.event(stream, outcome.first)}>
          View event {outcome.first}
        </a>
      ) : null}
      {written ? null : (
        <button className="btn" type="button" onClick={() => void discardThis()}>
          Discard
        </button>
      )}
      {place === 'form' ? (
        <a className="btn btn-quiet push" href={paths.request(id)}>
          What really happened
          <Icon icon={ChevronRight} />
        </a>
      ) : (
        <a className="btn btn-quiet push" href={paths.stream(stream)}>
          Open feed
          <Icon icon={ChevronRight} />
        </a>
      )}
    </>
  );
}
