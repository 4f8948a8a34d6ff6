// The warning before an event is written a second time.
import { Dices, TriangleAlert } from 'lucide-react';
import type { EventNumber } from '../../../lib/index.ts';
import { Icon } from '../../ui/Icon.tsx';

/** With the current version expected the store does not look at ids: it would write the event once more. */
export function WrittenAgain(props: {
  readonly at: EventNumber;
  /** Null: the stream is deleted, and counts as new. */
  readonly expected: EventNumber | null;
  readonly onNewId: () => void;
}) {
  const { at, expected, onNewId } = props;
  return (
    <div className="notice setting" data-state="unknown" role="alert">
      <div>
        <b className="row">
          <Icon icon={TriangleAlert} />
          This id is already in the stream at {at}
        </b>
        <p>
          {expected === null
            ? 'The stream is deleted and counts as new'
            : `You expect version ${expected}, which is the current version`}
          : the event would be written <b>again</b>.
        </p>
      </div>
      <button className="btn" type="button" onClick={onNewId}>
        <Icon icon={Dices} />
        New id
      </button>
    </div>
  );
}
