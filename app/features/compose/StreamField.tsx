// Which stream: any name, or one that is there.
import { ChevronDown } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { StreamSummary } from '../../../lib/index.ts';
import { focusWhenThere } from '../../ui/focus.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { FieldError } from './check-draft.ts';
import { ErrorNote, UnseenNote } from './FieldNote.tsx';
import { StreamChoice } from './StreamChoice.tsx';
import { streamWords } from './stream-words.ts';

export function StreamField(props: {
  readonly id: string;
  readonly value: string;
  readonly current: StreamSummary | null;
  readonly error: FieldError | undefined;
  readonly onChange: (stream: string) => void;
}) {
  const { id, error, current } = props;
  return (
    <div className="field">
      <label htmlFor={id}>Stream</label>
      <div className="row">
        <div className="stream-input">
          <input
            className="input"
            id={id}
            value={props.value}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={error !== undefined}
            aria-describedby={`${error ? `${id}-error` : `${id}-now`} ${id}-unseen`}
            onChange={(event) => props.onChange(event.target.value)}
          />
          <StreamChooser choose={props.onChange} />
        </div>
        <span className="muted stream-now" id={`${id}-now`}>
          {current === null || props.value === '' ? '' : streamWords(current)}
        </span>
      </div>
      <ErrorNote id={`${id}-error`} error={error} />
      <UnseenNote id={`${id}-unseen`} text={props.value} />
    </div>
  );
}

function StreamChooser({ choose }: { readonly choose: (stream: string) => void }) {
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        className="btn btn-quiet btn-icon"
        type="button"
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label="Choose an existing stream"
        title="Choose an existing stream"
      >
        <Icon icon={ChevronDown} />
      </button>
      <div
        className="stream-popover"
        id={id}
        ref={popover}
        popover="auto"
        role="dialog"
        aria-label="Existing streams"
        onToggle={({ newState }) => {
          setOpen(newState === 'open');
          // The streams may still be read.
          if (newState === 'open')
            focusWhenThere(() => popover.current?.querySelector<HTMLElement>('input, button') ?? null);
        }}
      >
        {open ? (
          <StreamChoice
            choose={(stream) => {
              choose(stream);
              popover.current?.hidePopover();
            }}
          />
        ) : null}
      </div>
    </>
  );
}
