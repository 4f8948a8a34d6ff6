// The event that led to the state, as it is stored.

import { TriangleAlert } from 'lucide-react';
import { memo, useMemo } from 'react';
import type { RecordedEvent, StreamName } from '../../../lib/index.ts';
import { paths } from '../../router.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Name, OneLine } from '../../ui/Name.tsx';
import { TimeStamp } from '../../ui/TimeStamp.tsx';
import { PayloadView } from '../event/PayloadView.tsx';
import { noteOn } from './event-text.ts';

/** Not made anew while the folding goes on. */
export const EventBeside = memo(function EventBeside(props: {
  readonly stream: StreamName;
  readonly at: number;
  readonly noun: string;
  readonly event: RecordedEvent | null;
}) {
  const { stream, at, noun, event } = props;
  const title = `${noun === 'event' ? 'Event' : 'Position'} ${at}`;
  return (
    <section className="stack event-beside" aria-labelledby="event-beside">
      <header className="play-head">
        <h2 id="event-beside">
          <a href={paths.event(stream, at)}>{title}</a>
        </h2>
        {event === null ? null : (
          <>
            <span className="muted">
              <TimeStamp ms={event.createdMs} />
            </span>
            <p>
              <span className="tag">
                <Name text={event.type} />
              </span>
            </p>
          </>
        )}
      </header>
      {event === null ? (
        <p className="muted">
          It cannot be read: it was truncated, a scavenge dropped its data, or it is missing. The fold passes
          over it.
        </p>
      ) : (
        <Stored event={event} label={`Data of ${title.toLowerCase()}`} elsewhere={event.stream !== stream} />
      )}
    </section>
  );
});

function Stored(props: {
  readonly event: RecordedEvent;
  readonly label: string;
  readonly elsewhere: boolean;
}) {
  const { event, label, elsewhere } = props;
  const note = useMemo(() => noteOn(event), [event]);
  return (
    <>
      {elsewhere ? (
        <p>
          <a href={paths.event(event.stream, event.eventNumber)}>
            {event.eventNumber} in <Name text={event.stream} />
          </a>
        </p>
      ) : null}
      <PayloadView payload={event.rawData} label={label} small />
      {note === null ? null : (
        <p className="hint-warning" data-state="unknown">
          <Icon icon={TriangleAlert} />
          <span>
            <OneLine text={note} />
          </span>
        </p>
      )}
    </>
  );
}
