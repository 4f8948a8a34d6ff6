// Says that an id of a request is in its stream more than once.
import { TriangleAlert } from 'lucide-react';
import type { History } from '../../client/history.ts';
import { Icon } from '../../ui/Icon.tsx';
import { writtenAgainWords } from './copies.ts';
import { useCopies } from './useCopies.ts';

/** Only where an answer has told the client of its events. */
export function WrittenAgain({ history }: { readonly history: History }) {
  const copies = useCopies(history);
  const words = copies === null ? null : writtenAgainWords(copies);
  if (words === null) return null;
  return (
    <p className="outcome-body written-again" data-state="partial" role="alert">
      <Icon icon={TriangleAlert} />
      <span>
        <b>{words}</b> With an exact version the store does not look at ids.
      </span>
    </p>
  );
}
