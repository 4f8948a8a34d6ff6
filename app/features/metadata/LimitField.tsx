// One limit of the document as a field of its own: what is typed goes into the JSON.
import { useId } from 'react';
import { memberOf, withMember } from './edit-json.ts';
import { explain } from './explain.ts';

export function LimitField({
  label,
  memberKey,
  without,
  json,
  onChange,
}: {
  readonly label: string;
  readonly memberKey: string;
  /** What it means that there is no such limit. */
  readonly without: string;
  /** Null while the document is no JSON; then it has no members. */
  readonly json: string | null;
  readonly onChange: (json: string) => void;
}) {
  const id = useId();
  const isObject = json?.trimStart().startsWith('{') ?? false;
  const value = json !== null && isObject ? (memberOf(json, memberKey) ?? '') : '';
  const meaning = json === null ? undefined : explain(json).meanings.findLast(({ key }) => key === memberKey);
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} <code>{memberKey}</code>
      </label>
      <input
        className="input"
        id={id}
        inputMode="numeric"
        autoComplete="off"
        placeholder="no limit"
        value={value}
        readOnly={!isObject}
        aria-describedby={`${id}-meaning`}
        title={isObject ? undefined : 'The JSON below must be an object first'}
        onChange={({ target }) => {
          const digits = target.value.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
          if (json !== null && isObject) onChange(withMember(json, memberKey, digits === '' ? null : digits));
        }}
      />
      <p className={meaning?.problem ? 'hint meaning-problem' : 'hint'} id={`${id}-meaning`}>
        {meaning?.says ?? without}
      </p>
    </div>
  );
}
