// One limit of the document as a field of its own: what is typed goes into the JSON.
import { useId } from 'react';
import { memberOf, withMember } from './edit-json.ts';

export function LimitField({
  label,
  memberKey,
  json,
  onChange,
}: {
  readonly label: string;
  readonly memberKey: string;
  /** Null while the document is no JSON; then it has no members. */
  readonly json: string | null;
  readonly onChange: (json: string) => void;
}) {
  const id = useId();
  const isObject = json?.trimStart().startsWith('{') ?? false;
  const value = json !== null && isObject ? (memberOf(json, memberKey) ?? '') : '';
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
        title={isObject ? undefined : 'The JSON below must be an object first'}
        onChange={({ target }) => {
          const digits = target.value.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
          if (json !== null && isObject) onChange(withMember(json, memberKey, digits === '' ? null : digits));
        }}
      />
    </div>
  );
}
