// Makes a dialog modal: focus goes in, stays in, and returns to what opened it.
import { useEffect, useRef } from 'react';

/** For a `<dialog>` that is open as long as it is rendered. `onClose` is called for Esc and whenever the browser closes it. */
export function useModal(onClose: () => void) {
  const ref = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const element = ref.current;
    const opener = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);

  return {
    ref,
    onCancel: onClose,
    onClose() {
      if (ref.current?.open === false) onClose();
    },
  };
}
