// Opens the palette.
import { Search } from 'lucide-react';
import { Icon } from '../../ui/Icon.tsx';
import { KeyHint } from '../shortcuts/KeyHint.tsx';
import { useShortcut } from '../shortcuts/useShortcut.ts';
import { showDialog } from './dialogs.ts';

export function SearchButton({ narrow }: { readonly narrow: boolean }) {
  const shortcut = useShortcut('palette');
  return (
    <button
      className={narrow ? 'btn btn-quiet btn-icon' : 'btn jump'}
      type="button"
      aria-haspopup="dialog"
      {...shortcut}
      onClick={() => showDialog('palette')}
    >
      <Icon icon={Search} />
      <span className={narrow ? 'visually-hidden' : undefined}>Search or jump…</span>
      {narrow ? null : <KeyHint of="palette" />}
    </button>
  );
}
