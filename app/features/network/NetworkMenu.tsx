// What the network between this page and the store does, and the way to change it.
import './network.css';
import { Cable, ChevronDown } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useNetwork } from '../../client/ClientProvider.tsx';
import { type NetworkFault, networkWord } from '../../client/network.ts';
import { NetworkChoices } from '../../late.tsx';
import { focusWhenThere } from '../../ui/focus.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { Tone } from '../../ui/Outcome.tsx';

const TONES: Readonly<Partial<Record<NetworkFault, Tone>>> = {
  lose_reply: 'unknown',
  lose_request: 'unknown',
  slow: 'unknown',
  offline: 'queued',
};

/** The button in the header that says what the network does, with the menu to change it. */
export function NetworkMenu() {
  const id = useId();
  const state = useNetwork();
  const [open, setOpen] = useState(false);
  const popover = useRef<HTMLDivElement>(null);
  return (
    <>
      <button
        className="btn network-state"
        type="button"
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={open}
        data-state={TONES[state.fault]}
      >
        <Icon icon={Cable} />
        <span>
          Network: <b>{networkWord(state.fault)}</b>
        </span>
        <Icon icon={ChevronDown} />
      </button>
      <div
        className="network-popover"
        id={id}
        ref={popover}
        popover="auto"
        role="dialog"
        aria-label="Network"
        onToggle={({ newState }) => {
          setOpen(newState === 'open');
          // The choices may still be on their way.
          if (newState === 'open')
            focusWhenThere(() => popover.current?.querySelector<HTMLElement>('input:checked') ?? null);
        }}
      >
        <NetworkChoices close={() => popover.current?.hidePopover()} />
      </div>
    </>
  );
}
