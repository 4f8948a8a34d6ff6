// Beside the form: how the stream looks now, and what exactly was sent.
import { useCallback } from 'react';
import type { RecordedEvent, StreamSummary } from '../../../lib/index.ts';
import { assignedId, type History, latestOutcome } from '../../client/history.ts';
import { expectedVersionWords } from '../../client/post.ts';
import { shortFingerprint, shortId } from '../../client/request.ts';
import { eventCount } from '../../client/words.ts';
import { paths } from '../../router.ts';
import { useCommits, useStore } from '../../store.tsx';
import { Name, OneLine } from '../../ui/Name.tsx';
import { OutcomeChip } from '../../ui/Outcome.tsx';
import { TimeStamp } from '../../ui/TimeStamp.tsx';
import { spelledOut } from '../../ui/unseen.ts';
import { useLive } from '../../useLive.ts';
import { preview } from '../requests/preview.ts';
import { LookAtStore } from './RetryFirst.tsx';

/** Newest events shown. */
const NEWEST = 5;

interface SentAsideProps {
  readonly stream: string;
  readonly current: StreamSummary | null;
  /** The request to the stream that got no reply: the client knows no more of the stream then. */
  readonly unanswered: History | undefined;
  readonly sent: History | undefined;
}

export function SentAside({ stream, current, unanswered, sent }: SentAsideProps) {
  return (
    <aside className="pane pane-detail stack wide-only" aria-label="The stream and what was sent">
      {unanswered === undefined ? (
        <StreamNow stream={stream} current={current} />
      ) : (
        <>
          <h2>What the client knows</h2>
          <p className="muted">
            <a href={paths.request(unanswered.request.id)}>Request {shortId(unanswered.request)}</a> was sent
            to <Name text={stream} />, and no answer came back. A retry tells whether it was written.
          </p>
          <LookAtStore>
            <StreamNow stream={stream} current={current} />
          </LookAtStore>
        </>
      )}
      {sent === undefined ? null : <WhatWasSent sent={sent} />}
    </aside>
  );
}

function StreamNow({ stream, current }: Pick<SentAsideProps, 'stream' | 'current'>) {
  if (stream === '') return <p className="muted">Name a stream to see what is in it.</p>;
  if (current === null) return null;
  if (current.state !== 'live')
    return (
      <p className="muted">
        <Name text={stream} /> has no events yet.
      </p>
    );
  return (
    <>
      <header className="row">
        <h2>
          <Name text={stream} />
        </h2>
        <span className="muted">
          {eventCount(current.eventCount)} · version {current.version}
        </span>
        <a className="push" href={paths.stream(stream)}>
          Open feed
        </a>
      </header>
      <NewestEvents key={stream} stream={stream} />
    </>
  );
}

function NewestEvents({ stream }: { readonly stream: string }) {
  const store = useStore();
  const read = useCallback(async () => {
    const page = await store.readStreamPage(stream, {
      direction: 'backwards',
      from: 'end',
      maxCount: NEWEST,
    });
    return page.events.flatMap((resolved) => resolved.link ?? resolved.event ?? []);
  }, [store, stream]);
  const live = useLive<readonly RecordedEvent[]>(read, useCommits(stream));
  if (live.status !== 'ready' || live.value.length === 0) return null;
  return (
    <ol className="event-list" aria-label={`Newest events in ${spelledOut(stream)}`}>
      {live.value.map((event) => (
        <li key={event.eventNumber}>
          <span>{event.eventNumber}</span>
          <a href={paths.event(stream, event.eventNumber)}>
            <Name text={event.type} />
          </a>
          <span className="preview">
            <OneLine text={preview(event)} />
          </span>
          <TimeStamp ms={event.createdMs} />
        </li>
      ))}
    </ol>
  );
}

function EventIdText({ id }: { readonly id: string | null }) {
  return id === null ? 'left to the store' : <code className="mono-small">{id}</code>;
}

function WhatWasSent({ sent }: { readonly sent: History }) {
  const { request } = sent;
  const [event] = request.events;
  return (
    <>
      <h2>Sent from this form</h2>
      <div className="card sent-card stack">
        <div className="row">
          <a href={paths.request(request.id)}>Request {shortId(request)}</a>
          <span className="push" />
          <OutcomeChip kind={latestOutcome(sent).kind} />
        </div>
        <dl className="facts">
          <dt>{request.events.length === 1 ? 'Event id' : 'Events'}</dt>
          <dd>
            {request.events.length > 1 ? (
              eventCount(request.events.length)
            ) : (
              <EventIdText id={event?.id ?? assignedId(sent)} />
            )}
          </dd>
          <dt>Expected</dt>
          <dd>{expectedVersionWords(request.expectedVersion)}</dd>
          <dt>Fingerprint</dt>
          <dd>
            <code className="mono-small">{shortFingerprint(request)}</code>{' '}
            <span className="muted">· {request.body.length} bytes</span>
          </dd>
        </dl>
        <p className="muted">
          A retry sends these bytes again. What you type in the form since then is not part of it.
        </p>
      </div>
    </>
  );
}
