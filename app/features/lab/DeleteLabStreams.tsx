// Takes away what earlier runs left. It asks first.
import { Trash2 } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { StreamName } from '../../../lib/index.ts';
import { useClient } from '../../client/ClientProvider.tsx';
import { useCommits, useStore } from '../../store.tsx';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { focusHeading } from '../../ui/focus.ts';
import { Icon } from '../../ui/Icon.tsx';
import { counted } from '../../ui/words.ts';
import { useLive } from '../../useLive.ts';
import { deleteLabStreams, labStreams } from './lab-streams.ts';

/** Nothing where no run left anything. */
export function DeleteLabStreams() {
  const store = useStore();
  const live = useLive(
    useCallback(() => labStreams(store), [store]),
    useCommits(),
  );
  const [asking, setAsking] = useState<readonly StreamName[] | null>(null);
  const [deletions, setDeletions] = useState(0);
  const streams = live.status === 'ready' ? live.value : [];

  // Once the dialog has given the focus back to the button, which goes.
  useEffect(() => {
    if (deletions > 0) focusHeading();
  }, [deletions]);

  function end(): void {
    setAsking(null);
    setDeletions(deletions + 1);
  }

  return (
    <>
      {streams.length === 0 ? null : (
        <button className="btn" type="button" onClick={() => setAsking(streams)}>
          <Icon icon={Trash2} />
          Delete Lab streams
        </button>
      )}
      {asking === null ? null : <Question streams={asking} onClose={() => setAsking(null)} onDeleted={end} />}
    </>
  );
}

function Question({
  streams,
  onClose,
  onDeleted,
}: {
  readonly streams: readonly StreamName[];
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}) {
  const store = useStore();
  const client = useClient();
  const announce = useAnnounce();
  const [deleting, setDeleting] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const what = counted(streams.length, 'Lab stream');

  async function confirm(): Promise<void> {
    if (deleting) return;
    setDeleting(true);
    try {
      await deleteLabStreams(streams, { store, client });
      announce(`Deleted ${what}.`);
      onDeleted();
    } catch (error) {
      setFailure(error);
      setDeleting(false);
    }
  }

  return (
    <Dialog
      title={`Delete ${what}?`}
      about="Their events can no longer be read, and the requests that the Lab made to them are discarded. Nothing of yours changes."
      onClose={onClose}
      actions={
        <>
          <button className="btn" type="button" onClick={onClose}>
            Cancel
          </button>
          <button
            className="btn btn-danger"
            type="button"
            aria-disabled={deleting}
            onClick={() => void confirm()}
          >
            <Icon icon={Trash2} />
            Delete
          </button>
        </>
      }
    >
      {failure === null ? undefined : <Failure title="Not all were deleted" error={failure} />}
    </Dialog>
  );
}
