// Asks for the name of a stream before it is deleted for good.
import { Trash2 } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { type StreamName, WrongExpectedVersionError } from '../../../lib/index.ts';
import { useStore } from '../../store.tsx';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Name } from '../../ui/Name.tsx';
import { spelledOut } from '../../ui/unseen.ts';
import type { FeedFacts } from './feed.ts';

export function TombstoneDialog({
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
  const id = useId();
  const [typed, setTyped] = useState('');
  const [hint, setHint] = useState(false);
  const [version, setVersion] = useState(facts.last);
  const [failure, setFailure] = useState<unknown>(null);
  const [deleting, setDeleting] = useState(false);
  const ready = typed === stream;

  async function confirm(event: FormEvent): Promise<void> {
    event.preventDefault();
    setHint(!ready);
    if (!ready || deleting) return;
    setDeleting(true);
    try {
      await store.tombstoneStream(stream, { expectedVersion: version < 0 ? 'no_stream' : version });
      announce(`Stream ${spelledOut(stream)} was permanently deleted.`);
      onClose();
    } catch (error) {
      setFailure(error);
      if (error instanceof WrongExpectedVersionError) setVersion(error.currentVersion);
      setDeleting(false);
    }
  }

  return (
    <Dialog
      title={
        <>
          Tombstone <Name text={stream} />?
        </>
      }
      about="The stream is deleted for good: it cannot be brought back, and nothing can be posted under its name ever again. There is no undo."
      onClose={onClose}
      actions={
        <>
          <button className="btn" type="button" onClick={onClose}>
            Cancel
          </button>
          <button
            className="btn btn-danger"
            type="submit"
            form={`${id}-form`}
            aria-disabled={!ready || deleting}
          >
            <Icon icon={Trash2} />
            Tombstone stream
          </button>
        </>
      }
    >
      <form className="stack" id={`${id}-form`} onSubmit={(event) => void confirm(event)}>
        <div className="field">
          <label htmlFor={id}>
            Type the stream’s name,{' '}
            <b>
              <Name text={stream} />
            </b>
            , to confirm
          </label>
          <input
            className="input"
            id={id}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            aria-invalid={hint && !ready}
            aria-describedby={hint && !ready ? `${id}-hint` : undefined}
            onChange={(event) => setTyped(event.target.value)}
          />
          {hint && !ready ? (
            <p className="hint-error" id={`${id}-hint`}>
              The name does not match. Nothing was deleted.
            </p>
          ) : null}
        </div>
        {failure === null ? null : <Failure title="The stream was not deleted" error={failure} />}
      </form>
    </Dialog>
  );
}
