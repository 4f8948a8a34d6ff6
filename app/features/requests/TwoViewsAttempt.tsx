// One attempt in the picture: a loop that is closed when the reply came back, and open where something was lost.
import type { ReactNode } from 'react';
import { headerOf } from '../../client/attempt.ts';
import { networkWord } from '../../client/network.ts';
import type { ClientRequest } from '../../client/request.ts';
import { eventCount } from '../../client/words.ts';
import { Name } from '../../ui/Name.tsx';
import { OutcomeChip, OutcomeIcon, toneOf } from '../../ui/Outcome.tsx';
import { TimeStamp } from '../../ui/TimeStamp.tsx';
import type { Cells, StoreSide, StoryAttempt } from './story.ts';
import { type WireEnd, WirePicture } from './WirePicture.tsx';

const STORE_RAILS = { wrote: 'is-writing', looked: '', absent: 'is-absent' } as const;

export function TwoViewsAttempt(props: { readonly told: StoryAttempt; readonly request: ClientRequest }) {
  const { told, request } = props;
  const { attempt, client, store } = told;
  const waiting = client.kind === 'no_reply';
  return (
    <li className="attempt">
      <div className="no">
        <b>Attempt {attempt.number}</b>
        <small>
          <TimeStamp ms={attempt.startedMs} />
        </small>
      </div>
      <span
        className={`rail rail-client ${waiting ? 'is-waiting' : ''}`}
        data-state={toneOf(client.kind)}
        aria-hidden="true"
      />
      <span
        className={`rail rail-store ${STORE_RAILS[store.rail]}`}
        data-state={store.kind === null ? 'none' : toneOf(store.kind)}
        aria-hidden="true"
      />
      <div className="sent">
        <Posted request={request} />
      </div>
      <RequestWire told={told} />
      <Did store={store} />
      <div className="waited">
        <small className="muted">{client.waited}</small>
      </div>
      <div className="fault">
        <span className="tag">Network: {networkWord(attempt.fault)}</span>
      </div>
      <ReplyWire told={told} />
      <div className="got">
        <OutcomeChip kind={client.kind} />
        <Knows cells={client.cells} />
      </div>
    </li>
  );
}

function Posted({ request }: { readonly request: ClientRequest }) {
  const [event] = request.events;
  if (request.events.length > 1 || event === undefined)
    return (
      <span>
        <b>Posted</b> {eventCount(request.events.length)}
      </span>
    );
  return (
    <span>
      <b>Posted</b> <Name text={event.type} />{' '}
      <code className="mono-small">{event.id === null ? 'without id' : `${event.id.slice(0, 8)}…`}</code>
    </span>
  );
}

function Did({ store }: { readonly store: StoreSide }) {
  return (
    <div className="did" data-state={store.kind === null ? 'none' : toneOf(store.kind)}>
      <strong>
        {store.kind === null ? null : <OutcomeIcon kind={store.kind} />}
        {store.title}
      </strong>
      <small className="muted">{store.note}</small>
      <Knows cells={store.cells} />
    </div>
  );
}

function Knows({ cells }: { readonly cells: Cells | null }) {
  if (cells === null) return null;
  return (
    <div className="knows">
      <small className="muted">{cells.says}</small>
      <ol className="cells" aria-label={cells.label}>
        {cells.cells.map((cell) => (
          <li key={cell.text} className={cell.look || undefined}>
            {cell.text}
          </li>
        ))}
      </ol>
    </div>
  );
}

function RequestWire({ told }: { readonly told: StoryAttempt }) {
  const path = (
    <>
      POST<span className="extra"> {shortened(told.attempt.path)}</span>
    </>
  );
  switch (told.sent) {
    case 'arrived':
      return (
        <Wire way="req" end="arrives" label={path}>
          The request arrives at the store
        </Wire>
      );
    case 'lost':
      return (
        <Wire way="req" end="lost" label="request lost" look="label-lost">
          The request is lost on the way
        </Wire>
      );
    case 'unknown':
      return (
        <Wire way="req" end="unknown" label={path}>
          Nobody noted whether the request arrived
        </Wire>
      );
  }
}

function ReplyWire({ told }: { readonly told: StoryAttempt }) {
  const answer = told.attempt.client.kind === 'answered' ? told.attempt.client.answer : null;
  const location = answer && headerOf(answer, 'Location');
  switch (told.reply) {
    case 'arrived':
      return (
        <Wire
          way="rep"
          end="arrives"
          label={
            <>
              {answer?.status}
              <span className="extra">
                {location ? ` · Location ${shortened(location)}` : ` · ${answer?.statusText}`}
              </span>
            </>
          }
        >
          {`The reply ${answer?.status} arrives at the client`}
        </Wire>
      );
    case 'lost':
      return (
        <Wire way="rep" end="lost" label="reply lost" look="label-lost">
          The reply is lost on the way
        </Wire>
      );
    case 'none':
      return <Wire way="rep" end="none" label="no reply to send" look="label-note" />;
    case 'pending':
      return <Wire way="rep" end="none" label="on the way" look="label-note" />;
    case 'unknown':
      return <Wire way="rep" end="none" label="no reply noted" look="label-note" />;
  }
}

function Wire(props: {
  readonly way: 'req' | 'rep';
  readonly end: WireEnd;
  readonly label: ReactNode;
  readonly look?: string;
  /** What the picture says. */
  readonly children?: string;
}) {
  const below = props.way === 'rep' ? 'label-below' : '';
  return (
    <div className={`wire ${props.way}`}>
      {props.children === undefined ? null : (
        <WirePicture way={props.way} end={props.end} label={props.children} />
      )}
      <span className={`label ${below} ${props.look ?? ''}`} aria-hidden={props.end !== 'none'}>
        {props.label}
      </span>
    </div>
  );
}

/** The end of a long path says most. */
function shortened(path: string): string {
  const parts = path.split('/');
  const end = parts.slice(-2).map((part) => (part.length > 20 ? `${part.slice(0, 8)}…` : part));
  return parts.length > 3
    ? `…/${end.join('/')}`
    : parts.map((part) => (part.length > 20 ? `${part.slice(0, 18)}…` : part)).join('/');
}
