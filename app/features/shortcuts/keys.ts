// Keys in the words of the table: `n`, `?`, `Escape`, `Mod+k`. How a press is read, and how people and their tools read it.

export type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'getModifierState'
>;

/** `Mod` is ⌘ on a Mac, and Ctrl elsewhere. */
const IS_MAC = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

/** What was pressed; null when another modifier makes it something else. */
export function pressedKeys(press: Press, isMac = IS_MAC): string | null {
  const key = keyName(press);
  // Where a layout has `[` on AltGr, it is no modifier of it. Windows reports it as Ctrl and Alt.
  if (press.getModifierState('AltGraph')) return key;
  const [mod, other] = isMac ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  if (press.altKey || other || (mod && press.shiftKey)) return null;
  return mod ? `Mod+${key}` : key;
}

/** By what the key types, wherever the layout has it; by its place where that is a letter of another script. */
function keyName({ key, code }: Press): string {
  if ([...key].length > 1) return key;
  const byPlace = /^[\p{ASCII}\p{Script=Latin}]$/u.test(key) ? null : /^Key([A-Z])$/.exec(code);
  return (byPlace?.[1] ?? key).toLowerCase();
}

/** True for keys that type a character: they may be pressed by mistake, or by a voice. */
export function areSingleKeys(keys: string): boolean {
  return keys.split(' ').every((key) => key.length === 1);
}

/** As they are printed on the keys: `Mod+k` is Ctrl K, and `g s` is G, then S. */
export function keyCaps(keys: string, isMac = IS_MAC): readonly string[] {
  const caps: Readonly<Record<string, string>> = { Mod: isMac ? '⌘' : 'Ctrl', Escape: 'Esc' };
  return keys.split(' ').map((key) =>
    key
      .split('+')
      .map((part) => caps[part] ?? capitalised(part))
      .join(' '),
  );
}

/** For `aria-keyshortcuts`, which has no words for keys one after the other. */
export function ariaKeys(keys: string, isMac = IS_MAC): string | undefined {
  if (keys.includes(' ')) return undefined;
  return keys.replace('Mod', isMac ? 'Meta' : 'Control').replace(/\b[a-z]$/, capitalised);
}

function capitalised(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1);
}
