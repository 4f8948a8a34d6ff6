// Starts the export from anywhere. It goes on in Settings, where its progress is shown and it can be cancelled.
import { navigate, paths } from '../../router.ts';
import { whenThere } from '../../ui/focus.ts';

/** Of the button that exports. */
export const EXPORT_ALL_ID = 'export-all';

export function startExport(): void {
  navigate(paths.settings());
  whenThere(
    () => document.getElementById(EXPORT_ALL_ID),
    (button) => button.click(),
  );
}
