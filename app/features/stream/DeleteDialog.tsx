// Asks before a stream is deleted. It can be undone.
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { type StreamName, WrongExpectedVersionError } from '../../../lib/index.ts';
import { useStore } from '../../store.tsx';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Name } from '../../ui/Name.tsx';
import { spelledOut } from '../../ui/unseen.ts';
import { counted } from '../../ui/words.ts';
import { deleteStream } from './deletions.ts';
import type { FeedFacts } from './feed.ts';

export function DeleteDialog({
  stream,
  facts,
  onClose,
}: {
  readonly stream: StreamName;
  readonly facts: FeedFacts;
  readonly onClose: () => void;
}) {
  const store = useStore();
  const announce = useAnnounce();
  // The version the person saw when they decided; what came since is not deleted unseen.
  const [version, setVersion] = useState(facts.last);
  const [failure, setFailure] = useState<unknown>(null);
  const [deleting, setDeleting] = useState(false);

  async function confirm(): Promise<void> {
    if (deleting) return;
    setDeleting(true);
    try {
      await deleteStream(store, stream, version);
      announce(`Deleted. Stream ${spelledOut(stream)} reads as missing. Undo is possible.`);
      onClose();
    } catch (error) {
      setFailure(error);
      if (error instanceof WrongExpectedVersionError) setVersion(error.currentVersion);
      setDeleting(false);
    }
  }

  const conflict = failure instanceof WrongExpectedVersionError;
  return (
    <Dialog
      title={
        <>
          Delete <Name text={stream} />?
        </>
      }
      about={`Its ${counted(facts.eventCount, 'event')} can no longer be read. Whoever posts to it again brings it back from event ${facts.last + 1} on. You can undo this.`}
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
            {conflict ? `Delete at version ${version}` : 'Delete'}
          </button>
        </>
      }
    >
      {failure === null ? undefined : (
        <Failure
          title={conflict ? 'Events were written since you opened this' : 'The stream was not deleted'}
          error={failure}
        />
      )}
    </Dialog>
  );
}
