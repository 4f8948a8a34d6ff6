// The ways in which the link between this page and the store can lose things, to choose from.
import { useId, useState } from 'react';
import { useLink } from '../../client/ClientProvider.tsx';
import { type LinkFault, link, linkWord } from '../../client/link.ts';
import { LINK_CHOICES, linkSentence } from '../../client/link-choices.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';

export function LinkChoices({ close }: { readonly close: () => void }) {
  const name = useId();
  const { fault, nextOnly } = useLink();
  const announce = useAnnounce();
  // Kept while the link is normal, so that the box can be set before or after the fault.
  const [wantsNextOnly, setWantsNextOnly] = useState(nextOnly);

  // Off usually means for a while, so the box for a single request starts unticked.
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
              aria-label={linkWord(choice.fault)}
              checked={fault === choice.fault}
              onChange={() => choose(choice.fault, wantsNextOnly && choice.fault !== 'offline')}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault(); // It would press the button that gets the focus back.
                close();
              }}
            />
            {linkWord(choice.fault)}
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
