// Work that takes a while: how far it came, and the way to stop it.
import type { ReactNode } from 'react';
import { OneLine } from '../../ui/Name.tsx';
import { spelledOut } from '../../ui/unseen.ts';

export function WorkCard({
  name,
  title,
  far,
  value,
  max,
  onCancel,
  children,
}: {
  /** Of the progress bar, as "Import". */
  readonly name: string;
  readonly title: string;
  /** How far it came, in words. */
  readonly far?: string;
  readonly value: number;
  readonly max: number;
  /** None = it has ended. */
  readonly onCancel?: () => void;
  readonly children?: ReactNode;
}) {
  return (
    <fieldset className="card work-card" aria-label={`${name}: ${spelledOut(title)}`}>
      <div className="card-body stack">
        <div className="row">
          <b>
            <OneLine text={title} />
          </b>
          {far === undefined ? null : <span className="push muted">{far}</span>}
        </div>
        <progress className="progress" aria-label={name} max={Math.max(max, 1)} value={value} />
        {children}
        {onCancel === undefined ? null : (
          <div className="row">
            <button className="btn btn-small push" type="button" onClick={onCancel}>
              Cancel
            </button>
          </div>
        )}
      </div>
    </fieldset>
  );
}
