// After a request without a reply: its retry before a new expectation, which might write its event a second time.
import { ChevronRight, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { History } from '../../client/history.ts';
import { shortId } from '../../client/request.ts';
import { useRetry } from '../../client/useRetry.ts';
import { paths } from '../../router.ts';
import { Icon } from '../../ui/Icon.tsx';

export function RetryFirst(props: {
  readonly unanswered: History;
  /** What the store knows, and the client does not. */
  readonly children: ReactNode;
}) {
  const { request } = props.unanswered;
  const retry = useRetry();
  return (
    <>
      <p className="hint row moved-on">
        <span>
          <a href={paths.request(request.id)}>Request {shortId(request)}</a> got no reply, so where the stream
          is cannot be known.
        </span>
        <button className="btn btn-small" type="button" onClick={() => retry(request.id)}>
          <Icon icon={RotateCcw} />
          Retry first
        </button>
      </p>
      <LookAtStore>{props.children}</LookAtStore>
    </>
  );
}

export function LookAtStore({ children }: { readonly children: ReactNode }) {
  return (
    <details className="fold">
      <summary>
        <Icon icon={ChevronRight} />
        Look at the store
      </summary>
      {children}
    </details>
  );
}
