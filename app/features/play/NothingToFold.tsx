// A stream without an event that could be folded, and what to do about it.
import { Plus } from 'lucide-react';
import type { StreamName } from '../../../lib/index.ts';
import { paths } from '../../router.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Name } from '../../ui/Name.tsx';
import { ALL } from '../stream/all.ts';
import type { FeedFacts } from '../stream/feed.ts';
import { isSystemStream } from '../stream/system-streams.ts';

export function NothingToFold({ stream, facts }: { readonly stream: StreamName; readonly facts: FeedFacts }) {
  const canPost = facts.state !== 'tombstoned' && !isSystemStream(stream);
  return (
    <section className="pane pane-blank">
      <div className="blank">
        <h1>
          Nothing to fold in <Name text={stream} />
        </h1>
        <p>{why(facts)}</p>
        <div className="row">
          {canPost ? (
            <a className="btn btn-primary" href={stream === ALL ? paths.post() : paths.post(stream)}>
              <Icon icon={Plus} />
              {stream === ALL ? 'Post an event' : 'Post to this stream'}
            </a>
          ) : null}
          {facts.state === 'soft_deleted' ? (
            <a className="btn" href={paths.stream(stream)}>
              Open the stream
            </a>
          ) : null}
          <a className="btn" href={paths.play()}>
            Choose another stream
          </a>
        </div>
      </div>
    </section>
  );
}

function why({ state, last }: FeedFacts): string {
  switch (state) {
    case 'tombstoned':
      return 'This stream was permanently deleted, and its events with it.';
    case 'soft_deleted':
      return `This stream is deleted. The next event posted will be event ${last + 1}, and the fold begins there.`;
    case 'missing':
      return 'This stream does not exist yet. It appears when its first event is posted.';
    case 'live':
      return last < 0 ? 'No events yet.' : 'All events of this stream are truncated.';
  }
}
