// A JSON field of an event: label, editor, and what there is to say about the text.
import { useEffect, useMemo, useState } from 'react';
import { CodeEditor } from '../../ui/CodeEditor.tsx';
import { jsonLines } from '../../ui/highlight.ts';
import { type FieldError, untilValid } from './check-draft.ts';
import { ErrorNote, WarningNotes } from './FieldNote.tsx';
import { checkJson, placeWords } from './json-check.ts';

const PAUSE_MS = 700;

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
  const check = useMemo(
    () => (props.optional && value.trim() === '' ? { problem: null, warnings: [] } : checkJson(value)),
    [props.optional, value],
  );
  const telling = useTelling(value, check.problem !== null);
  const told = telling || error !== undefined ? check.problem : null;
  const shown = error ?? (told ? { where: `${placeWords(told)}:`, says: untilValid(told.says) } : undefined);
  return (
    <div className="field">
      <label htmlFor={id} className={props.labelHidden ? 'visually-hidden' : undefined}>
        {props.label}
      </label>
      <CodeEditor
        id={id}
        value={value}
        linesOf={jsonLines}
        minLines={props.minLines}
        problem={told}
        invalid={shown !== undefined}
        describedBy={shown ? `${id}-error` : undefined}
        onChange={props.onChange}
      />
      <ErrorNote id={`${id}-error`} error={shown} />
      <WarningNotes warnings={check.warnings} />
    </div>
  );
}

/**
 * Half-typed JSON is wrong all the time: a mistake is told when the typing pauses, and until it is mended. Not when
 * the field is left, since the note would move what is just being clicked.
 */
function useTelling(value: string, wrong: boolean): boolean {
  const [telling, setTelling] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the text begins a new pause.
  useEffect(() => {
    if (!wrong) setTelling(false);
    if (!wrong || telling) return;
    const timer = setTimeout(() => setTelling(true), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value, wrong, telling]);
  return telling;
}
