// What the link between this page and the store does, and the way to change it.
import './link.css';
import { Cable, ChevronDown } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useLink } from '../../client/ClientProvider.tsx';
import { type LinkFault, linkWord } from '../../client/link.ts';
import { LinkChoices } from '../../late.tsx';
import { focusWhenThere } from '../../ui/focus.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { Tone } from '../../ui/Outcome.tsx';

const TONES: Readonly<Partial<Record<LinkFault, Tone>>> = {
  lose_reply: 'unknown',
  lose_request: 'unknown',
  slow: 'unknown',
  offline: 'queued',
};

/** The button in the header that says what the link does, with the menu to change it. */
export function LinkMenu() {
  const id = useId();
  const state = useLink();
  const [open, setOpen] = useState(false);
  const popover = useRef<HTMLDivElement>(null);
  return (
    <>
      <button
        className="btn link-state"
        type="button"
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={open}
        data-state={TONES[state.fault]}
      >
        <Icon icon={Cable} />
        <span>
          Link: <b>{linkWord(state.fault)}</b>
        </span>
        <Icon icon={ChevronDown} />
      </button>
      <div
        className="link-popover"
        id={id}
        ref={popover}
        popover="auto"
        role="dialog"
        aria-label="Link"
        onToggle={({ newState }) => {
          setOpen(newState === 'open');
          // The choices may still be on their way.
          if (newState === 'open')
            focusWhenThere(() => popover.current?.querySelector<HTMLElement>('input:checked') ?? null);
        }}
      >
        <LinkChoices close={() => popover.current?.hidePopover()} />
      </div>
    </>
  );
}
