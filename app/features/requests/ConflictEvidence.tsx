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
import { grouped } from '../../ui/words.ts';
import { useLive } from '../../useLive.ts';
import { preview } from './preview.ts';
import { ownIds } from './rebase.ts';
import { firstUnknown, useWrittenSince } from './useWrittenSince.ts';
import { type Numbers, numbersWords, othersOf, ownOf } from './written-since.ts';

/** Most events listed; a stream may have gone on by thousands. */
const MAX_LISTED = 10;

const NOBODYS: ReadonlySet<EventNumber> = new Set();

export function ConflictEvidence({
  history,
  currentVersion,
}: {
  readonly history: History;
  readonly currentVersion: EventNumber;
}) {
  const { request } = history;
  const from = firstUnknown(history);
  const words = wordsOf(request.expectedVersion);
  const histories = useHistories();
  const mine = useMemo(() => ownIds(history, histories), [history, histories]);
  const newer = useEvents(request.stream, from, currentVersion);
  const since = useWrittenSince(history, currentVersion);
  const known = othersOf({ from: 0, to: from - 1, own: NOBODYS });
  const more = currentVersion - from + 1 - MAX_LISTED;
  return (
    <div className="outcome-body stack">
      <div className="versions">
        <Cells says={words.before} numbers={known} looks="" none={words.none} />
        {since === null ? null : (
          <>
            <Cells
              says={words.now}
              numbers={othersOf(words.saysWhose ? since : { ...since, own: NOBODYS })}
              looks="is-other"
              none={words.noneNow}
            />
            {since.own.size === 0 || !words.saysWhose ? null : (
              <Cells says="Yours since" numbers={ownOf(since)} looks="is-match" none="" />
            )}
          </>
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
              {mine.has(event.id) ? <span className="tag">yours</span> : <TimeStamp ms={event.createdMs} />}
            </li>
          ))}
        </ol>
      ) : null}
      {more > 0 ? (
        <p className="muted">
          and {grouped(more)} more, up to{' '}
          <a href={paths.event(request.stream, currentVersion)}>{currentVersion}</a>
        </p>
      ) : null}
    </div>
  );
}

/** A client that expected a version knew the events up to it; one that expected a kind of stream knew no event. */
function wordsOf(expected: ExpectedVersion) {
  return typeof expected === 'number' && expected >= 0
    ? { before: 'You knew', none: '', now: 'Written since', noneNow: 'nothing', saysWhose: true }
    : {
        before: 'You expected',
        none: expectedVersionWords(expected).toLowerCase(),
        now: 'It now has',
        noneNow: 'no events',
        saysWhose: false,
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

/** A row of event numbers; many are told by the first and the last. */
function Cells(props: {
  readonly says: string;
  readonly numbers: Numbers;
  readonly looks: string;
  /** The words where there is no event. */
  readonly none: string;
}) {
  const { says, numbers, looks, none } = props;
  const { shown, isCut } = numbers;
  const [first, last] = shown;
  return (
    <>
      <span className="muted">{says}</span>
      <ol className="cells" aria-label={`${says} ${numbersWords(numbers) ?? none}`}>
        {(isCut ? [first, '…', last] : shown).map((number) => (
          <li key={number} className={looks}>
            {number}
          </li>
        ))}
        {shown.length === 0 ? <li className="is-none">{none}</li> : null}
      </ol>
    </>
  );
}
