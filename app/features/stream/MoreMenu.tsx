// What can be done with a stream as a whole, and where else its events are.
import { Ellipsis } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { StreamName } from '../../../lib/index.ts';
import { paths } from '../../router.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Name } from '../../ui/Name.tsx';
import { spelledOut } from '../../ui/unseen.ts';
import { ALL } from './all.ts';
import { DeleteDialog } from './DeleteDialog.tsx';
import type { FeedFacts } from './feed.ts';
import { ALL_STREAMS, categoryStreamOf, isSystemStream } from './system-streams.ts';
import { TombstoneDialog } from './TombstoneDialog.tsx';

export function MoreMenu({ stream, facts }: { readonly stream: StreamName; readonly facts: FeedFacts }) {
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState<'delete' | 'tombstone' | null>(null);
  const about = aboutStream(stream);

  function ask(what: 'delete' | 'tombstone'): void {
    popover.current?.hidePopover();
    opener.current?.focus(); // A dialog gives the focus back to where it was, and the menu is gone by then.
    setAsking(what);
  }

  return (
    <>
      <button
        className="btn btn-icon more-button"
        type="button"
        ref={opener}
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label="More"
        title="More"
      >
        <Icon icon={Ellipsis} />
      </button>
      <div
        className="more-popover"
        id={id}
        ref={popover}
        popover="auto"
        role="dialog"
        aria-label={`More about ${spelledOut(stream)}`}
        onToggle={({ newState }) => {
          setOpen(newState === 'open');
          if (newState === 'open') popover.current?.querySelector('a')?.focus();
        }}
      >
        <ul className="menu">
          <li>
            <a className="menu-item" href={paths.play(stream)}>
              Fold this stream <small>state as of each event</small>
            </a>
          </li>
          {about.hasMetadata ? (
            <li>
              <a className="menu-item" href={paths.metadata(stream)}>
                Metadata…
              </a>
            </li>
          ) : null}
          {about.systemStreams.map((each) => (
            <li key={each.stream}>
              <a className="menu-item" href={paths.stream(each.stream)}>
                {each.says}{' '}
                <small>
                  <Name text={each.stream} />
                </small>
              </a>
            </li>
          ))}
          {about.canBeDeleted ? (
            <>
              <li className="menu-rest">
                <button className="menu-item" type="button" onClick={() => ask('delete')}>
                  Delete stream…
                </button>
              </li>
              <li>
                <button className="menu-item danger" type="button" onClick={() => ask('tombstone')}>
                  Tombstone stream…
                </button>
              </li>
            </>
          ) : null}
        </ul>
      </div>
      {asking === 'delete' ? (
        <DeleteDialog stream={stream} facts={facts} onClose={() => setAsking(null)} />
      ) : null}
      {asking === 'tombstone' ? (
        <TombstoneDialog stream={stream} facts={facts} onClose={() => setAsking(null)} />
      ) : null}
    </>
  );
}

function aboutStream(stream: StreamName) {
  const category = categoryStreamOf(stream);
  const isMetadata = stream.startsWith('$$');
  return {
    hasMetadata: stream !== ALL && !isMetadata,
    canBeDeleted: stream !== ALL && !isMetadata && !isSystemStream(stream),
    systemStreams: [
      ...(category === undefined ? [] : [{ stream: category, says: 'Its category' }]),
      ...(stream === ALL_STREAMS ? [] : [{ stream: ALL_STREAMS, says: 'The first event of each stream' }]),
    ],
  };
}
