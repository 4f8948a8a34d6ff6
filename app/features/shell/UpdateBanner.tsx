// Says once that the app works offline, and asks before a new version takes over.
import { useEffect, useState } from 'react';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { useUpdates } from '../../updates.ts';

const FINISHING = 'The new version starts as soon as what is under way is finished.';

export function UpdateBanner() {
  const updates = useUpdates();
  const announce = useAnnounce();
  const [isAsked, setAsked] = useState(false);
  const isJustReady = updates.kind === 'ready_offline' && updates.justNow;
  const isNew = updates.kind === 'new_version';
  useEffect(() => {
    if (isJustReady) announce('Ready to work offline.');
  }, [isJustReady, announce]);
  useEffect(() => {
    if (isNew) announce('A new version of this app is ready.');
  }, [isNew, announce]);
  useEffect(() => {
    if (isAsked) announce(FINISHING);
  }, [isAsked, announce]);
  if (updates.kind !== 'new_version') return null;

  async function reload(takeOver: () => Promise<void>): Promise<void> {
    if (isAsked) return;
    setAsked(true);
    await takeOver();
    setAsked(false); // The browser asked once more, since a draft has no room to be kept, and the person stays.
  }

  return (
    <section className="banner" data-state="assigned" aria-label="Update">
      <span>
        {isAsked ? FINISHING : 'A new version of this app is ready. Your data and drafts stay as they are.'}
      </span>
      <button
        className="btn btn-small push"
        type="button"
        aria-disabled={isAsked}
        onClick={() => void reload(updates.reload)}
      >
        Reload
      </button>
    </section>
  );
}
