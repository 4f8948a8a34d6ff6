// A JSON field of an event: label, editor, and what there is to say about the text.
import { useMemo, useState } from 'react';
import type { FieldError } from './check-draft.ts';
import { ErrorNote, WarningNotes } from './FieldNote.tsx';
import { JsonEditor } from './JsonEditor.tsx';
import { checkJson, placeWords } from './json-check.ts';

export function JsonField(props: {
  readonly id: string;
  readonly label: string;
  /** Something else shows the label; readers still hear it. */
  readonly labelHidden?: boolean;
  readonly value: string;
  readonly minLines: number;
  /** Nothing is a value too, and not a mistake. */
  readonly optional?: boolean;
  /** From the last try to send. */
  readonly error: FieldError | undefined;
  readonly onChange: (value: string) => void;
}) {
  const { id, value, error } = props;
  const [left, setLeft] = useState(false);
  const check = useMemo(
    () => (props.optional && value.trim() === '' ? { problem: null, warnings: [] } : checkJson(value)),
    [props.optional, value],
  );
  // Half-typed JSON is wrong all the time; it is told once a person has moved on or tried to send.
  const told = left || error !== undefined ? check.problem : null;
  const shown: FieldError | undefined =
    error ??
    (told
      ? {
          field: 'stream',
          where: `${placeWords(told)}:`,
          says: `${told.says} Nothing is sent until this is valid JSON.`,
        }
      : undefined);
  return (
    <div className="field">
      <label htmlFor={id} className={props.labelHidden ? 'visually-hidden' : undefined}>
        {props.label}
      </label>
      <JsonEditor
        id={id}
        value={value}
        minLines={props.minLines}
        problem={told}
        describedBy={shown ? `${id}-error` : undefined}
        onChange={props.onChange}
        onBlur={() => setLeft(true)}
      />
      <ErrorNote id={`${id}-error`} error={shown} />
      <WarningNotes warnings={check.warnings} />
    </div>
  );
}
