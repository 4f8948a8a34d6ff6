// The way from an event to the request that it came with.
import type { RecordedEvent } from '../../../lib/index.ts';
import { useKnownHistories } from '../../client/ClientProvider.tsx';
import { shortId } from '../../client/request.ts';
import { paths } from '../../router.ts';
import { counted } from '../../ui/words.ts';
import { writtenBy } from './written-by.ts';

/** Nothing where another browser, or none, posted it. */
export function RequestFact({ event }: { readonly event: RecordedEvent }) {
  const history = writtenBy(event, useKnownHistories());
  if (history === undefined) return null;
  const { request, attempts } = history;
  return (
    <>
      <dt>Request</dt>
      <dd className="dots">
        <span>
          <a href={paths.request(request.id)}>Request {shortId(request)}</a>
        </span>
        <span>{counted(attempts.length, 'attempt')}</span>
      </dd>
    </>
  );
}
