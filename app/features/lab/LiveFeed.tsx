// The stream of a run as it is, kept up to date: paused and resumed without loss.
import { useCallback, useId, useState } from 'react';
import type { RecordedEvent, StreamName, StreamSummary } from '../../../lib/index.ts';
import { versionWords } from '../../client/words.ts';
import { paths } from '../../router.ts';
import { useCommits, useStore } from '../../store.tsx';
import { Name, OneLine } from '../../ui/Name.tsx';
import { TimeStamp } from '../../ui/TimeStamp.tsx';
import { spelledOut } from '../../ui/unseen.ts';
import { counted } from '../../ui/words.ts';
import { useLive } from '../../useLive.ts';
import { preview } from '../requests/preview.ts';

/** Newest events shown; a scenario writes fewer. */
const NEWEST = 20;

export interface Feed {
  readonly facts: StreamSummary;
  /** Oldest first. */
  readonly events: readonly RecordedEvent[];
}

export function LiveFeed({ stream, feed }: { readonly stream: StreamName; readonly feed: Feed | null }) {
  const title = useId();
  const [frozen, setFrozen] = useState<Feed | null>(null);
  const shown = frozen ?? feed;
  return (
    <section aria-labelledby={title}>
      <header className="section-head">
        <h2 id={title}>
          <a href={paths.stream(stream)}>
            <Name text={stream} />
          </a>
        </h2>
        <span className="muted">{shown === null ? null : words(shown.facts)}</span>
        <button
          className="btn btn-small live push"
          type="button"
          aria-pressed={frozen === null}
          onClick={() => setFrozen(frozen === null ? feed : null)}
        >
          {frozen === null ? 'Live on' : 'Live paused'}
        </button>
      </header>
      {shown === null || shown.facts.eventCount <= NEWEST ? null : (
        <p className="muted">The newest {NEWEST} of them:</p>
      )}
      {shown === null || shown.events.length === 0 ? (
        <p className="feed-none">No events yet.</p>
      ) : (
        <ol className="event-list" aria-label={`Events in ${spelledOut(stream)}`}>
          {shown.events.map((event) => (
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
      )}
    </section>
  );
}

function words({ eventCount, version }: StreamSummary): string {
  return eventCount === 0 ? '0 events' : `${counted(eventCount, 'event')} · ${versionWords(version)}`;
}

/** The newest events of a stream. Give the component a `key` when the stream may change. */
export function useFeed(stream: StreamName): Feed | null {
  const store = useStore();
  const read = useCallback(async (): Promise<Feed> => {
    const facts = await store.describeStream(stream);
    if (facts.state !== 'live' || facts.eventCount === 0) return { facts, events: [] };
    const page = await store.readStreamPage(stream, {
      direction: 'backwards',
      from: 'end',
      maxCount: NEWEST,
    });
    const events = page.events.flatMap((resolved) => resolved.link ?? resolved.event ?? []);
    return { facts, events: events.toReversed() };
  }, [store, stream]);
  const live = useLive(read, useCommits(stream));
  return live.status === 'ready' ? live.value : null;
}
