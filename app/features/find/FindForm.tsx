// What to look for.
import { Search as SearchIcon } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import type { StreamName } from '../../../lib/index.ts';
import { navigate, paths, type Search } from '../../router.ts';
import { Icon } from '../../ui/Icon.tsx';
import { spelledOut } from '../../ui/unseen.ts';
import { ALL } from '../stream/all.ts';
import { newestOnlyWords } from './types.ts';
import { useTypes } from './useTypes.ts';

/** `onAgain` is called when the same is looked for once more. */
export function FindForm({
  stream,
  search,
  onAgain,
}: {
  readonly stream: StreamName;
  readonly search: Search;
  readonly onAgain: () => void;
}) {
  const id = useId();
  const { types, newestOnly } = useTypes(stream);
  const [type, setType] = useState(search.type ?? '');
  const [text, setText] = useState(search.text ?? '');
  const [inStream, setInStream] = useState(search.inStream ?? '');
  const [hideSystem, setHideSystem] = useState(search.hideSystem);

  function find(event: FormEvent): void {
    event.preventDefault();
    const href = paths.find(stream, {
      type: type.trim() === '' ? null : type.trim(),
      text: text.trim() === '' ? null : text,
      inStream: inStream === '' ? null : inStream,
      hideSystem,
    });
    if (href === location.hash) onAgain();
    else navigate(href, { replace: true });
  }

  return (
    <form className="find-form" onSubmit={find} aria-label={`Find in ${spelledOut(stream)}`}>
      {stream === ALL ? (
        <Field id={`${id}-stream`} label="Stream" value={inStream} onChange={setInStream} hint="order-*" />
      ) : null}
      <Field
        id={`${id}-type`}
        label="Event type"
        value={type}
        onChange={setType}
        hint="OrderPaid or Order*"
        choices={types}
      />
      <Field id={`${id}-text`} label="Text in data" value={text} onChange={setText} hint="any text" />
      <div className="row">
        {stream === ALL ? (
          <label className="choice">
            <input
              type="checkbox"
              checked={hideSystem}
              onChange={(event) => setHideSystem(event.target.checked)}
            />
            Hide system events
          </label>
        ) : null}
        <button className="btn btn-primary" type="submit">
          <Icon icon={SearchIcon} />
          Find
        </button>
      </div>
      {newestOnly ? (
        <p className="muted find-note">
          Suggested: {newestOnlyWords().toLowerCase()}. Any other can be typed.
        </p>
      ) : null}
    </form>
  );
}

function Field(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  readonly choices?: readonly string[];
  readonly onChange: (value: string) => void;
}) {
  return (
    <div className="field">
      <label htmlFor={props.id}>{props.label}</label>
      <input
        className="input"
        id={props.id}
        list={props.choices === undefined ? undefined : `${props.id}-choices`}
        autoComplete="off"
        spellCheck={false}
        placeholder={props.hint}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {props.choices === undefined ? null : (
        <datalist id={`${props.id}-choices`}>
          {props.choices.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
    </div>
  );
}
