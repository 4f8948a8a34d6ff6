// One stream of a list.
import { memo } from 'react';
import type { Position, StreamSummary } from '../../../lib/index.ts';
import { paths } from '../../router.ts';
import { Name } from '../../ui/Name.tsx';
import { TimeStamp } from '../../ui/TimeStamp.tsx';
import { spelledOut } from '../../ui/unseen.ts';
import { counted, grouped } from '../../ui/words.ts';

/** As long as its stream does not change, it is not made anew. */
export const StreamLink = memo(function StreamLink({
  summary,
  current,
}: {
  readonly summary: StreamSummary;
  readonly current: boolean;
}) {
  return (
    <a
      href={paths.stream(summary.stream)}
      aria-current={current ? 'page' : undefined}
      title={spelledOut(summary.stream)}
      data-row=""
    >
      <span className="name">
        <Name text={summary.stream} />
      </span>{' '}
      <span className="sum" title={counted(summary.eventCount, 'event')}>
        {grouped(summary.eventCount)}
      </span>{' '}
      <small>{summary.version < 0 ? 'no events' : `version ${summary.version}`}</small>{' '}
      <small>{summary.updatedMs === null ? null : <TimeStamp ms={summary.updatedMs} show="ago" />}</small>
    </a>
  );
});

/** Everything, in the order it was written. */
export function AllLink({
  head,
  updatedMs,
  current,
}: {
  readonly head: Position;
  readonly updatedMs: number | null;
  readonly current: boolean;
}) {
  return (
    <a href={paths.stream('$all')} aria-current={current ? 'page' : undefined} data-row="">
      <span className="name">$all</span>{' '}
      <span className="sum" title={counted(head, 'event')}>
        {grouped(head)}
      </span>{' '}
      <small>{head === 0 ? 'no events' : `position ${head - 1}`}</small>{' '}
      <small>{updatedMs === null ? null : <TimeStamp ms={updatedMs} show="ago" />}</small>
    </a>
  );
}
