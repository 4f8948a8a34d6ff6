// Opens the first event that was written at or after a moment.
import { Clock } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { StreamName } from '../../../lib/index.ts';
import { navigate, paths } from '../../router.ts';
import { useStore } from '../../store.tsx';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { TimeStamp } from '../../ui/TimeStamp.tsx';
import { fieldText, fieldTime } from '../../ui/time-field.ts';
import { zone } from '../../zone.ts';
import type { FeedFacts, FeedPage } from './feed.ts';
import { type Found, findByTime } from './find-by-time.ts';
import './go-to-time.css';

export function GoToTime({ stream, page }: { readonly stream: StreamName; readonly page: FeedPage }) {
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        className="btn btn-icon goto-time"
        type="button"
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label="Go to a time"
        title="Go to a time"
      >
        <Icon icon={Clock} />
      </button>
      <div
        className="time-popover"
        id={id}
        ref={popover}
        popover="auto"
        role="dialog"
        aria-label="Go to a time"
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {open ? (
          <TimeForm
            stream={stream}
            facts={page.facts}
            startMs={page.rows[0]?.event.createdMs ?? page.facts.updatedMs ?? Date.now()}
            close={() => popover.current?.hidePopover()}
          />
        ) : null}
      </div>
    </>
  );
}

function TimeForm(props: {
  readonly stream: StreamName;
  readonly facts: FeedFacts;
  /** The field begins with this time. */
  readonly startMs: number;
  readonly close: () => void;
}) {
  const { stream, facts, startMs, close } = props;
  const store = useStore();
  const announce = useAnnounce();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const chosen = zone.use();
  const [text, setText] = useState(fieldText(startMs, chosen));
  const [answer, setAnswer] = useState<ReactNode>(null);
  useEffect(() => field.current?.focus(), []);

  async function go(event: FormEvent): Promise<void> {
    event.preventDefault();
    const ms = fieldTime(text, chosen);
    if (ms === null) return say('Give a day and a time.');
    try {
      const found = await findByTime(store, stream, ms, facts);
      if (found.kind !== 'found')
        return say(outsideWords(found), <Outside stream={stream} found={found} close={close} />);
      close();
      navigate(paths.event(stream, found.moment.number));
    } catch (error) {
      setAnswer(<Failure title="The event could not be found" error={error} />);
    }
  }

  function say(words: string, shown: ReactNode = words): void {
    announce(words);
    setAnswer(<p className="hint">{shown}</p>);
  }

  return (
    <form className="time-form" noValidate onSubmit={(event) => void go(event)}>
      <div className="field">
        <label htmlFor={id}>First event at or after{chosen === 'utc' ? ' (UTC)' : ''}</label>
        <div className="row">
          <input
            className="input"
            type="datetime-local"
            step="1"
            id={id}
            ref={field}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <button className="btn btn-primary" type="submit">
            Go
          </button>
        </div>
        {answer}
      </div>
    </form>
  );
}

type OutsideTime = Exclude<Found, { readonly kind: 'found' }>;

function outsideWords({ kind }: OutsideTime): string {
  switch (kind) {
    case 'all_earlier':
      return 'All events are earlier.';
    case 'all_later':
      return 'All events are later.';
    case 'none':
      return 'No event of this stream can be read.';
  }
}

/** Says it, and offers the event that is nearest. */
function Outside({
  stream,
  found,
  close,
}: {
  readonly stream: StreamName;
  readonly found: OutsideTime;
  readonly close: () => void;
}) {
  if (found.kind === 'none') return outsideWords(found);
  const { number, ms } = found.nearest;
  return (
    <>
      {outsideWords(found)} {found.kind === 'all_later' ? 'The first' : 'The last'} is{' '}
      <a href={paths.event(stream, number)} onClick={close}>
        event {number}
      </a>
      , <TimeStamp ms={ms} />.
    </>
  );
}
