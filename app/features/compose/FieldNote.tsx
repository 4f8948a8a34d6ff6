// What a field says under itself: what is wrong, or what will surprise.
import { TriangleAlert, X } from 'lucide-react';
import { Icon } from '../../ui/Icon.tsx';
import { OneLine } from '../../ui/Name.tsx';
import { unseenIn, unseenWords } from '../../ui/unseen.ts';
import type { FieldError } from './check-draft.ts';
import { type JsonWarning, placeWords } from './json-check.ts';

export function ErrorNote(props: {
  readonly id: string;
  readonly error: Pick<FieldError, 'where' | 'says'> | undefined;
}) {
  const { id, error } = props;
  if (error === undefined) return null;
  return (
    <p className="hint-error" id={id}>
      <Icon icon={X} />
      <span>
        {error.where === '' ? null : <b>{error.where} </b>}
        <OneLine text={error.says} />
      </span>
    </p>
  );
}

export function WarningNotes({ warnings }: { readonly warnings: readonly JsonWarning[] }) {
  return warnings.map((warning) => (
    <p className="hint-warning" data-state="unknown" key={`${warning.line}:${warning.column}`}>
      <Icon icon={TriangleAlert} />
      <span>
        <b>{placeWords(warning)}:</b> <OneLine text={warning.says} />
      </span>
    </p>
  ));
}

/** A field shows its text as the browser does: what that hides is told below it. */
export function UnseenNote({ id, text }: { readonly id: string; readonly text: string }) {
  const unseen = unseenIn(text);
  if (unseen.length === 0) return null;
  return (
    <p className="hint-warning" data-state="unknown" id={id}>
      <Icon icon={TriangleAlert} />
      <span>Not all of it can be seen: {unseenWords(unseen)}.</span>
    </p>
  );
}
