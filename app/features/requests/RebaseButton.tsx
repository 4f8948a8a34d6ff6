// Solves a conflict: the same events, expected where the stream is now.
import { useState } from 'react';
import type { EventNumber, EventStore, RecordedEvent } from '../../../lib/index.ts';
import { type History, latestOutcome } from '../../client/history.ts';
import { shortId } from '../../client/request.ts';
import { eventCount } from '../../client/words.ts';
import { paths } from '../../router.ts';
import { useStore } from '../../store.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { idsWords, type Remaining, readRemaining, thereWords } from './carry-on.ts';
import { EventRows } from './EventRows.tsx';
import { useCarryOn } from './useCarryOn.ts';

/** Most newer events listed; a stream may have gone on by thousands. */
const MAX_NEWER = 20;

/** How the stream was when the dialog was opened: what a person agrees to must not change under the pointer. */
interface Newer {
  /** What the request expected, as a number; -1 when it expected no events. */
  readonly since: EventNumber;
  readonly events: readonly RecordedEvent[];
  /** The events were not in the stream when the request was refused, but another request may have written them since. */
  readonly left: Remaining;
}

/** Only for a conflict with a stream that has gone on. */
export function RebaseButton(props: {
  readonly history: History;
  readonly className: string;
  /** Called with the id of the new request. */
  readonly onSent?: (requestId: string) => void;
}) {
  const { history, className, onSent } = props;
  const store = useStore();
  const [newer, setNewer] = useState<Newer | null>(null);
  return (
    <>
      <button
        className={className}
        type="button"
        aria-haspopup="dialog"
        onClick={() => void readNewer(store, history).then(setNewer)}
      >
        Rebase…
      </button>
      {newer === null ? null : (
        <RebaseDialog history={history} newer={newer} onClose={() => setNewer(null)} onSent={onSent} />
      )}
    </>
  );
}

function RebaseDialog(props: {
  readonly history: History;
  readonly newer: Newer;
  readonly onClose: () => void;
  readonly onSent: ((requestId: string) => void) | undefined;
}) {
  const { history, newer, onClose, onSent } = props;
  const { request } = history;
  const { since, events, left } = newer;
  const { post, version } = left;
  const carryOn = useCarryOn();
  const yours = post.events;
  const isNothing = yours.length === 0;
  const asSent = left.there === 0 && left.renewed === 0;
  const more = version - since - events.length;

  async function sendRebased(): Promise<void> {
    onClose();
    const id = await carryOn(history, post);
    if (id !== null) onSent?.(id);
  }

  return (
    <Dialog
      title={`Rebase onto version ${version}`}
      about={[
        newerWords(since, version),
        ...(asSent ? [] : [thereWords(left)]),
        ...(isNothing
          ? []
          : [
              `Check that ${yours.length === 1 ? 'yours still makes' : 'yours still make'} sense after ${version - since === 1 ? 'it' : 'them'}.`,
            ]),
      ].join(' ')}
      onClose={onClose}
      actions={
        <>
          <button className="btn" type="button" onClick={onClose}>
            {isNothing ? 'Close' : 'Cancel'}
          </button>
          {isNothing ? null : (
            <button className="btn btn-primary" type="button" onClick={() => void sendRebased()}>
              Send at version {version}
            </button>
          )}
        </>
      }
    >
      <div className="stack solve">
        {more > 0 ? (
          <p className="muted">
            {more} {more === 1 ? 'event' : 'events'} before these, from{' '}
            <a href={paths.event(request.stream, since + 1)}>{since + 1}</a>
          </p>
        ) : null}
        <EventRows label="Newer events and yours" stored={events} yours={yours} from={version + 1} />
        {isNothing ? null : (
          <p className="muted">
            <small>
              Your {eventCount(yours.length)} {idsWords(left)} and will be sent as a new request expecting{' '}
              {version}. It is based on {shortId(request)}, which stays as it is.
            </small>
          </p>
        )}
      </div>
    </Dialog>
  );
}

function newerWords(since: EventNumber, version: EventNumber): string {
  const count = version - since;
  const then = since < 0 ? 'the stream had none' : `version ${since}`;
  return `${eventCount(count)} ${count === 1 ? 'was' : 'were'} written since ${then}.`;
}

/** The newest of what was written since, which is what a person decides about. */
async function readNewer(store: EventStore, history: History): Promise<Newer> {
  const { stream, expectedVersion } = history.request;
  const outcome = latestOutcome(history);
  const known = outcome.kind === 'conflict' ? outcome.currentVersion : -1;
  const left = await readRemaining(store, history, known);
  const { version } = left;
  const since = typeof expectedVersion === 'number' ? expectedVersion : -1;
  const from = Math.max(since + 1, version - MAX_NEWER + 1);
  const page = await store.readStreamPage(stream, { direction: 'forwards', from, maxCount: MAX_NEWER });
  const events = page.events
    .flatMap((resolved) => resolved.link ?? resolved.event ?? [])
    .filter((event) => event.eventNumber <= version);
  return { since, events, left };
}
