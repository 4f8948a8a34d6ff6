// The link of a scenario: it meets the scenario's own attempts, and leaves the one in the header as it is.
import { Cable } from 'lucide-react';
import { linkWord } from '../../client/link.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { Step } from './scenario.ts';

export function ScenarioLink({ step }: { readonly step: Step | undefined }) {
  const fault = step?.fault ?? 'normal';
  return (
    <span
      className={fault === 'normal' ? 'tag push' : 'chip push'}
      data-state={fault === 'normal' ? undefined : 'unknown'}
      title="Only for this scenario. The link in the header stays as it is."
    >
      <Icon icon={Cable} />
      Link here: {linkWord(fault)}
    </span>
  );
}
