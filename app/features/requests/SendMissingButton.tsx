// Sends of a request only what is not in the stream, expected where it is now.
import { useState } from 'react';
import type { History } from '../../client/history.ts';
import { shortId } from '../../client/request.ts';
import { useStore } from '../../store.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { idsWords, type Remaining, readRemaining, thereWords } from './carry-on.ts';
import { EventRows } from './EventRows.tsx';
import { useCarryOn } from './useCarryOn.ts';

export function SendMissingButton(props: {
  readonly history: History;
  readonly className: string;
  readonly label: string;
  /** Called with the id of the new request. */
  readonly onSent?: (requestId: string) => void;
}) {
  const { history, className, label, onSent } = props;
  const store = useStore();
  const [found, setFound] = useState<Remaining | null>(null);
  return (
    <>
      <button
        className={className}
        type="button"
        aria-haspopup="dialog"
        onClick={() => void readRemaining(store, history, -1).then(setFound)}
      >
        {label}
      </button>
      {found === null ? null : (
        <MissingDialog history={history} found={found} onClose={() => setFound(null)} onSent={onSent} />
      )}
    </>
  );
}

function MissingDialog(props: {
  readonly history: History;
  readonly found: Remaining;
  readonly onClose: () => void;
  readonly onSent: ((requestId: string) => void) | undefined;
}) {
  const { history, found, onClose, onSent } = props;
  const { post, version } = found;
  const { carryOn } = useCarryOn();
  const missing = post.events.length;

  async function sendMissing(): Promise<void> {
    onClose();
    const id = await carryOn(history, post);
    if (id !== null) onSent?.(id);
  }

  return (
    <Dialog
      title="Send only the missing events"
      about={`${thereWords(found)}${missing === 0 ? '' : ' Check that the rest still makes sense at the end of it.'}`}
      onClose={onClose}
      actions={
        <>
          <button className="btn" type="button" onClick={onClose}>
            {missing === 0 ? 'Close' : 'Cancel'}
          </button>
          {missing === 0 ? null : (
            <button className="btn btn-primary" type="button" onClick={() => void sendMissing()}>
              Send
            </button>
          )}
        </>
      }
    >
      {missing === 0 ? null : (
        <div className="stack solve">
          <EventRows label="Missing events" stored={[]} yours={post.events} from={version + 1} />
          <p className="muted">
            <small>
              {missing === 1 ? 'It' : 'They'} {idsWords(found)} and will be sent as a new request expecting{' '}
              {version}, which is where the stream is now. It is based on {shortId(history.request)}, which
              stays as it is.
            </small>
          </p>
        </div>
      )}
    </Dialog>
  );
}
