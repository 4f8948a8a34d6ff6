// Says that the browser lost what was stored, which nobody else would say: the store would only look new.
import { TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { paths } from '../../router.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Dismiss } from '../../ui/Dismiss.tsx';
import { Icon } from '../../ui/Icon.tsx';

const WHAT = 'This browser found its stored data damaged and deleted all of it.';

export function DataLossBanner() {
  const [isRead, setRead] = useState(false);
  const announce = useAnnounce();
  useEffect(() => announce(WHAT), [announce]);
  if (isRead) return null;
  return (
    <section className="banner" data-state="rejected" aria-label="Lost data">
      <Icon icon={TriangleAlert} />
      <span>
        <b>{WHAT}</b> The store begins anew. Only a backup brings the events back.{' '}
        <a href={paths.settings()}>Import a backup</a>
      </span>
      <Dismiss onDismiss={() => setRead(true)} />
    </section>
  );
}
