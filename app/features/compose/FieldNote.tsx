// What a field says under itself: what is wrong, or what will surprise.
import { TriangleAlert, X } from 'lucide-react';
import { Icon } from '../../ui/Icon.tsx';
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
        {error.says}
      </span>
    </p>
  );
}

export function WarningNotes({ warnings }: { readonly warnings: readonly JsonWarning[] }) {
  return warnings.map((warning) => (
    <p className="hint-warning" data-state="unknown" key={`${warning.line}:${warning.column}`}>
      <Icon icon={TriangleAlert} />
      <span>
        <b>{placeWords(warning)}:</b> {warning.says}
      </span>
    </p>
  ));
}
