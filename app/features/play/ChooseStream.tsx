// Which stream to fold.

import type { StreamName } from '../../../lib/index.ts';
import { navigate, paths } from '../../router.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Name } from '../../ui/Name.tsx';
import { TimeStamp } from '../../ui/TimeStamp.tsx';
import { grouped } from '../../ui/words.ts';
import { ALL } from '../stream/all.ts';
import { StreamFilter, StreamOrderSelect } from '../streams/StreamFilter.tsx';
import { useStreamFilter } from '../streams/useStreamFilter.ts';
import { useStreamOrder } from '../streams/useStreamOrder.ts';
import { type Streams, useStreams } from '../streams/useStreams.ts';

export function ChooseStream() {
  const live = useStreams();
  return (
    <section className="pane" aria-labelledby="play-title">
      <header className="page-head">
        <h1 id="play-title">State</h1>
        <p>
          Choose a stream. A few lines of JavaScript fold its events into a state, to be looked at as of any
          event.
        </p>
      </header>
      {live.status === 'loading' ? (
        <Loading what="the streams" />
      ) : live.status === 'failed' ? (
        <Failure title="The streams could not be read" error={live.error} />
      ) : live.value.head === 0 ? (
        <p className="row">
          There is no event in this store yet. <a href={paths.streams()}>Post one, or load the sample data</a>
        </p>
      ) : (
        <Choice {...live.value} />
      )}
    </section>
  );
}

function Choice({ streams, head, updatedMs, isComplete }: Streams) {
  const [order, setOrder] = useStreamOrder();
  const filter = useStreamFilter(streams, order);
  return (
    <>
      <div className="streams-tools">
        <StreamFilter
          text={filter.text}
          best={filter.shown[0]}
          onText={filter.setText}
          onChoose={(stream) => navigate(paths.play(stream))}
        />
        <StreamOrderSelect order={order} onOrder={setOrder} />
      </div>
      <table className="table rows streams-table" aria-label="Streams to fold">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col" className="num">
              Events
            </th>
            <th scope="col" className="time">
              Updated
            </th>
          </tr>
        </thead>
        <tbody>
          <Row stream={ALL} eventCount={head} updatedMs={updatedMs} />
          {filter.shown.map((summary) => (
            <Row key={summary.stream} {...summary} />
          ))}
        </tbody>
      </table>
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
    </>
  );
}

function Row(props: {
  readonly stream: StreamName;
  readonly eventCount: number;
  readonly updatedMs: number | null;
}) {
  const { stream, eventCount, updatedMs } = props;
  return (
    <tr>
      <td className="name">
        <a href={paths.play(stream)}>
          <Name text={stream} />
        </a>
      </td>
      <td className="num">{grouped(eventCount)}</td>
      <td className="time">{updatedMs === null ? '–' : <TimeStamp ms={updatedMs} show="ago" />}</td>
    </tr>
  );
}
