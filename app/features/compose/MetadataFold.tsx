// The metadata of an event, out of the way until somebody wants it.
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import type { FieldError } from './check-draft.ts';
import { JsonField } from './JsonField.tsx';

export function MetadataFold(props: {
  readonly id: string;
  readonly value: string;
  readonly error: FieldError | undefined;
  readonly onChange: (value: string) => void;
}) {
  const { id, value, error, onChange } = props;
  const none = value.trim() === '';
  const [open, setOpen] = useState(!none);
  return (
    <details
      className="fold"
      // A mistake in a closed fold could be neither seen nor focused.
      open={open || error !== undefined}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <Icon icon={ChevronRight} />
        Metadata (JSON) <span className="faint">{none ? 'none' : ''}</span>
      </summary>
      <JsonField
        id={id}
        label="Metadata (JSON)"
        labelHidden
        value={value}
        minLines={3}
        optional
        error={error}
        onChange={onChange}
      />
    </details>
  );
}
