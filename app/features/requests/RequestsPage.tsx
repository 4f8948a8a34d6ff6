// Everything that was sent from here.
import './requests.css';
import { Search } from 'lucide-react';
import { useId, useState } from 'react';
import { useHistories } from '../../client/ClientProvider.tsx';
import { type History, needsYou } from '../../client/history.ts';
import { paths } from '../../router.ts';
import { Icon } from '../../ui/Icon.tsx';
import { DiscardedNote } from './DiscardedNote.tsx';
import { matches } from './filter.ts';
import { RequestRow } from './RequestRow.tsx';

type Shown = 'all' | 'needs_you' | 'done';

/** Rows shown before "Show more". */
const SHOWN_AT_FIRST = 50;

export function RequestsPage() {
  const [shown, setShown] = useState<Shown>('all');
  const [wanted, setWanted] = useState('');
  const all = useHistories().toReversed();
  const needy = all.filter(needsYou);
  const done = all.filter((history) => !needsYou(history));
  const found = (histories: readonly History[]) => histories.filter((history) => matches(history, wanted));
  return (
    <section className="pane stack requests-page" aria-labelledby="requests-title">
      <header className="page-head">
        <h1 id="requests-title">Requests</h1>
        <p>Everything sent from here stays here until it is settled, also after a reload.</p>
      </header>
      <div className="filters row">
        <fieldset className="joined" aria-label="Show">
          <Choice name="All" count={all.length} on={shown === 'all'} choose={() => setShown('all')} />
          <Choice
            name="Needs you"
            count={needy.length}
            on={shown === 'needs_you'}
            choose={() => setShown('needs_you')}
          />
          <Choice name="Done" count={done.length} on={shown === 'done'} choose={() => setShown('done')} />
        </fieldset>
        <div className="input-icon push wide-only">
          <Icon icon={Search} />
          <input
            className="input"
            type="search"
            aria-label="Filter requests"
            placeholder="Stream, event id or fingerprint"
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
        </div>
      </div>
      {all.length === 0 ? <NothingSent /> : null}
      {shown !== 'done' && needy.length > 0 ? (
        <Group title="Needs you" alert histories={found(needy)} />
      ) : null}
      {shown === 'needs_you' && needy.length === 0 && all.length > 0 ? (
        <p className="muted">Nothing waits for you: every request is settled.</p>
      ) : null}
      {shown !== 'needs_you' && done.length > 0 ? <Group title="Done" histories={found(done)} /> : null}
      <DiscardedNote />
    </section>
  );
}

function Choice(props: {
  readonly name: string;
  readonly count: number;
  readonly on: boolean;
  readonly choose: () => void;
}) {
  return (
    <button className="btn" type="button" aria-pressed={props.on} onClick={props.choose}>
      {props.name} {props.count}
    </button>
  );
}

function Group(props: {
  readonly title: string;
  readonly alert?: boolean;
  readonly histories: readonly History[];
}) {
  const id = useId();
  const [limit, setLimit] = useState(SHOWN_AT_FIRST);
  const more = props.histories.length - limit;
  return (
    <section aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{props.title}</h2>
        <span className={props.alert ? 'count count-alert' : 'count'}>{props.histories.length}</span>
      </div>
      {props.histories.length === 0 ? <p className="muted">No request here is like that.</p> : null}
      <ul
        className={`card requests ${props.alert ? '' : 'requests-done'}`}
        hidden={props.histories.length === 0}
      >
        {props.histories.slice(0, limit).map((history) => (
          <RequestRow key={history.request.id} history={history} />
        ))}
      </ul>
      {more > 0 ? (
        <button className="btn btn-quiet" type="button" onClick={() => setLimit(limit + SHOWN_AT_FIRST)}>
          Show {Math.min(more, SHOWN_AT_FIRST)} more
        </button>
      ) : null}
    </section>
  );
}

function NothingSent() {
  return (
    <div className="blank">
      <p>Nothing was sent from here yet. A request and its attempts appear as soon as you post an event.</p>
      <a className="btn btn-primary" href={paths.post()}>
        Post event
      </a>
    </div>
  );
}
