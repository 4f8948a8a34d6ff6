// The ways in which the network between this page and the store can lose things, to choose from.
import { useId, useState } from 'react';
import { useNetwork } from '../../client/ClientProvider.tsx';
import { type NetworkFault, network } from '../../client/network.ts';
import { NETWORK_CHOICES, networkSentence } from '../../client/network-choices.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { useOnline } from '../../ui/useOnline.ts';

export function NetworkChoices({ close }: { readonly close: () => void }) {
  const name = useId();
  const { fault, nextOnly } = useNetwork();
  const announce = useAnnounce();
  const online = useOnline();
  // Kept while the network is normal, so that the box can be set before or after the fault.
  const [wantsNextOnly, setWantsNextOnly] = useState(nextOnly);

  // Off usually means for a while, so the box for a single request starts unticked.
  function choose(next: NetworkFault, once: boolean): void {
    const state = { fault: next, nextOnly: once };
    network.set(state);
    announce(networkSentence(state));
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
        {online ? null : <p>This device is offline. The store is on it, so requests still arrive.</p>}
        {NETWORK_CHOICES.map((choice) => (
          <label key={choice.fault}>
            <input
              type="radio"
              name={name}
              aria-label={choice.name}
              checked={fault === choice.fault}
              onChange={() => choose(choice.fault, wantsNextOnly && choice.fault !== 'offline')}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault(); // It would press the button that gets the focus back.
                close();
              }}
            />
            {choice.name}
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
