// The frame around every screen: top bar, side bar or tab bar, and the panel the work lies on.
import type { ReactNode } from 'react';
import { Banners } from '../../late.tsx';
import type { Route } from '../../router.ts';
import { useNarrow } from '../../ui/useNarrow.ts';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { ShellDialogs } from './ShellDialogs.tsx';
import { SideBar } from './SideBar.tsx';
import { TabBar } from './TabBar.tsx';
import { TopBar } from './TopBar.tsx';
import { useScreenFocus } from './useScreenFocus.ts';

export function Shell({ route, children }: { readonly route: Route; readonly children: ReactNode }) {
  const narrow = useNarrow();
  useScreenFocus(route);
  useShortcuts();
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: a skip link is a link; the address after # is the route, so the click moves the focus itself. */}
      <a className="skip" href="#main" onClick={skipToContent}>
        Skip to content
      </a>
      <TopBar route={route} narrow={narrow} />
      <div className="app">
        {narrow ? null : <SideBar route={route} />}
        <main id="main" className="panel" tabIndex={-1}>
          {children}
        </main>
        <Banners />
      </div>
      {narrow ? <TabBar route={route} /> : null}
      <ShellDialogs />
    </>
  );
}

function skipToContent(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
