// Why a stream was not at the expected version: what the client knew, and what was written since.
import { useCallback, useMemo } from 'react';
import type { EventNumber, ExpectedVersion, RecordedEvent } from '../../../lib/index.ts';
import { useHistories } from '../../client/ClientProvider.tsx';
import type { History } from '../../client/history.ts';
import { expectedVersionWords } from '../../client/post.ts';
import { paths } from '../../router.ts';
import { useCommits, useStore } from '../../store.tsx';
import { Name, OneLine } from '../../ui/Name.tsx';
import { TimeStamp } from '../../ui/TimeStamp.tsx';
import { useLive } from '../../useLive.ts';
import { preview } from './preview.ts';
import { ownIds } from './rebase.ts';

/** Most events listed; a stream may have gone on by thousands. */
const MAX_LISTED = 10;

const NONE: ReadonlySet<EventNumber> = new Set();

export function ConflictEvidence({
  history,
  currentVersion,
}: {
  readonly history: History;
  readonly currentVersion: EventNumber;
}) {
  const { request } = history;
  const known = typeof request.expectedVersion === 'number' ? request.expectedVersion : -1;
  const words = wordsOf(request.expectedVersion);
  const histories = useHistories();
  const mine = useMemo(() => ownIds(history, histories), [history, histories]);
  const newer = useEvents(request.stream, known + 1, currentVersion);
  const own = new Set(newer.flatMap(({ id, eventNumber }) => (mine.has(id) ? eventNumber : [])));
  // A kind of stream is about all of its events, and of a long range only the ends are told.
  const apart = known < 0 || currentVersion - known > MAX_LISTED ? NONE : own;
  const range = { from: known + 1, to: currentVersion };
  const more = currentVersion - known - MAX_LISTED;
  return (
    <div className="outcome-body stack">
      <div className="versions">
        <Cells says={words.before} from={0} to={known} looks="" none={words.none} />
        <Cells
          says={words.now}
          {...range}
          only={(number) => !apart.has(number)}
          looks="is-other"
          none={words.noneNow}
        />
        {apart.size === 0 ? null : (
          <Cells
            says="Yours since"
            {...range}
            only={(number) => apart.has(number)}
            looks="is-match"
            none=""
          />
        )}
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
              {own.has(event.eventNumber) ? (
                <span className="tag">yours</span>
              ) : (
                <TimeStamp ms={event.createdMs} />
              )}
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
    ? { before: 'You knew', none: '', now: 'Written since', noneNow: 'nothing' }
    : {
        before: 'You expected',
        none: expectedVersionWords(expected).toLowerCase(),
        now: 'It now has',
        noneNow: 'no events',
      };
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
  /** Those between that are meant; all when it is not given. */
  readonly only?: (number: EventNumber) => boolean;
  readonly looks: string;
  /** The words where there is no event. */
  readonly none: string;
}) {
  const { says, from, to, only = () => true, looks, none } = props;
  const count = Math.max(to - from + 1, 0);
  const isLong = count > MAX_LISTED;
  const numbers = isLong
    ? [from, to]
    : Array.from({ length: count }, (_, index) => from + index).filter(only);
  const [first] = numbers;
  const last = numbers.at(-1);
  const names = first === undefined ? none : first === last ? `event ${first}` : `events ${first} to ${last}`;
  return (
    <>
      <span className="muted">{says}</span>
      <ol className="cells" aria-label={`${says} ${names}`}>
        {(isLong || numbers.length > 6 ? [first, '…', last] : numbers).map((number) => (
          <li key={number} className={looks}>
            {number}
          </li>
        ))}
        {first === undefined ? <li className="is-none">{none}</li> : null}
      </ol>
    </>
  );
}
