// One request of a run: what it was, its two views, and why it was refused.
import { curlOf } from '../../client/curl.ts';
import { type History, latestOutcome, nextPath } from '../../client/history.ts';
import { storeBase } from '../../client/open-client.ts';
import { OUTCOME_WORDS } from '../../client/outcome.ts';
import { expectedVersionWords } from '../../client/post.ts';
import { bodyText, shortId } from '../../client/request.ts';
import { eventCount, sentenceOf } from '../../client/words.ts';
import { paths } from '../../router.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { OutcomeDisc, toneOf } from '../../ui/Outcome.tsx';
import { ConflictEvidence } from '../requests/ConflictEvidence.tsx';
import { DataDiffers } from '../requests/DataDiffers.tsx';
import { PartialEvidence } from '../requests/PartialEvidence.tsx';
import { TwoViews } from '../requests/TwoViews.tsx';

export function RequestStory(props: { readonly history: History; readonly next: string | undefined }) {
  const { history, next } = props;
  const { request } = history;
  const { writer } = request.lab ?? { writer: 'you' };
  return (
    <article className="stack" aria-label={`Request ${shortId(request)}`}>
      <p className="row story-head">
        <span className="dots">
          {writer === 'you' ? null : <b>{writer.charAt(0).toUpperCase() + writer.slice(1)}</b>}
          <span>
            <a href={paths.request(request.id)}>Request {shortId(request)}</a>
          </span>
          <span>{eventCount(request.events.length)}</span>
          <span>expected {expectedVersionWords(request.expectedVersion)}</span>
          {request.basedOn === undefined ? null : <span>based on {shortId({ id: request.basedOn })}</span>}
        </span>
        <CopyButton text={() => curl(history)} label="Copy as curl" className="btn btn-quiet btn-small push">
          Copy as curl
        </CopyButton>
      </p>
      <TwoViews history={history} next={next} />
      <Refusal history={history} />
    </article>
  );
}

/** The facts of a refusal; nothing for any other outcome. */
function Refusal({ history }: { readonly history: History }) {
  const outcome = latestOutcome(history);
  if (outcome.kind !== 'conflict' && outcome.kind !== 'partial' && outcome.kind !== 'data_differs')
    return null;
  return (
    <div className="outcome" data-state={toneOf(outcome.kind)}>
      <div className="outcome-head">
        <OutcomeDisc kind={outcome.kind} />
        <h3>{OUTCOME_WORDS[outcome.kind]}</h3>
        <p>{sentenceOf(history)}</p>
      </div>
      {outcome.kind === 'conflict' ? (
        <ConflictEvidence history={history} currentVersion={outcome.currentVersion} />
      ) : outcome.kind === 'partial' ? (
        <PartialEvidence history={history} committedAt={outcome.committedAt} />
      ) : (
        <DataDiffers history={history} />
      )}
    </div>
  );
}

function curl(history: History): string {
  const base = storeBase();
  const { headers } = history.request;
  return curlOf(`${base}${nextPath(history, base)}`, { headers, body: bodyText(history.request) });
}
