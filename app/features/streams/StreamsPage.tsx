// All streams: the first screen, and on small screens the only list of them.
import { lazy, Suspense } from 'react';
import type { StreamName, StreamSummary } from '../../../lib/index.ts';
import { SystemStreams } from '../../late.tsx';
import { paths } from '../../router.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Name } from '../../ui/Name.tsx';
import { TimeStamp } from '../../ui/TimeStamp.tsx';
import { spelledOut } from '../../ui/unseen.ts';
import { useNarrow } from '../../ui/useNarrow.ts';
import { counted, grouped } from '../../ui/words.ts';
import { StreamFilter, StreamOrderSelect } from './StreamFilter.tsx';
import { AllLink, StreamLink } from './StreamLink.tsx';
import { useStreamFilter } from './useStreamFilter.ts';
import { useStreamOrder } from './useStreamOrder.ts';
import { type Streams, useStreams } from './useStreams.ts';

/** Seen once in the life of a store. */
const EmptyStore = lazy(async () => ({ default: (await import('./EmptyStore.tsx')).EmptyStore }));

export function StreamsPage() {
  const live = useStreams();
  switch (live.status) {
    case 'loading':
      return (
        <section className="pane">
          <Loading what="the streams" />
        </section>
      );
    case 'failed':
      return (
        <section className="pane">
          <Failure title="The streams could not be read" error={live.error} />
        </section>
      );
    case 'ready':
      return live.value.streams.length === 0 && live.value.isComplete ? (
        <Suspense fallback={<section className="pane" />}>
          <EmptyStore />
        </Suspense>
      ) : (
        <AllStreams {...live.value} />
      );
  }
}

function AllStreams({ streams, head, updatedMs, isComplete }: Streams) {
  const List = useNarrow() ? NarrowList : StreamTable;
  const [order, setOrder] = useStreamOrder();
  const filter = useStreamFilter(streams, order);
  return (
    <section className="pane" aria-labelledby="streams-title">
      <header className="page-head">
        <h1 id="streams-title">Streams</h1>
        <p>
          {counted(streams.length, 'stream')}
          {isComplete ? null : ' so far'} · {counted(head, 'event')}
        </p>
      </header>
      <div className="streams-tools">
        <StreamFilter text={filter.text} best={filter.shown[0]} onText={filter.setText} />
        <StreamOrderSelect order={order} onOrder={setOrder} />
      </div>
      <List shown={filter.shown} head={head} updatedMs={updatedMs} />
      {filter.hidden === 0 ? null : (
        <button className="btn" type="button" onClick={filter.showMore}>
          Show more ({grouped(filter.hidden)})
        </button>
      )}
      {filter.total === 0 && isComplete ? (
        <p className="muted">
          No stream has “<Name text={filter.text.trim()} />” in its name.
        </p>
      ) : null}
      <SystemStreams streams={streams} />
    </section>
  );
}

interface Listed extends Pick<Streams, 'head' | 'updatedMs'> {
  readonly shown: readonly StreamSummary[];
}

function NarrowList({ shown, head, updatedMs }: Listed) {
  return (
    <ul className="stream-list stream-list-page">
      <li className="pinned">
        <AllLink head={head} updatedMs={updatedMs} current={false} />
      </li>
      {shown.map((summary) => (
        <li key={summary.stream}>
          <StreamLink summary={summary} current={false} />
        </li>
      ))}
    </ul>
  );
}

function StreamTable({ shown, head, updatedMs }: Listed) {
  return (
    <table className="table streams-table" aria-label="Streams">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col" className="num">
            Events
          </th>
          <th scope="col" className="num">
            Version
          </th>
          <th scope="col" className="time">
            Updated
          </th>
        </tr>
      </thead>
      <tbody>
        <Row name="$all" events={head} version={null} updatedMs={updatedMs} />
        {shown.map((summary) => (
          <Row
            key={summary.stream}
            name={summary.stream}
            events={summary.eventCount}
            version={summary.version}
            updatedMs={summary.updatedMs}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row(props: {
  readonly name: StreamName;
  readonly events: number;
  readonly version: number | null;
  readonly updatedMs: number | null;
}) {
  return (
    <tr>
      <td className="name" title={spelledOut(props.name)}>
        <a href={paths.stream(props.name)} data-row="">
          <Name text={props.name} />
        </a>
      </td>
      <td className="num">{grouped(props.events)}</td>
      <td className="num muted">{props.version ?? '–'}</td>
      <td className="time">
        {props.updatedMs === null ? '–' : <TimeStamp ms={props.updatedMs} show="ago" />}
      </td>
    </tr>
  );
}
