// Events in a dialog: what is in the stream, and what would be written after it.
import type { EventNumber, RecordedEvent } from '../../../lib/index.ts';
import type { PostEvent } from '../../client/post.ts';
import { paths } from '../../router.ts';
import { Name, OneLine } from '../../ui/Name.tsx';
import { TimeStamp } from '../../ui/TimeStamp.tsx';
import { preview } from './preview.ts';

/** A dialog is read at a glance. */
const MAX_YOURS = 20;

/** `from` is the number that the first of `yours` would get; null: it gets none. */
export function EventRows(props: {
  readonly label: string;
  readonly stored: readonly RecordedEvent[];
  readonly yours: readonly PostEvent[];
  readonly from: EventNumber | null;
}) {
  const { label, stored, yours, from } = props;
  const rows = yours.slice(0, MAX_YOURS).map((event, index) => ({
    place: index,
    number: from === null ? '–' : from + index,
    event,
  }));
  return (
    <>
      <ol className="event-list" aria-label={label}>
        {stored.map((event) => (
          <li key={event.eventNumber}>
            <span>{event.eventNumber}</span>
            <a href={paths.event(event.stream, event.eventNumber)}>
              <Name text={event.type} />
            </a>
            <span className="preview">
              <OneLine text={preview(event)} />
            </span>
            <TimeStamp ms={event.createdMs} />
          </li>
        ))}
        {rows.map(({ place, number, event }) => (
          <li className="is-yours" key={place}>
            <span>{number}</span>
            <b>
              <Name text={event.type} />
            </b>
            <span className="preview">
              <OneLine text={preview({ rawData: event.data })} />
            </span>
            <span className="tag">yours</span>
          </li>
        ))}
      </ol>
      {yours.length > MAX_YOURS ? (
        <p className="muted">and {yours.length - MAX_YOURS} more of yours</p>
      ) : null}
    </>
  );
}
