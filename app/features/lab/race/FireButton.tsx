// Both writers send, now.
import { Flag } from 'lucide-react';
import { useState } from 'react';
import { useAnnounce } from '../../../ui/Announcer.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import type { Racer } from './race.ts';
import { useOther } from './useRacer.ts';

export function FireButton(props: {
  readonly racer: Racer | null;
  readonly label: string;
  readonly primary?: boolean;
}) {
  const { racer, label, primary = false } = props;
  const other = useOther(racer);
  const announce = useAnnounce();
  const [firing, setFiring] = useState(false);
  const ready = racer !== null && other !== null && !firing;

  async function fire(): Promise<void> {
    if (!ready) return;
    setFiring(true);
    try {
      await racer.fire();
    } catch (error) {
      announce(error instanceof Error ? error.message : 'The other writer did not answer.');
    } finally {
      setFiring(false);
    }
  }

  return (
    <button
      className={primary ? 'btn btn-primary' : 'btn'}
      type="button"
      aria-disabled={!ready}
      onClick={() => void fire()}
    >
      <Icon icon={Flag} />
      {label}
    </button>
  );
}
