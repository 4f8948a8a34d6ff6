// What each shortcut does. Most press or focus the element that is tied to them on the screen.
import { navigate, paths } from '../../router.ts';
import { type ShellDialog, showDialog } from '../shell/dialogs.ts';
import type { ShortcutActions } from './listen.ts';
import { focusedRow, moveToRow } from './rows.ts';
import type { ShortcutName } from './shortcuts.ts';

export function shortcutActions(announce: (text: string) => void): ShortcutActions {
  return {
    palette: () => show('palette'),
    help: () => show('shortcuts'),
    filter: () => focusFilter() || show('palette'),
    post: () => go(paths.post()),
    streams: () => go(paths.streams()),
    requests: () => go(paths.requests()),
    lab: () => go(paths.lab()),
    next: () => moveToRow(1),
    previous: () => moveToRow(-1),
    newer: () => press(tiedTo('newer')[0]),
    older: () => press(tiedTo('older')[0]),
    close: () => press(tiedTo('close')[0]),
    retry: () => retry(announce),
  };
}

function show(dialog: ShellDialog): true {
  showDialog(dialog);
  return true;
}

function go(href: string): true {
  navigate(href);
  return true;
}

function press(element: HTMLElement | undefined): boolean {
  element?.click();
  return element !== undefined;
}

function focusFilter(): boolean {
  const [filter] = tiedTo('filter');
  filter?.focus();
  if (filter instanceof HTMLInputElement) filter.select();
  return filter !== undefined;
}

/** In a list the row that has the focus, elsewhere the one request that is shown. */
function retry(announce: (text: string) => void): boolean {
  const buttons = tiedTo('retry');
  const row = focusedRow();
  const [button, ...more] = row === null ? buttons : buttons.filter((each) => row.contains(each));
  if (more.length === 0) return press(button);
  announce('Go to a request first, with J and K: several can be retried.');
  return true;
}

/** The elements that a shortcut presses or focuses, as far as they are seen. */
function tiedTo(name: ShortcutName): readonly HTMLElement[] {
  const elements = document.querySelectorAll<HTMLElement>(`[data-shortcut="${name}"]`);
  return [...elements].filter((element) => element.checkVisibility());
}
