// The link of a scenario: it meets the scenario's own attempts, and leaves the one in the header as it is.
import { Cable } from 'lucide-react';
import { type LinkFault, linkWord } from '../../client/link.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { Tone } from '../../ui/Outcome.tsx';
import type { Step } from './scenario.ts';

const TONES: Readonly<Partial<Record<LinkFault, Tone>>> = {
  lose_reply: 'unknown',
  lose_request: 'unknown',
  slow: 'unknown',
  offline: 'queued',
};

export function ScenarioLink({ step }: { readonly step: Step | undefined }) {
  const fault = step?.fault ?? 'normal';
  return (
    <span
      className={fault === 'normal' ? 'tag push' : 'chip push'}
      data-state={TONES[fault]}
      title="Only for this scenario. The link in the header stays as it is."
    >
      <Icon icon={Cable} />
      Link here: {linkWord(fault)}
    </span>
  );
}
