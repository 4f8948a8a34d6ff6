// The picture of a request: the client's view, the network, and the store's view, attempt by attempt.
import './timeline.css';
import { Fragment } from 'react';
import { type History, latestOutcome } from '../../client/history.ts';
import { outcomeOf } from '../../client/outcome.ts';
import { Again, InQueue, OthersWrote } from './Between.tsx';
import { type StoryAttempt, storyOf } from './story.ts';
import { TwoViewsAttempt } from './TwoViewsAttempt.tsx';
import { useCopies } from './useCopies.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** `next`: what will be sent next; the picture is not at its end then. Without a history nothing was sent yet. */
export function TwoViews({
  history,
  next,
  imagined = false,
  label = 'What happened, in order',
}: {
  readonly history: History | undefined;
  readonly next?: string | undefined;
  /** It did not happen: the stream tells nothing of it. */
  readonly imagined?: boolean;
  readonly label?: string;
}) {
  const story = history === undefined ? [] : storyOf(history);
  return (
    <div className="views">
      <Lanes />
      <ol aria-label={label}>
        {story.map((told, index) => {
          const before = story[index - 1];
          return (
            <Fragment key={told.attempt.number}>
              {before && history ? <Again before={before} told={told} history={history} /> : null}
              {history ? <Before told={told} history={history} /> : null}
              {history ? <TwoViewsAttempt told={told} request={history.request} /> : null}
            </Fragment>
          );
        })}
        {history && story.length === 0 && latestOutcome(history).kind === 'queued' ? (
          <InQueue history={history} untilMs={null} />
        ) : null}
        {next === undefined ? null : <NextAttempt number={story.length + 1} says={next} />}
      </ol>
      {history === undefined || next !== undefined ? null : imagined ? (
        <VerdictLine verdict={verdictOf(history, 'imagined')} />
      ) : (
        <RealVerdict history={history} />
      )}
      <Key />
    </div>
  );
}

/** What made an attempt late, or in vain. */
function Before({ told: { attempt }, history }: { readonly told: StoryAttempt; readonly history: History }) {
  const outcome = outcomeOf(attempt);
  return (
    <>
      {attempt.queued ? <InQueue history={history} untilMs={attempt.startedMs} /> : null}
      {outcome.kind === 'conflict' && outcome.reason === 'behind' ? (
        <OthersWrote history={history} currentVersion={outcome.currentVersion} />
      ) : null}
    </>
  );
}

function Lanes() {
  return (
    <div className="views-head" aria-hidden="true">
      <div className="lane-client">
        <b>Client’s view</b>
        <small>what the sender can know</small>
      </div>
      <div className="lane-network">
        <b>Network</b>
        <small>the way between</small>
      </div>
      <div className="lane-store">
        <b>Store’s view</b>
        <small>what really happened</small>
      </div>
    </div>
  );
}

/** Lifelines that wait: nothing is known of them yet. */
function NextAttempt({ number, says }: { readonly number: number; readonly says: string }) {
  return (
    <li className="attempt">
      <div className="no">
        <b>Attempt {number}</b>
        <small>next step</small>
      </div>
      <span className="rail rail-client is-absent" aria-hidden="true" />
      <span className="rail rail-store is-absent" aria-hidden="true" />
      <div className="sent">
        <span className="muted">{says}</span>
      </div>
      <div className="did">
        <div className="knows">
          <small className="muted">in the stream</small>
          <ol className="cells" aria-label="Not known yet">
            <li className="is-none">?</li>
          </ol>
        </div>
      </div>
    </li>
  );
}

function RealVerdict({ history }: { readonly history: History }) {
  return <VerdictLine verdict={verdictOf(history, useCopies(history))} />;
}

function VerdictLine({ verdict }: { readonly verdict: Verdict }) {
  const { attempts, written, duplicates, says } = verdict;
  return (
    <div className="verdict">
      <Count count={attempts} one="attempt" many="attempts" />
      <Count count={written} one="event written" many="events written" />
      <Count count={duplicates} one="duplicate" many="duplicates" />
      <p>{says}</p>
    </div>
  );
}

function Count({
  count,
  one,
  many,
}: {
  /** Null while it is not known. */
  readonly count: number | null;
  readonly one: string;
  readonly many: string;
}) {
  return (
    <span>
      <b>{count ?? '…'}</b> <span className="muted">{count === 1 ? one : many}</span>
    </span>
  );
}

function Key() {
  return (
    <ul className="views-key" aria-label="Key">
      <li>
        <span className="rail is-waiting" data-state="unknown" />
        no answer
      </li>
      <li>
        <span className="rail is-writing" data-state="committed" />
        wrote
      </li>
      <li>
        <span className="rail" data-state="already" />
        found it, wrote nothing
      </li>
    </ul>
  );
}
