// Which events of a refused request are in the stream already.
import { Check, EqualNot, X } from 'lucide-react';
import type { EventNumber } from '../../../lib/index.ts';
import type { History } from '../../client/history.ts';
import { isOther } from '../../client/stored-events.ts';
import { paths } from '../../router.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Name } from '../../ui/Name.tsx';
import { Differences, useStored } from './DataDiffers.tsx';
import { eventLetter, splitWords } from './letters.ts';

export function PartialEvidence({
  history,
  committedAt,
}: {
  readonly history: History;
  readonly committedAt: readonly (EventNumber | null)[];
}) {
  const { request } = history;
  const events = useStored(history);
  return (
    <>
      <div className="outcome-body per-event-frame">
        <table className="table per-event" aria-label="Events of this request">
          <thead>
            <tr>
              <th scope="col">Event</th>
              <th scope="col">Type</th>
              <th scope="col" className="event-id">
                Event id
              </th>
              <th scope="col">In the stream</th>
            </tr>
          </thead>
          <tbody>
            {request.events.map((event, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the events of a request never change their places.
              <tr key={index}>
                <td>{eventLetter(index)}</td>
                <td>
                  <Name text={event.type} />
                </td>
                <td className="event-id">
                  <code className="mono-small">{event.id}</code>
                </td>
                <td>
                  <Place
                    stream={request.stream}
                    at={committedAt[index] ?? null}
                    other={events[index] === undefined ? null : isOther(events[index])}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="outcome-body muted">
        A request is written whole or not at all. {splitWords(committedAt.map((place) => place !== null))}
      </p>
      <Differences events={events} />
    </>
  );
}

function Place(props: {
  readonly stream: string;
  readonly at: EventNumber | null;
  /** Another event than the one that was sent; null while that is not known. */
  readonly other: boolean | null;
}) {
  const { stream, at, other } = props;
  if (at === null)
    return (
      <span className="found is-missing">
        <Icon icon={X} />
        not found
      </span>
    );
  return (
    <span className="found" data-state={other === null ? undefined : other ? 'conflict' : 'already'}>
      {other === null ? null : <Icon icon={other ? EqualNot : Check} />}
      <span>
        {other === null ? '' : other ? 'another event ' : 'found '}at{' '}
        <a href={paths.event(stream, at)}>{at}</a>
      </span>
    </span>
  );
}
