// A native modal dialog: focus goes in, stays in, and returns to what opened it.
import { type ReactNode, useEffect, useId, useRef } from 'react';

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
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);

  function closedByBrowser(): void {
    if (dialog.current?.open === false) onClose();
  }

  return (
    <dialog
      className="dialog"
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={onClose}
      onClose={closedByBrowser}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        {about === undefined ? null : <p>{about}</p>}
      </header>
      {children === undefined ? null : <div className="dialog-body">{children}</div>}
      <footer>{actions}</footer>
    </dialog>
  );
}
