// Solves a partial duplicate: only the events that are not in the stream, expected where it is now.
import { useState } from 'react';
import type { EventNumber, EventStore } from '../../../lib/index.ts';
import type { History } from '../../client/history.ts';
import { shortId } from '../../client/request.ts';
import { eventCount } from '../../client/words.ts';
import { useStore } from '../../store.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { eventsOf, onlyMissing } from './carry-on.ts';
import { EventRows } from './EventRows.tsx';
import { useCarryOn } from './useCarryOn.ts';

/** How the stream was when the dialog was opened. */
interface Found {
  readonly version: EventNumber;
  readonly places: ReadonlyMap<string, EventNumber>;
}

export function SendMissingButton(props: {
  readonly history: History;
  readonly className: string;
  readonly label: string;
  /** Called with the id of the new request. */
  readonly onSent?: (requestId: string) => void;
}) {
  const { history, className, label, onSent } = props;
  const store = useStore();
  const [found, setFound] = useState<Found | null>(null);
  return (
    <>
      <button
        className={className}
        type="button"
        aria-haspopup="dialog"
        onClick={() => void readFound(store, history).then(setFound)}
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
  readonly found: Found;
  readonly onClose: () => void;
  readonly onSent: ((requestId: string) => void) | undefined;
}) {
  const { history, found, onClose, onSent } = props;
  const { version, places } = found;
  const carryOn = useCarryOn();
  const post = onlyMissing(history, places, version);
  const all = eventsOf(history).length;
  const missing = post.events.length;

  async function sendMissing(): Promise<void> {
    onClose();
    const id = await carryOn(history, post);
    if (id !== null) onSent?.(id);
  }

  return (
    <Dialog
      title="Send only the missing events"
      about={
        missing === 0
          ? 'All events of this request are in the stream by now. There is nothing to send.'
          : `${all - missing} of ${eventCount(all)} ${all - missing === 1 ? 'is' : 'are'} in the stream. Check that the rest still makes sense at the end of it.`
      }
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
              {missing === 1 ? 'It keeps its id' : 'They keep their ids'} and will be sent as a new request
              expecting {version}, which is where the stream is now. It is based on {shortId(history.request)}
              , which stays as it is.
            </small>
          </p>
        </div>
      )}
    </Dialog>
  );
}

async function readFound(store: EventStore, history: History): Promise<Found> {
  const { stream } = history.request;
  const ids = eventsOf(history).flatMap(({ id }) => id ?? []);
  const [{ version }, places] = await Promise.all([
    store.describeStream(stream),
    store.findEventIds(stream, ids),
  ]);
  return { version, places };
}
