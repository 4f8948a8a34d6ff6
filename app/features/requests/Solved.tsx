// A refused request that another one carries on: no longer what it came to is told, but where it went.
import { CornerDownRight } from 'lucide-react';
import { type History, latestOutcome } from '../../client/history.ts';
import { shortId } from '../../client/request.ts';
import { Icon } from '../../ui/Icon.tsx';

/** `Rebased as b8a3`. */
export function solvedWords(history: History, successor: History): string {
  const became = latestOutcome(history).kind === 'conflict' ? 'Rebased' : 'Sent';
  return `${became} as ${shortId(successor.request)}`;
}

export function SolvedChip(props: { readonly history: History; readonly successor: History }) {
  return (
    <span className="chip" data-state="already">
      <Icon icon={CornerDownRight} />
      {solvedWords(props.history, props.successor)}
    </span>
  );
}

export function SolvedDisc() {
  return (
    <span className="disc" data-state="already">
      <Icon icon={CornerDownRight} />
    </span>
  );
}
