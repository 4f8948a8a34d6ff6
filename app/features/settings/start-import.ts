// A backup that was chosen on another screen. It is looked through in Settings, where its progress is shown and it can be
// cancelled.
import { navigate, paths } from '../../router.ts';
import { whenThere } from '../../ui/focus.ts';

/** Of the card that says what is new in the file. */
export const IMPORT_CARD_ID = 'import-card';

let chosen: File | null = null;

export function startImport(file: File): void {
  chosen = file;
  navigate(paths.settings());
  whenThere(
    () => document.getElementById(IMPORT_CARD_ID),
    (card) => card.querySelector('button')?.focus(),
  );
}

/** The file, once; null when none was chosen elsewhere. */
export function takeChosen(): File | null {
  const file = chosen;
  chosen = null;
  return file;
}
