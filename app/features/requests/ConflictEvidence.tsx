// Why a stream was not at the expected version: what the client knew, and what was written since.
import { useCallback } from 'react';
import type { EventNumber, ExpectedVersion, RecordedEvent } from '../../../lib/index.ts';
import { expectedVersionWords } from '../../client/post.ts';
import type { ClientRequest } from '../../client/request.ts';
import { paths } from '../../router.ts';
import { useCommits, useStore } from '../../store.tsx';
import { Name, OneLine } from '../../ui/Name.tsx';
import { TimeStamp } from '../../ui/TimeStamp.tsx';
import { useLive } from '../../useLive.ts';
import { preview } from './preview.ts';

/** Most events listed; a stream may have gone on by thousands. */
const MAX_LISTED = 10;

export function ConflictEvidence({
  request,
  currentVersion,
}: {
  readonly request: ClientRequest;
  readonly currentVersion: EventNumber;
}) {
  const known = typeof request.expectedVersion === 'number' ? request.expectedVersion : -1;
  const words = wordsOf(request.expectedVersion);
  const newer = useEvents(request.stream, known + 1, currentVersion);
  const more = currentVersion - known - MAX_LISTED;
  return (
    <div className="outcome-body stack">
      <div className="versions">
        <Cells says={words.before} from={0} to={known} looks="" none={words.none} />
        <Cells says={words.now} from={known + 1} to={currentVersion} looks="is-other" none="no events" />
      </div>
      {newer.length > 0 ? (
        <ol className="event-list" aria-label="Newer events">
          {newer.map((event) => (
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
        </ol>
      ) : null}
      {more > 0 ? (
        <p className="muted">
          and {more} more, up to <a href={paths.event(request.stream, currentVersion)}>{currentVersion}</a>
        </p>
      ) : null}
    </div>
  );
}

/** A client that expected a version knew the events up to it; one that expected a kind of stream knew no event. */
function wordsOf(expected: ExpectedVersion) {
  return typeof expected === 'number' && expected >= 0
    ? { before: 'You knew', none: '', now: 'Written since' }
    : { before: 'You expected', none: expectedVersionWords(expected).toLowerCase(), now: 'It now has' };
}

/** The first events of a range that can still be read. */
function useEvents(stream: string, from: EventNumber, to: EventNumber): readonly RecordedEvent[] {
  const store = useStore();
  const read = useCallback(async () => {
    const page = await store.readStreamPage(stream, { direction: 'forwards', from, maxCount: MAX_LISTED });
    return page.events.flatMap((resolved) => resolved.link ?? resolved.event ?? []);
  }, [store, stream, from]);
  const live = useLive(read, useCommits(stream));
  return live.status === 'ready' ? live.value.filter((event) => event.eventNumber <= to) : [];
}

/** A row of event numbers; a long one is told by its ends. */
function Cells(props: {
  readonly says: string;
  readonly from: EventNumber;
  readonly to: EventNumber;
  readonly looks: string;
  readonly none: string;
}) {
  const { says, from, to, looks, none } = props;
  const count = to - from + 1;
  const numbers =
    count > 6 ? [from, '…', to] : Array.from({ length: Math.max(count, 0) }, (_, i) => from + i);
  const names = count < 1 ? none : count === 1 ? `event ${from}` : `events ${from} to ${to}`;
  return (
    <>
      <span className="muted">{says}</span>
      <ol className="cells" aria-label={`${says} ${names}`}>
        {numbers.map((number) => (
          <li key={number} className={looks}>
            {number}
          </li>
        ))}
        {count < 1 ? <li className="is-none">{none}</li> : null}
      </ol>
    </>
  );
}
