// Requests that were built on one another, in their order, with the one thing to do for all of them.
import { useId } from 'react';
import type { Chain } from '../../client/chain.ts';
import { paths } from '../../router.ts';
import { Name } from '../../ui/Name.tsx';
import { RebaseButton } from './RebaseButton.tsx';
import { RequestRow } from './RequestRow.tsx';

export function ChainCard({ chain: { stream, members } }: { readonly chain: Chain }) {
  const id = useId();
  const [first] = members;
  return (
    <section className="card chain" aria-labelledby={id}>
      <header className="row">
        <h3 id={id}>
          {members.length === 1 ? '1 request to' : `${members.length} requests to`}{' '}
          <a href={paths.stream(stream)}>
            <Name text={stream} />
          </a>
          {members.length === 1 ? '' : ', in order'}
        </h3>
        {first === undefined ? null : <RebaseButton history={first} className="btn btn-primary" />}
      </header>
      <ol className="requests">
        {members.map((history) => (
          <RequestRow key={history.request.id} history={history} inChain />
        ))}
      </ol>
    </section>
  );
}
