// The keys of a shortcut, printed beside what they do. Readers hear them from the element itself.
import { keyCaps } from './keys.ts';
import type { ShortcutName } from './shortcuts.ts';
import { useKeysOf } from './useShortcut.ts';

/** Nothing while the shortcut is switched off. */
export function KeyHint({ of }: { readonly of: ShortcutName }) {
  const keys = useKeysOf(of);
  if (keys === null) return null;
  return (
    <kbd className="key-hint" aria-hidden>
      {keyCaps(keys).join(' ')}
    </kbd>
  );
}
