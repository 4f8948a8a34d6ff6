// The link between this page and the store, and the ways in which it can lose things.
import './link.css';
import { Cable, ChevronDown } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useLink } from '../../client/ClientProvider.tsx';
import { LINK_CHOICES, type LinkFault, link, linkSentence, linkWord } from '../../client/link.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
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
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        <LinkChoices close={() => popover.current?.hidePopover()} />
      </div>
    </>
  );
}

function LinkChoices({ close }: { readonly close: () => void }) {
  const name = useId();
  const { fault, nextOnly } = useLink();
  const announce = useAnnounce();
  // Kept while the link is normal, so that the box can be set before or after the fault.
  const [wantsNextOnly, setWantsNextOnly] = useState(nextOnly);

  // A link is off for a while rather than for one request; who wants that ticks the box.
  function choose(next: LinkFault, once: boolean): void {
    const state = { fault: next, nextOnly: once };
    link.set(state);
    announce(linkSentence(state));
  }

  function setOnce(once: boolean): void {
    setWantsNextOnly(once);
    if (fault !== 'normal') choose(fault, once);
  }

  function backToNormal(): void {
    choose('normal', true);
    close();
  }

  return (
    <div className="menu">
      <fieldset>
        <legend>Between this page and the store</legend>
        {LINK_CHOICES.map((choice) => (
          <label key={choice.fault}>
            <input
              type="radio"
              name={name}
              aria-label={choice.word}
              checked={fault === choice.fault}
              onChange={() => choose(choice.fault, wantsNextOnly && choice.fault !== 'offline')}
            />
            {choice.word}
            <small>{choice.says}</small>
          </label>
        ))}
      </fieldset>
      <div className="menu-foot">
        <label>
          <input
            type="checkbox"
            checked={fault === 'normal' ? wantsNextOnly : nextOnly}
            onChange={(event) => setOnce(event.target.checked)}
          />
          Next request only
        </label>
        <button className="btn" type="button" onClick={backToNormal}>
          Back to normal
        </button>
      </div>
    </div>
  );
}
