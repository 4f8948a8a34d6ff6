// The fold playground: a state folded from the events of a stream, as of any of them.
import { ChevronLeft } from 'lucide-react';
import { useCallback } from 'react';
import type { StreamName } from '../../../lib/index.ts';
import { paths } from '../../router.ts';
import { useCommits, useStore } from '../../store.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { counted } from '../../ui/words.ts';
import { useLive } from '../../useLive.ts';
import { ALL } from '../stream/all.ts';
import { type FeedFacts, feedOf, watchedBy } from '../stream/feed.ts';
import { ChooseStream } from './ChooseStream.tsx';
import { NothingToFold } from './NothingToFold.tsx';
import { Playground } from './Playground.tsx';
import './play.css';
import { Name } from '../../ui/Name.tsx';

interface Address {
  readonly at: number | 'head';
  /** A fold that came with the address; null = none did. */
  readonly fold: string | null;
}

export function PlayPage({ stream, ...address }: Address & { readonly stream: StreamName | null }) {
  return stream === null ? <ChooseStream /> : <PlayStream key={stream} stream={stream} {...address} />;
}

function PlayStream({ stream, at, fold }: Address & { readonly stream: StreamName }) {
  const store = useStore();
  const read = useCallback(() => feedOf(store, stream).facts(), [store, stream]);
  const live = useLive(read, useCommits(watchedBy(stream)));
  if (live.status === 'loading') {
    return (
      <section className="pane">
        <Loading what={stream} rows={12} />
      </section>
    );
  }
  if (live.status === 'failed') {
    return (
      <section className="pane">
        <h1>
          State of <Name text={stream} />
        </h1>
        <Failure title="This stream could not be read" error={live.error} />
      </section>
    );
  }
  const facts = live.value;
  if (facts.state !== 'live' || facts.eventCount === 0)
    return <NothingToFold stream={stream} facts={facts} />;
  return (
    <Playground
      stream={stream}
      facts={facts}
      at={at}
      linked={fold}
      head={<Head stream={stream} facts={facts} />}
    />
  );
}

function Head({ stream, facts }: { readonly stream: StreamName; readonly facts: FeedFacts }) {
  return (
    <header className="page-head">
      <h1>
        State of <Name text={stream} />
      </h1>
      <p>
        {counted(facts.eventCount, 'event')} · {stream === ALL ? 'position' : 'version'} {facts.last}
        {facts.first === 0
          ? null
          : ` · begins at event ${facts.first}: those before it can no longer be read`}
      </p>
      <div className="acts wide-only">
        <a className="btn" href={paths.stream(stream)}>
          <Icon icon={ChevronLeft} />
          Back to the feed
        </a>
      </div>
    </header>
  );
}
