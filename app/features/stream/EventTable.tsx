// The events of a page, one a row; the whole row opens the event, the arrow shows its data in place.
import { ChevronRight } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import type { EventNumber, RecordedEvent, StreamName } from '../../../lib/index.ts';
import { paths } from '../../router.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Guard } from '../../ui/Guard.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Name, OneLine } from '../../ui/Name.tsx';
import { TimeStamp } from '../../ui/TimeStamp.tsx';
import { spelledOut } from '../../ui/unseen.ts';
import { zone } from '../../zone.ts';
import { PayloadView } from '../event/PayloadView.tsx';
import { preview } from '../event/payload.ts';
import { ALL } from './all.ts';
import type { FeedRow } from './feed.ts';
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
        <col className="col-time" />
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
              onToggle={() => expanded.toggle(row.number)}
            />
          </Guard>
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above.
  );
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

function EventRow({
  stream,
  withStream,
  previewOf,
  row: { number, event },
  current,
  open,
  onToggle,
}: {
  readonly stream: StreamName;
  readonly withStream: boolean;
  readonly previewOf: (event: RecordedEvent) => ReactNode;
  readonly row: FeedRow;
  readonly current: boolean;
  readonly open: boolean;
  readonly onToggle: () => void;
}) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: see above.
    <Fragment>
      <tr className="event" role="row">
        <td className="open" role="cell">
          <button
            className="btn btn-quiet btn-small btn-icon expander"
            type="button"
            aria-expanded={open}
            aria-label={`Show data of event ${number}`}
            onClick={onToggle}
          >
            <Icon icon={ChevronRight} />
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
        <tr className="more" role="row">
          <td role="cell" colSpan={withStream ? 6 : 5}>
            <PayloadView payload={event.rawData} label={`Data of event ${number}`} small />
          </td>
        </tr>
      ) : null}
    </Fragment>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above.
  );
}
