// A stream that cannot be read: nothing was ever written to it, or it was deleted.
import { Plus, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { StreamName } from '../../../lib/index.ts';
import { paths } from '../../router.ts';
import { useStore } from '../../store.tsx';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Name } from '../../ui/Name.tsx';
import { spelledOut } from '../../ui/unseen.ts';
import { canUndo, undoDelete } from './deletions.ts';
import type { FeedFacts } from './feed.ts';
import { isSystemStream } from './system-streams.ts';

export function MissingStream({ stream, facts }: { readonly stream: StreamName; readonly facts: FeedFacts }) {
  const store = useStore();
  const undoable = facts.state === 'soft_deleted' && canUndo(store, stream);
  return (
    <section className="pane pane-blank" aria-labelledby="stream-title">
      <div className="blank">
        <h1 id="stream-title">
          <Name text={stream} />
        </h1>
        <p>
          {facts.state === 'missing' ? null : <b>Deleted. </b>}
          {why(stream, facts)}
        </p>
        <div className="row">
          {undoable ? <Undo stream={stream} /> : null}
          {facts.state === 'tombstoned' || isSystemStream(stream) ? null : (
            <>
              <a className={undoable ? 'btn' : 'btn btn-primary'} href={paths.post(stream)}>
                <Icon icon={Plus} />
                Post to this stream
              </a>
              <a className="btn" href={paths.metadata(stream)}>
                Metadata…
              </a>
            </>
          )}
          <a className="btn" href={paths.streams()}>
            All streams
          </a>
        </div>
      </div>
    </section>
  );
}

function Undo({ stream }: { readonly stream: StreamName }) {
  const store = useStore();
  const announce = useAnnounce();
  const [undoing, setUndoing] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  async function undo(): Promise<void> {
    if (undoing) return;
    setUndoing(true);
    try {
      await undoDelete(store, stream);
      announce(`Undone. Stream ${spelledOut(stream)} is back with all its events.`);
    } catch (error) {
      setFailure(error);
      setUndoing(false);
    }
  }

  if (failure !== null) return <Failure title="The deletion was not undone" error={failure} />;
  return (
    <button className="btn btn-primary" type="button" aria-disabled={undoing} onClick={() => void undo()}>
      <Icon icon={Undo2} />
      Undo
    </button>
  );
}

function why(stream: StreamName, facts: FeedFacts): string {
  switch (facts.state) {
    case 'tombstoned':
      return 'This stream was permanently deleted. Its name can never be used again.';
    case 'soft_deleted':
      return `Its last event was ${facts.last}; the next one posted will be event ${facts.last + 1}, and the stream is there again.`;
    default:
      return isSystemStream(stream)
        ? 'The store keeps this stream by itself. It appears with the first event that belongs in it.'
        : 'This stream does not exist yet. It appears when its first event is posted.';
  }
}
