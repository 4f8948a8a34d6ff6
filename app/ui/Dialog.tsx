// A native modal dialog: focus goes in, stays in, and returns to what opened it.
import { type ReactNode, useId } from 'react';
import { useModal } from './useModal.ts';

/** Shown while it is rendered. `onClose` is called for Esc and whenever the browser closes it. */
export function Dialog({
  title,
  about,
  onClose,
  children,
  actions,
}: {
  readonly title: ReactNode;
  /** One sentence under the title. */
  readonly about?: ReactNode;
  readonly onClose: () => void;
  readonly children?: ReactNode;
  readonly actions: ReactNode;
}) {
  const modal = useModal(onClose);
  const titleId = useId();
  return (
    <dialog className="dialog" aria-labelledby={titleId} {...modal}>
      <header>
        <h2 id={titleId}>{title}</h2>
        {about === undefined ? null : <p>{about}</p>}
      </header>
      {children === undefined ? null : <div className="dialog-body">{children}</div>}
      <footer>{actions}</footer>
    </dialog>
  );
}
