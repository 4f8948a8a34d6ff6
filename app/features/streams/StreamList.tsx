// The streams in the side bar.
import type { StreamName } from '../../../lib/index.ts';
import { MoreOnScroll } from '../../late.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Name } from '../../ui/Name.tsx';
import { grouped } from '../../ui/words.ts';
import { StreamFilter, StreamOrderSelect } from './StreamFilter.tsx';
import { AllLink, StreamLink } from './StreamLink.tsx';
import { useStreamFilter } from './useStreamFilter.ts';
import { useStreamOrder } from './useStreamOrder.ts';
import { type Streams, useStreams } from './useStreams.ts';

/** `besideAll`: the page shows all streams itself, so they are not listed a second time. */
export function StreamList({
  current,
  besideAll,
}: {
  readonly current: StreamName | null;
  readonly besideAll: boolean;
}) {
  const live = useStreams();
  switch (live.status) {
    case 'loading':
      return (
        <div className="side-section">
          <Loading what="the streams" />
        </div>
      );
    case 'failed':
      return (
        <div className="side-section">
          <Failure title="The streams could not be read" error={live.error} />
        </div>
      );
    case 'ready':
      return besideAll && live.value.streams.length > 0 ? null : <List {...live.value} current={current} />;
  }
}

function List({
  streams,
  head,
  updatedMs,
  isComplete,
  current,
}: Streams & { readonly current: StreamName | null }) {
  const [order, setOrder] = useStreamOrder();
  const filter = useStreamFilter(streams, order);
  return (
    <section className="side-section" aria-labelledby="side-streams">
      <div className="side-head">
        <h2 id="side-streams">
          Streams {streams.length === 0 ? null : <StreamCount streams={streams} isComplete={isComplete} />}
        </h2>
        {streams.length < 2 ? null : <StreamOrderSelect order={order} onOrder={setOrder} />}
      </div>
      <StreamFilter text={filter.text} best={filter.shown[0]} onText={filter.setText} />
      {head === 0 ? (
        <p className="side-note">No streams yet. A stream appears when its first event is posted.</p>
      ) : (
        <ul className="stream-list">
          <li className="pinned">
            <AllLink head={head} updatedMs={updatedMs} current={current === '$all'} />
          </li>
          {filter.shown.map((summary) => (
            <li key={summary.stream}>
              <StreamLink summary={summary} current={summary.stream === current} />
            </li>
          ))}
          {filter.hidden === 0 ? null : <MoreOnScroll hidden={filter.hidden} onMore={filter.showMore} />}
          {filter.total === 0 && filter.text !== '' && isComplete ? (
            <li className="side-note">
              No stream has “<Name text={filter.text.trim()} />” in its name.
            </li>
          ) : null}
        </ul>
      )}
    </section>
  );
}

function StreamCount({ streams, isComplete }: Pick<Streams, 'streams' | 'isComplete'>) {
  return (
    <span className="faint" title={isComplete ? undefined : 'More are being read'}>
      {grouped(streams.length)}
      {isComplete ? null : '…'}
    </span>
  );
}
