// Everything that was sent from here.
import './requests.css';
import { Search } from 'lucide-react';
import { useId, useState } from 'react';
import { useClient, useHistories, useNetwork } from '../../client/ClientProvider.tsx';
import { type Chain, chainsOf } from '../../client/chain.ts';
import { type History, latestOutcome, needingYou, queuedOf } from '../../client/history.ts';
import { isSwitchedOff } from '../../client/network.ts';
import { paths } from '../../router.ts';
import { Icon } from '../../ui/Icon.tsx';
import { grouped } from '../../ui/words.ts';
import { ChainCard } from './ChainCard.tsx';
import { DiscardedNote } from './DiscardedNote.tsx';
import { discard } from './discarded.ts';
import { matches } from './filter.ts';
import { RequestRow } from './RequestRow.tsx';
import { RetryAllQueued } from './RetryAllQueued.tsx';

type Shown = 'all' | 'needs_you' | 'queued' | 'done';

const GROUPS = [
  { group: 'needs_you', title: 'Needs you', none: 'Nothing waits for you.' },
  { group: 'queued', title: 'Queued', none: 'Nothing is queued: whatever was to be sent has been sent.' },
  { group: 'done', title: 'Done', none: 'No request is settled yet.' },
] as const;

/** Rows shown before "Show more". */
const SHOWN_AT_FIRST = 50;

export function RequestsPage() {
  const [shown, setShown] = useState<Shown>('all');
  const [wanted, setWanted] = useState('');
  const histories = useHistories();
  const groups = groupsOf(histories);
  const found = (those: readonly History[]) => those.filter((history) => matches(history, wanted));
  const shows = (group: Exclude<Shown, 'all'>) =>
    shown === group || (shown === 'all' && groups[group].length > 0);
  return (
    <section className="pane stack requests-page" aria-labelledby="requests-title">
      <header className="page-head">
        <h1 id="requests-title">Requests</h1>
        <p>Everything sent from here stays here until it is settled, also after a reload.</p>
        {groups.queued.length > 0 ? (
          <div className="acts">
            <RetryAllQueued />
          </div>
        ) : null}
      </header>
      <div className="filters row">
        <fieldset className="joined" aria-label="Show">
          <Choice name="All" count={histories.length} on={shown === 'all'} choose={() => setShown('all')} />
          {GROUPS.map(({ group, title }) => (
            <Choice
              key={group}
              name={title}
              count={groups[group].length}
              on={shown === group}
              choose={() => setShown(group)}
            />
          ))}
        </fieldset>
        <div className="input-icon push">
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
      {histories.length === 0 ? <NothingSent /> : null}
      {GROUPS.map(({ group, title, none }) =>
        !shows(group) || histories.length === 0 ? null : groups[group].length === 0 ? (
          <p className="muted" key={group}>
            {none}
          </p>
        ) : (
          <Group
            key={group}
            group={group}
            title={title}
            histories={found(groups[group])}
            clearable={group === 'done' && wanted.trim() === ''}
            chains={group === 'needs_you' ? chainsOf(histories) : []}
          />
        ),
      )}
      <DiscardedNote />
    </section>
  );
}

/** What waits for a person, what goes by itself, and the rest; newest first, but the queue as it goes out. */
function groupsOf(
  histories: readonly History[],
): Readonly<Record<Exclude<Shown, 'all'>, readonly History[]>> {
  const needy = new Set(needingYou(histories));
  const queued = new Set(queuedOf(histories));
  const done = histories.filter((history) => !needy.has(history) && !queued.has(history));
  return { needs_you: [...needy].toReversed(), queued: [...queued], done: done.toReversed() };
}

function Choice(props: {
  readonly name: string;
  readonly count: number;
  readonly on: boolean;
  readonly choose: () => void;
}) {
  return (
    <button className="btn" type="button" aria-pressed={props.on} onClick={props.choose}>
      {props.name} {grouped(props.count)}
    </button>
  );
}

function Group(props: {
  readonly group: Exclude<Shown, 'all'>;
  readonly title: string;
  readonly histories: readonly History[];
  /** They are all that is done, so that none is left of which another one of them took care. */
  readonly clearable: boolean;
  /** Those of these that are shown together; whole, also when only one of them is found. */
  readonly chains: readonly Chain[];
}) {
  const id = useId();
  const [limit, setLimit] = useState(SHOWN_AT_FIRST);
  const found = new Set(props.histories);
  const chains = props.chains.filter(({ members }) => members.some((member) => found.has(member)));
  const chained = new Set(chains.flatMap(({ members }) => members));
  const single = props.histories.filter((history) => !chained.has(history));
  const more = single.length - limit;
  return (
    <section aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{props.title}</h2>
        <span className={props.group === 'needs_you' ? 'count count-alert' : 'count'}>
          {grouped(props.histories.length)}
        </span>
        {props.group === 'queued' ? <QueueNote /> : null}
        {props.clearable ? <ClearFinished histories={props.histories} /> : null}
      </div>
      {props.histories.length === 0 ? <p className="muted">No request here is like that.</p> : null}
      {chains.map((chain) => (
        <ChainCard key={chain.stream} chain={chain} />
      ))}
      <ul
        className={`card requests ${props.group === 'done' ? 'requests-done' : ''}`}
        hidden={single.length === 0}
      >
        {single.slice(0, limit).map((history) => (
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

function QueueNote() {
  const off = isSwitchedOff(useNetwork());
  return (
    <span className="muted wide-only">
      {off
        ? 'The network is off. These are sent by themselves when it is back.'
        : 'These are sent by themselves.'}
    </span>
  );
}

function ClearFinished({ histories }: { readonly histories: readonly History[] }) {
  const client = useClient();
  const finished = histories.filter((history) => latestOutcome(history).kind !== 'sending');
  if (finished.length === 0) return null;
  return (
    <button
      className="btn btn-quiet btn-small push"
      type="button"
      onClick={() => void discard(client, ...finished)}
    >
      Clear finished
    </button>
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
