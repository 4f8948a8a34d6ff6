// Solves a conflict, and all that was built on it: the same events, expected where the stream is now.
import { useState } from 'react';
import { useClient, useHistories } from '../../client/ClientProvider.tsx';
import { chainOf } from '../../client/chain.ts';
import type { History } from '../../client/history.ts';
import { useStore } from '../../store.tsx';
import { RebaseDialog } from './RebaseDialog.tsx';
import { type RebaseBase, readRebaseBase } from './rebase.ts';

/** For a conflict with a stream that has gone on, and for each member of a chain. */
export function RebaseButton(props: {
  readonly history: History;
  readonly className: string;
  /** Called with the id of the request that carries `history` on, or of the first new one. */
  readonly onSent?: (requestId: string) => void;
}) {
  const { history, className, onSent } = props;
  const store = useStore();
  const client = useClient();
  const histories = useHistories();
  const [base, setBase] = useState<RebaseBase | null>(null);
  const members = chainOf(history, histories)?.members ?? [history];
  return (
    <>
      <button
        className={className}
        type="button"
        aria-haspopup="dialog"
        onClick={() => void readRebaseBase(store, client, history.request.stream, members).then(setBase)}
      >
        {members.length > 1 ? `Rebase ${members.length} requests…` : 'Rebase…'}
      </button>
      {base === null ? null : (
        <RebaseDialog history={history} base={base} onClose={() => setBase(null)} onSent={onSent} />
      )}
    </>
  );
}
