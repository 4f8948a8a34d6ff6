// Takes a message away that was read.
import { X } from 'lucide-react';
import { Icon } from './Icon.tsx';

export function Dismiss({ onDismiss }: { readonly onDismiss: () => void }) {
  return (
    <button
      className="btn btn-quiet btn-small btn-icon push"
      type="button"
      aria-label="Dismiss"
      title="Dismiss"
      onClick={() => {
        onDismiss();
        // The button goes with the message; the focus goes back to the work.
        document.getElementById('main')?.focus({ preventScroll: true });
      }}
    >
      <Icon icon={X} />
    </button>
  );
}
