// Changes the metadata of a stream: two limits as fields, the whole as JSON.
import { Check, Save, X } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import type { StreamMetadata, StreamName } from '../../../lib/index.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { FieldError } from '../compose/check-draft.ts';
import { JsonField } from '../compose/JsonField.tsx';
import { checkJson, placeWords } from '../compose/json-check.ts';
import { explain } from './explain.ts';
import { LimitField } from './LimitField.tsx';
import { type MetadataDraft, useMetadataDraft } from './useMetadataDraft.ts';

export function MetadataEditor({
  stream,
  current,
}: {
  readonly stream: StreamName;
  readonly current: StreamMetadata;
}) {
  const draft = useMetadataDraft(stream, current);
  const id = useId();
  const [tried, setTried] = useState(false);
  const { problem } = checkJson(draft.text);
  const ignored = problem === null && draft.changed ? explain(draft.text).ignored : null;
  const error: FieldError | undefined =
    tried && problem !== null
      ? {
          field: 'metadata:data',
          where: `${placeWords(problem)}:`,
          says: `${problem.says} Nothing is saved until this is valid JSON.`,
        }
      : undefined;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(problem !== null);
    if (problem === null) void draft.save();
    else document.getElementById(`${id}-json`)?.focus();
  }

  return (
    <form
      className="stack measure metadata-editor"
      aria-labelledby={`${id}-title`}
      noValidate
      onSubmit={submit}
    >
      <h2 id={`${id}-title`}>Change it</h2>
      <div className="limits">
        <LimitField
          label="Keep at most, in events"
          memberKey="$maxCount"
          without="No limit: however many events there are."
          json={problem === null ? draft.text : null}
          onChange={draft.setText}
        />
        <LimitField
          label="Hide events older than, in seconds"
          memberKey="$maxAge"
          without="No limit: however old events are."
          json={problem === null ? draft.text : null}
          onChange={draft.setText}
        />
      </div>
      <JsonField
        id={`${id}-json`}
        label="Metadata (JSON)"
        value={draft.text}
        minLines={5}
        error={error}
        onChange={draft.setText}
      />
      {ignored === null ? null : (
        <p className="notice" data-state="unknown">
          Saved so, the document would be ignored: {ignored}
        </p>
      )}
      <div className="row">
        <button className="btn btn-primary" type="submit" aria-disabled={draft.saving.kind === 'saving'}>
          <Icon icon={Save} />
          Save metadata
        </button>
        {draft.changed ? (
          <button className="btn btn-quiet" type="button" onClick={draft.startOver}>
            Undo my changes
          </button>
        ) : null}
        <small className="muted">
          {draft.base < 0
            ? 'Saved only if there is still no metadata.'
            : `Saved only while it is at version ${draft.base}.`}
        </small>
      </div>
      <Result draft={draft} />
    </form>
  );
}

function Result({ draft }: { readonly draft: MetadataDraft }) {
  const { saving } = draft;
  switch (saving.kind) {
    case 'idle':
    case 'saving':
      return null;
    case 'saved':
      return (
        <p className="notice row" data-state="committed">
          <b className="row">
            <Icon icon={Check} />
            Committed
          </b>
          Metadata version {saving.version}.
        </p>
      );
    case 'failed':
      return <Failure title="The metadata was not saved" error={saving.error} />;
    case 'conflict':
      return (
        <div className="notice stack" data-state="conflict">
          <b className="row">
            <Icon icon={X} />
            Conflict
          </b>
          <p>
            {saving.expected < 0
              ? `You began when there was no metadata; it is at version ${saving.current} now.`
              : `You began at version ${saving.expected}, it is at version ${saving.current} now.`}{' '}
            Nothing was written. Above is the document as it is stored; below it is yours.
          </p>
          <div className="row">
            <button className="btn" type="button" onClick={() => void draft.save(saving.current)}>
              Save mine over version {saving.current}
            </button>
            <button className="btn" type="button" onClick={draft.startOver}>
              Begin again with version {saving.current}
            </button>
          </div>
        </div>
      );
  }
}
