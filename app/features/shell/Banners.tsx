// What is told of updates, of the network and of lost data.
import { useEffect, useRef } from 'react';
import { useStore } from '../../store.tsx';
import { NetworkBanner } from '../network/NetworkBanner.tsx';
import { DataLossBanner } from './DataLossBanner.tsx';
import { OfflineBanner } from './OfflineBanner.tsx';
import { UpdateBanner } from './UpdateBanner.tsx';

/** Below the work: what comes and goes here moves nothing that is read. */
export function Banners() {
  const { dataWereLost } = useStore();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current !== null) return tellHeight(box.current);
  }, []);
  return (
    <div className="banners" ref={box}>
      <UpdateBanner />
      <OfflineBanner />
      {dataWereLost ? <DataLossBanner /> : null}
      <NetworkBanner />
    </div>
  );
}

/** For what stays at the end of the screen: it stands above the banners. Returns the way to stop. */
function tellHeight(box: HTMLElement): () => void {
  const { style } = document.documentElement;
  const observer = new ResizeObserver(() => style.setProperty('--banners', `${box.offsetHeight}px`));
  observer.observe(box);
  return () => {
    observer.disconnect();
    style.removeProperty('--banners');
  };
}
