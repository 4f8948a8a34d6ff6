// One event: what it says, where it stands, and how it looks over the wire.
import { ChevronLeft, ChevronRight, CopyPlus, X } from 'lucide-react';
import { useCallback } from 'react';
import {
  EventNotFoundError,
  type EventNumber,
  type RecordedEvent,
  type StreamName,
} from '../../../lib/index.ts';
import { paths } from '../../router.ts';
import { useCommits, useStore } from '../../store.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { ErrorBoundary, Failure } from '../../ui/Failure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { TimeStamp } from '../../ui/TimeStamp.tsx';
import { useLive } from '../../useLive.ts';
import { useShortcut } from '../shortcuts/useShortcut.ts';
import { ALL } from '../stream/all.ts';
import { type FeedFacts, feedOf, watchedBy } from '../stream/feed.ts';
import { linkedIn, targetOf } from '../stream/system-streams.ts';
import { EventViews } from './EventViews.tsx';
import { eventJson } from './payload.ts';
import { keepForPost } from './post-like.ts';
import { RequestFact } from './RequestFact.tsx';
import './event.css';
import { Name } from '../../ui/Name.tsx';

export function EventPane({
  stream,
  eventNumber,
  facts,
  followLinks,
  closeHref,
}: {
  readonly stream: StreamName;
  readonly eventNumber: EventNumber;
  readonly facts: FeedFacts;
  readonly followLinks: boolean;
  readonly closeHref: string;
}) {
  const store = useStore();
  const commits = useCommits(watchedBy(stream));
  const read = useCallback(
    async () => feedOf(store, stream, followLinks).event(eventNumber),
    [store, stream, eventNumber, followLinks],
  );
  const live = useLive(read, commits);

  return (
    <aside className="pane pane-detail pane-event stack" aria-labelledby="event-title">
      <header className="event-head">
        <h1 id="event-title">Event {eventNumber}</h1>
        <CopyButton text={String(eventNumber)} label="Copy event number" />
        <span className="push event-steps">
          <Step
            label="Newer event"
            icon={ChevronLeft}
            href={eventNumber < facts.last ? paths.event(stream, eventNumber + 1) : null}
          />
          <Step
            label="Older event"
            icon={ChevronRight}
            href={eventNumber > facts.first ? paths.event(stream, eventNumber - 1) : null}
          />
          <a
            className="btn btn-quiet btn-small btn-icon"
            href={closeHref}
            aria-label="Close event"
            title="Close (Esc)"
            {...useShortcut('close')}
          >
            <Icon icon={X} />
          </a>
        </span>
      </header>
      <ErrorBoundary title="This event could not be shown" resetKey={eventNumber}>
        {live.status === 'loading' ? null : live.status === 'failed' ? (
          <NotRead error={live.error} facts={facts} />
        ) : (
          <EventDetail
            event={live.value}
            inAll={stream === ALL}
            elsewhere={live.value.stream !== stream}
            playHref={paths.play(stream, eventNumber)}
          />
        )}
      </ErrorBoundary>
    </aside>
  );
}

function Step(props: {
  readonly label: string;
  readonly icon: typeof ChevronLeft;
  readonly href: string | null;
}) {
  const place = props.href === null ? { 'aria-disabled': true } : { href: props.href };
  return (
    <a
      className="btn btn-quiet btn-small btn-icon"
      role="link"
      tabIndex={0}
      aria-label={props.label}
      title={props.label}
      {...place}
    >
      <Icon icon={props.icon} />
    </a>
  );
}

function NotRead({ error, facts }: { readonly error: unknown; readonly facts: FeedFacts }) {
  if (!(error instanceof EventNotFoundError)) {
    return <Failure title="This event could not be read" error={error} />;
  }
  const { eventNumber } = error;
  if (eventNumber > facts.last) {
    return (
      <p className="muted">
        There is no event {eventNumber} yet. The last event is {facts.last}.
      </p>
    );
  }
  if (eventNumber < facts.first) {
    return <p className="muted">Event {eventNumber} can no longer be read: it was truncated.</p>;
  }
  return (
    <p className="muted">
      Event {eventNumber} cannot be read: it is too old, a scavenge dropped it, or it is missing.{' '}
      <a href={paths.settings()}>Settings</a> can check the store.
    </p>
  );
}

function EventDetail({
  event,
  inAll,
  elsewhere,
  playHref,
}: {
  readonly event: RecordedEvent;
  readonly inAll: boolean;
  /** It is an event of another stream than the one that is shown. */
  readonly elsewhere: boolean;
  /** Leads to the state as of this event. */
  readonly playHref: string;
}) {
  const target = targetOf(event);
  const linked = linkedIn(event);
  return (
    <>
      <dl className="facts">
        <dt>Type</dt>
        <dd>
          <span className="tag">
            <Name text={event.type} />
          </span>
          <CopyButton text={event.type} label="Copy event type" />
        </dd>
        <dt>Event id</dt>
        <dd>
          <code className="mono-small">{event.id}</code>
          <CopyButton text={event.id} label="Copy event id" />
        </dd>
        {elsewhere ? (
          <>
            <dt>Stream</dt>
            <dd>
              <a href={paths.event(event.stream, event.eventNumber)}>
                {event.eventNumber} in <Name text={event.stream} />
              </a>
            </dd>
          </>
        ) : null}
        <dt>Written</dt>
        <dd>
          <TimeStamp ms={event.createdMs} show="full" />
          <CopyButton text={event.created} label="Copy time, ISO 8601" />
        </dd>
        <dt>Position</dt>
        <dd>
          {inAll ? event.position : <a href={paths.event(ALL, event.position)}>{event.position} in $all</a>}
        </dd>
        <RequestFact event={event} />
        <dt>State</dt>
        <dd>
          <a href={playHref}>as of this event</a>
        </dd>
        {target === undefined ? null : (
          <>
            <dt>Leads to</dt>
            <dd>
              <a href={paths.event(target.stream, target.eventNumber)}>
                {target.eventNumber} in <Name text={target.stream} />
              </a>
            </dd>
          </>
        )}
        {linked.length === 0 ? null : (
          <>
            <dt>Linked in</dt>
            <dd className="dots">
              {linked.map((name) => (
                <span key={name}>
                  <a href={paths.stream(name)}>
                    <Name text={name} />
                  </a>
                </span>
              ))}
            </dd>
          </>
        )}
      </dl>
      <EventViews event={event} />
      <div className="row">
        <CopyButton text={() => eventJson(event)} label="Copy event JSON">
          Copy event JSON
        </CopyButton>
        {typeof event.rawData === 'string' ? (
          <a className="btn" href={paths.post(event.stream)} onClick={() => keepForPost(event)}>
            <Icon icon={CopyPlus} />
            Post another like this
          </a>
        ) : null}
      </div>
    </>
  );
}
