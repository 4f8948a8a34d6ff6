// Listens to the keys of the whole page.
import { shownDialog } from '../shell/dialogs.ts';
import { areSingleKeys, pressedKeys } from './keys.ts';
import {
  type OwnShortcut,
  SHORTCUT_NAMES,
  SHORTCUTS,
  type Shortcut,
  type ShortcutName,
} from './shortcuts.ts';
import { areSingleKeysOn } from './single-keys.ts';

/** What each shortcut does; false when there was nothing to do it to. */
export type ShortcutActions = Readonly<Record<Exclude<ShortcutName, OwnShortcut>, () => boolean>>;

/** For so long a key belongs to the one before. */
const TOGETHER_MS = 1_500;

/** Returns the way to stop. */
export function listenToKeys(actions: ShortcutActions): () => void {
  let last = { keys: '', atMs: 0 };

  function onKeyDown(event: KeyboardEvent): void {
    const keys = pressedKeys(event);
    if (keys === null || !isMeant(event, keys)) return;
    const before = event.timeStamp - last.atMs < TOGETHER_MS ? last.keys : '';
    last = { keys, atMs: event.timeStamp };
    const name = shortcutOf(`${before} ${keys}`) ?? shortcutOf(keys);
    if (name === undefined || !isActedOn(name)) return;
    const shortcut: Shortcut = SHORTCUTS[name];
    if (event.repeat && !shortcut.repeats) return;
    if (actions[name]()) event.preventDefault();
  }

  function isActedOn(name: ShortcutName): name is keyof ShortcutActions {
    return name in actions;
  }

  addEventListener('keydown', onKeyDown);
  return () => removeEventListener('keydown', onKeyDown);
}

function shortcutOf(keys: string): ShortcutName | undefined {
  return SHORTCUT_NAMES.find((name) => SHORTCUTS[name].keys === keys);
}

/** Whether a shortcut can be meant: nobody is typing, and no dialog or menu is open. */
function isMeant(event: KeyboardEvent, keys: string): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  if (shownDialog() !== null || document.querySelector('dialog[open], :popover-open') !== null) return false;
  if (isTyping(event.target) && !keys.startsWith('Mod+')) return false;
  return areSingleKeysOn() || !areSingleKeys(keys);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, select, textarea'))
  );
}
