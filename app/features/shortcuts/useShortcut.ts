// Ties an element to a shortcut.
import { areSingleKeys, ariaKeys } from './keys.ts';
import { SHORTCUTS, type ShortcutName } from './shortcuts.ts';
import { useSingleKeysOn } from './single-keys.ts';

/** Attributes for the element that the shortcut presses or focuses, and that is named after it. */
export function useShortcut(name: ShortcutName) {
  const keys = useKeysOf(name);
  return { 'data-shortcut': name, 'aria-keyshortcuts': keys === null ? undefined : ariaKeys(keys) } as const;
}

/** The keys of the shortcut; null while it is switched off. */
export function useKeysOf(name: ShortcutName): string | null {
  const on = useSingleKeysOn();
  const { keys } = SHORTCUTS[name];
  return on || !areSingleKeys(keys) ? keys : null;
}
