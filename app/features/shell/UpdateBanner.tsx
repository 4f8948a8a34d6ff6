// Says once that the app works offline, and asks before a new version takes over.
import { useEffect } from 'react';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { useUpdates } from '../../updates.ts';

export function UpdateBanner() {
  const updates = useUpdates();
  const announce = useAnnounce();
  const isJustReady = updates.kind === 'ready_offline' && updates.justNow;
  const isNew = updates.kind === 'new_version';
  useEffect(() => {
    if (isJustReady) announce('Ready to work offline.');
  }, [isJustReady, announce]);
  useEffect(() => {
    if (isNew) announce('A new version of this app is ready.');
  }, [isNew, announce]);
  if (updates.kind !== 'new_version') return null;
  return (
    <section className="banner" data-state="assigned" aria-label="Update">
      <span>A new version of this app is ready. Your data stays as it is.</span>
      <button className="btn btn-small push" type="button" onClick={updates.reload}>
        Reload
      </button>
    </section>
  );
}
