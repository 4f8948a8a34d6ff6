// A stream that cannot be read: nothing was ever written to it, or it was deleted.
import { Plus } from 'lucide-react';
import type { StreamName } from '../../../lib/index.ts';
import { paths } from '../../router.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { FeedFacts } from './feed.ts';

export function MissingStream({ stream, facts }: { readonly stream: StreamName; readonly facts: FeedFacts }) {
  return (
    <section className="pane pane-blank" aria-labelledby="stream-title">
      <div className="blank">
        <h1 id="stream-title">{stream}</h1>
        <p>{why(facts)}</p>
        <div className="row">
          {facts.state === 'tombstoned' ? null : (
            <a className="btn btn-primary" href={paths.post(stream)}>
              <Icon icon={Plus} />
              Post to this stream
            </a>
          )}
          <a className="btn" href={paths.streams()}>
            All streams
          </a>
        </div>
      </div>
    </section>
  );
}

function why(facts: FeedFacts): string {
  switch (facts.state) {
    case 'tombstoned':
      return 'This stream was permanently deleted. Its name can never be used again.';
    case 'soft_deleted':
      return `This stream is deleted. Its last event was ${facts.last}; the next one posted will be event ${facts.last + 1}, and the stream is there again.`;
    default:
      return 'This stream does not exist yet. It appears when its first event is posted.';
  }
}
