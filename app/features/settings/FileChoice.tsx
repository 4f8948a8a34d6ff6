// The button that chooses a file of this device.
import './file-choice.css';
import type { ReactNode } from 'react';

export function FileChoice(props: {
  readonly label: string;
  readonly onChoose: (file: File) => void;
  readonly children: ReactNode;
}) {
  return (
    <label className="btn file-choice">
      {props.children}
      <input
        type="file"
        aria-label={props.label}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file !== undefined) props.onChoose(file);
          target.value = ''; // The same file, mended, can be chosen again.
        }}
      />
    </label>
  );
}
