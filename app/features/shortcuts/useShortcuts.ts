// Makes the shortcuts work, as long as the screen is shown.
import { useEffect } from 'react';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { shortcutActions } from './actions.ts';
import { listenToKeys } from './listen.ts';

export function useShortcuts(): void {
  const announce = useAnnounce();
  useEffect(() => listenToKeys(shortcutActions(announce)), [announce]);
}
