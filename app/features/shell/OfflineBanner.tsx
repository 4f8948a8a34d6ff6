// Says that the network is gone, and that it does not matter here.
import { WifiOff } from 'lucide-react';
import { useEffect } from 'react';
import { useNetwork } from '../../client/ClientProvider.tsx';
import { isSwitchedOff } from '../../client/network.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useOnline } from '../../ui/useOnline.ts';

const STILL_WORKS = 'Everything here still works; it is all on this device.';

export function OfflineBanner() {
  const online = useOnline();
  const announce = useAnnounce();
  const isOff = isSwitchedOff(useNetwork());
  useEffect(() => {
    if (!online) announce(`You are offline. ${STILL_WORKS}`);
  }, [online, announce]);
  // The banner of a network that is switched off says both.
  if (online || isOff) return null;
  return (
    <section className="banner" data-state="queued" aria-label="Network">
      <Icon icon={WifiOff} />
      <span>
        <b>You are offline.</b> {STILL_WORKS}
      </span>
    </section>
  );
}
