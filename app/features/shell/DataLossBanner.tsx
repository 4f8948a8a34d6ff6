// Says that the browser lost what was stored, which nobody else would say: the store would only look new.
import { TriangleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { paths } from '../../router.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
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
      <button
        className="btn btn-quiet btn-small btn-icon push"
        type="button"
        aria-label="Dismiss"
        title="Dismiss"
        onClick={() => setRead(true)}
      >
        <Icon icon={X} />
      </button>
    </section>
  );
}
