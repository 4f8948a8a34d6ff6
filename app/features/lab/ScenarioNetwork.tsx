// The network of a scenario: it meets the scenario's own attempts, and leaves the one in the header as it is.
import { Cable } from 'lucide-react';
import { type NetworkFault, networkWord } from '../../client/network.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { Tone } from '../../ui/Outcome.tsx';
import type { Step } from './scenario.ts';

const TONES: Readonly<Partial<Record<NetworkFault, Tone>>> = {
  lose_reply: 'unknown',
  lose_request: 'unknown',
  slow: 'unknown',
  offline: 'queued',
};

export function ScenarioNetwork({ step }: { readonly step: Step | undefined }) {
  const fault = step?.fault ?? 'normal';
  return (
    <span
      className={fault === 'normal' ? 'tag push' : 'chip push'}
      data-state={TONES[fault]}
      title="Only for this scenario. The network in the header stays as it is."
    >
      <Icon icon={Cable} />
      Network in this demo: {networkWord(fault)}
    </span>
  );
}
