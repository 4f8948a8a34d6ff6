// The events of a page, one a row; the whole row opens the event, the arrow shows its data in place.
import { ChevronDown, ChevronRight } from 'lucide-react';
import { Fragment, memo, type ReactNode } from 'react';
import type { EventNumber, RecordedEvent, StreamName } from '../../../lib/index.ts';
import { paths } from '../../router.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Guard } from '../../ui/Guard.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Name, OneLine } from '../../ui/Name.tsx';
import { useNow } from '../../ui/now.ts';
import { TimeStamp } from '../../ui/TimeStamp.tsx';
import { isSameDay } from '../../ui/time.ts';
import { spelledOut } from '../../ui/unseen.ts';
import { zone } from '../../zone.ts';
import { preview } from '../event/payload.ts';
import { ALL } from './all.ts';
import type { FeedRow } from './feed.ts';
import { RowData } from './RowData.tsx';
import { targetOf } from './system-streams.ts';
import type { Expanded } from './useExpanded.ts';
import { rowLinkId } from './useRowFocus.ts';

export function EventTable({
  stream,
  rows,
  selected,
  expanded,
  label = `Events in ${stream}`,
  withStream = stream === ALL,
  previewOf = lineOf,
}: {
  readonly stream: StreamName;
  readonly rows: readonly FeedRow[];
  readonly selected: EventNumber | null;
  readonly expanded: Expanded;
  readonly label?: string;
  /** Says of each event in which stream it is. Default: only in `$all`. */
  readonly withStream?: boolean;
  /** One line of the data. */
  readonly previewOf?: (event: RecordedEvent) => ReactNode;
}) {
  return (
    // Roles are explicit: on small screens the rows are laid out as a grid, which would take them away.
    // biome-ignore-start lint/a11y/noRedundantRoles: see above.
    <table
      className={withStream ? 'table feed feed-all' : 'table feed'}
      role="table"
      aria-label={spelledOut(label)}
    >
      <colgroup>
        <col className="col-open" />
        <col className="col-no" />
        {withStream ? <col className="col-stream" /> : null}
        <col className="col-type" />
        <col />
        <TimeColumn rows={rows} />
      </colgroup>
      <thead role="rowgroup">
        <tr role="row">
          <Head>
            <span className="visually-hidden">Expand</span>
          </Head>
          <Head className="num">{stream === ALL ? 'Pos.' : 'No.'}</Head>
          {withStream ? <Head>Stream</Head> : null}
          <Head>Type</Head>
          <Head>Data</Head>
          <Head className="time">{zone.use() === 'utc' ? 'Written (UTC)' : 'Written'}</Head>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Guard
            key={row.number}
            fallback={(error) => (
              <tr role="row">
                <td role="cell" colSpan={withStream ? 6 : 5}>
                  <Failure title="This event could not be shown" error={error} />
                </td>
              </tr>
            )}
          >
            <EventRow
              stream={stream}
              withStream={withStream}
              previewOf={previewOf}
              row={row}
              current={row.number === selected}
              open={expanded.has(row.number)}
              onToggle={expanded.toggle}
            />
          </Guard>
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above.
  );
}

/** Times of another day than today are longer: they say the day. */
function TimeColumn({ rows }: { readonly rows: readonly FeedRow[] }) {
  const nowMs = useNow();
  const chosen = zone.use();
  const hasDays = rows.some(({ event }) => !isSameDay(event.createdMs, nowMs, chosen));
  return <col className={hasDays ? 'col-day-time' : 'col-time'} />;
}

/** Of a link where it leads, else its data. */
function lineOf(event: RecordedEvent): ReactNode {
  const target = targetOf(event);
  if (target === undefined) return <OneLine text={preview(event.rawData)} />;
  return (
    <>
      {target.eventNumber}@<Name text={target.stream} />
    </>
  );
}

function Head({ className, children }: { readonly className?: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see above.
    <th role="columnheader" scope="col" className={className}>
      {children}
    </th>
  );
}

interface EventRowProps {
  readonly stream: StreamName;
  readonly withStream: boolean;
  readonly previewOf: (event: RecordedEvent) => ReactNode;
  readonly row: FeedRow;
  readonly current: boolean;
  readonly open: boolean;
  readonly onToggle: (number: EventNumber) => void;
}

// A page has up to 500 rows: only those that change are drawn again.
const EventRow = memo(function EventRow({
  stream,
  withStream,
  previewOf,
  row: { number, event },
  current,
  open,
  onToggle,
}: EventRowProps) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: see above.
    <Fragment>
      <tr className={`event${current ? ' is-current' : ''}${open ? ' is-open' : ''}`} role="row">
        <td className="open" role="cell">
          <button
            className="btn btn-quiet btn-small btn-icon expander"
            type="button"
            aria-expanded={open}
            aria-label={`Show data of event ${number}`}
            onClick={() => onToggle(number)}
          >
            <Icon icon={open ? ChevronDown : ChevronRight} />
          </button>
        </td>
        <td className="num" role="cell">
          <a
            id={rowLinkId(number)}
            href={paths.event(stream, number)}
            aria-current={current ? 'true' : undefined}
            aria-label={`Event ${number}`}
            data-row=""
          >
            {number}
          </a>
        </td>
        {withStream ? (
          <td className="of-stream" role="cell" title={spelledOut(event.stream)}>
            <Name text={event.stream} />
          </td>
        ) : null}
        <td className="type" role="cell" title={spelledOut(event.type)}>
          <Name text={event.type} />
        </td>
        <td className="preview" role="cell">
          {previewOf(event)}
        </td>
        <td className="time" role="cell">
          <TimeStamp ms={event.createdMs} />
        </td>
      </tr>
      {open ? (
        <tr className="opened" role="row">
          <td role="cell" colSpan={withStream ? 6 : 5}>
            <RowData key={event.id} number={number} payload={event.rawData} />
          </td>
        </tr>
      ) : null}
    </Fragment>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above.
  );
}, isSameRow);

/** Each read of a page makes new rows of the same events, which never change. A link has the id and the position of its target. */
function isSameRow({ row: before, ...last }: EventRowProps, { row, ...next }: EventRowProps): boolean {
  return (
    before.number === row.number &&
    before.event.id === row.event.id &&
    before.event.stream === row.event.stream &&
    before.event.position === row.event.position &&
    (Object.keys(next) as (keyof typeof next)[]).every((key) => last[key] === next[key])
  );
}
