// On the card of a request: the others of its chain, in order.

import { useHistories } from '../../client/ClientProvider.tsx';
import { chainOf } from '../../client/chain.ts';
import { type History, latestOutcome } from '../../client/history.ts';
import { shortId } from '../../client/request.ts';
import { paths } from '../../router.ts';
import { Name } from '../../ui/Name.tsx';
import { OutcomeChip } from '../../ui/Outcome.tsx';

export function ChainNote({ history }: { readonly history: History }) {
  const chain = chainOf(history, useHistories());
  if (chain === undefined || chain.members.length < 2) return null;
  return (
    <div className="outcome-body stack">
      <p className="muted">Built on one another, in this order:</p>
      <ol className="chain-links" aria-label="Requests of this chain, in order">
        {chain.members.map((member) => (
          <li key={member.request.id} aria-current={member === history ? 'true' : undefined}>
            <a href={paths.request(member.request.id)}>{shortId(member.request)}</a>
            <Name text={member.request.events.map(({ type }) => type).join(', ')} />
            <OutcomeChip kind={latestOutcome(member).kind} />
          </li>
        ))}
      </ol>
    </div>
  );
}
