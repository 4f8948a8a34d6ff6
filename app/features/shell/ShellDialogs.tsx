// The dialogs that open over any screen, loaded when they are first opened.
import { Suspense } from 'react';
import { Palette, ShortcutsDialog } from '../../screens.ts';
import { ErrorBoundary } from '../../ui/Failure.tsx';
import { showDialog, useShownDialog } from './dialogs.ts';

export function ShellDialogs() {
  const shown = useShownDialog();
  if (shown === null) return null;
  const close = () => showDialog(null);
  return (
    <ErrorBoundary title="This could not be opened" resetKey={shown}>
      <Suspense fallback={null}>
        {shown === 'palette' ? <Palette onClose={close} /> : <ShortcutsDialog onClose={close} />}
      </Suspense>
    </ErrorBoundary>
  );
}
