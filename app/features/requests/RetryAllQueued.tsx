// The button that sends the whole queue now.
import { RotateCcw } from 'lucide-react';
import { useClient, useNetwork } from '../../client/ClientProvider.tsx';
import { isSwitchedOff } from '../../client/network.ts';
import { Icon } from '../../ui/Icon.tsx';
import { retryQueued } from './retry-queued.ts';

export function RetryAllQueued() {
  const client = useClient();
  const off = isSwitchedOff(useNetwork());
  return (
    <button
      className="btn"
      type="button"
      aria-disabled={off}
      title={off ? 'The network is off' : undefined}
      onClick={() => !off && void retryQueued(client)}
    >
      <Icon icon={RotateCcw} />
      Retry all queued
    </button>
  );
}
