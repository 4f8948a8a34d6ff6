// One request: what came of it, its attempts, and what happened on both sides.
import './requests.css';
import { Pencil } from 'lucide-react';
import { useMemo } from 'react';
import { useHistories, useHistory } from '../../client/ClientProvider.tsx';
import { curlOf } from '../../client/curl.ts';
import { type History, isKnownWritten, nextPath } from '../../client/history.ts';
import { storeBase } from '../../client/open-client.ts';
import { expectedVersionWords } from '../../client/post.ts';
import { bodyText, shortFingerprint, shortId } from '../../client/request.ts';
import { eventCount } from '../../client/words.ts';
import { navigate, paths } from '../../router.ts';
import { useStoreName } from '../../store.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Name } from '../../ui/Name.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { editAsNew } from '../compose/session.ts';
import { AttemptList } from './AttemptList.tsx';
import { DiscardedNote } from './DiscardedNote.tsx';
import { Happened } from './Happened.tsx';
import { InStream } from './InStream.tsx';
import { RequestBody } from './RequestBody.tsx';
import { ResultCard } from './ResultCard.tsx';
import { Transcript } from './Transcript.tsx';

export function RequestPage({ id }: { readonly id: string }) {
  const history = useHistory(id);
  return history === undefined ? <NotHere /> : <RequestDetails history={history} />;
}

function NotHere() {
  return (
    <section className="pane pane-blank">
      <div className="blank">
        <h1>This request is not here</h1>
        <p>
          It was discarded, or it was made in another browser: requests stay on the device that sent them.
        </p>
        <a className="btn" href={paths.requests()}>
          All requests
        </a>
      </div>
      <DiscardedNote />
    </section>
  );
}

function RequestDetails({ history }: { readonly history: History }) {
  const storeName = useStoreName();
  const { request } = history;
  const name = `request ${shortId(request)}`;
  const edit = () => editAsNew(storeName, request);
  const later = useHistories().filter((other) => other.request.basedOn === request.id);
  return (
    <section className="pane stack request-page" aria-labelledby="request-title">
      <header className="page-head">
        <h1 id="request-title">Request {shortId(request)}</h1>
        <p className="dots">
          <span>
            {request.method}{' '}
            <a href={paths.stream(request.stream)}>
              <Name text={request.stream} />
            </a>
          </span>
          <span>{eventCount(request.events.length)}</span>
          <span>expected {expectedVersionWords(request.expectedVersion)}</span>
          <span>
            fingerprint{' '}
            <code className="mono-small" title="SHA-256 of method, path, headers and body">
              {shortFingerprint(request)}
            </code>
          </span>
          {request.basedOn === undefined ? null : (
            <span>
              based on <a href={paths.request(request.basedOn)}>{shortId({ id: request.basedOn })}</a>
            </span>
          )}
          {isKnownWritten(history) ? <InStream history={history} /> : null}
          {later.map((each) => (
            <span key={each.request.id}>
              goes on as <a href={paths.request(each.request.id)}>{shortId(each.request)}</a>
            </span>
          ))}
        </p>
        <HeadActions history={history} onEdit={edit} />
      </header>
      <ResultCard
        history={history}
        place="page"
        onEdit={edit}
        onDiscarded={() => navigate(paths.requests())}
        onCarriedOn={(next) => navigate(paths.request(next))}
      />
      <section aria-labelledby="attempts-title">
        <h2 id="attempts-title">Attempts</h2>
        {history.attempts.length === 0 ? (
          <p className="muted">Not sent yet.</p>
        ) : (
          <AttemptList history={history} />
        )}
      </section>
      <Tabs
        label={`Details of ${name}`}
        tabs={[
          { id: 'happened', label: 'What happened', panel: () => <Happened history={history} /> },
          { id: 'transcript', label: 'Transcript', panel: () => <Transcript history={history} /> },
          { id: 'body', label: 'Body', panel: () => <RequestBody request={request} /> },
        ]}
      />
    </section>
  );
}

function HeadActions({ history, onEdit }: { readonly history: History; readonly onEdit: () => void }) {
  const base = storeBase();
  const curl = useMemo(() => {
    const { request } = history;
    return curlOf(`${base}${nextPath(history, base)}`, { headers: request.headers, body: bodyText(request) });
  }, [history, base]);
  return (
    <div className="acts">
      <button className="btn" type="button" onClick={onEdit}>
        <Icon icon={Pencil} />
        Edit and send as new
      </button>
      <CopyButton text={curl} label="Copy as curl">
        Copy as curl
      </CopyButton>
      <CopyButton text={location.href} label="Copy link to this request">
        Copy link
      </CopyButton>
    </div>
  );
}
