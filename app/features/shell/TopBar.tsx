// Where we are, what the network does, and the way to post.
import { Check, ChevronLeft, Plus, SunMoon, WifiOff } from 'lucide-react';
import { paths, type Route } from '../../router.ts';
import { oppositeTheme, theme } from '../../theme.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Name } from '../../ui/Name.tsx';
import { useOnline } from '../../ui/useOnline.ts';
import { useUpdates } from '../../updates.ts';
import { NetworkMenu } from '../network/NetworkMenu.tsx';
import { KeyHint } from '../shortcuts/KeyHint.tsx';
import { useShortcut } from '../shortcuts/useShortcut.ts';
import { Brand } from './Brand.tsx';
import { SearchButton } from './SearchButton.tsx';

export function TopBar({ route, narrow }: { readonly route: Route; readonly narrow: boolean }) {
  return (
    <header className="topbar">
      {narrow ? <Back route={route} /> : <Brand />}
      {narrow ? null : <SearchButton narrow={false} />}
      <span className="push" />
      {narrow ? <SearchButton narrow /> : <NetworkNote />}
      <NetworkMenu />
      {narrow ? null : (
        <>
          <ThemeToggle />
          <PostLink />
        </>
      )}
    </header>
  );
}

function PostLink() {
  return (
    <a className="btn btn-primary" href={paths.post()} {...useShortcut('post')}>
      <Icon icon={Plus} />
      Post event
      <KeyHint of="post" />
    </a>
  );
}

/** On a small screen the way up takes the place of the brand. */
function Back({ route }: { readonly route: Route }) {
  const up = wayUp(route);
  if (up === null) return <Brand />;
  return (
    <a className="btn btn-quiet back" href={up.href}>
      <Icon icon={ChevronLeft} />
      <span>
        <Name text={up.label} />
      </span>
    </a>
  );
}

function wayUp(route: Route): { readonly href: string; readonly label: string } | null {
  switch (route.kind) {
    case 'stream':
      return { href: paths.streams(), label: 'Streams' };
    case 'event':
    case 'metadata':
    case 'find':
      return { href: paths.stream(route.stream), label: route.stream };
    case 'request':
      return { href: paths.requests(), label: 'Requests' };
    case 'play':
      return route.stream === null ? null : { href: paths.stream(route.stream), label: route.stream };
    case 'scenario':
    case 'rival':
      return { href: paths.lab(), label: 'Lab' };
    default:
      return null;
  }
}

function ThemeToggle() {
  theme.use(); // Follows a change made elsewhere.
  return (
    <button
      className="btn btn-quiet btn-icon"
      type="button"
      aria-label="Switch between light and dark"
      title="Switch between light and dark"
      onClick={() => theme.set(oppositeTheme())}
    >
      <Icon icon={SunMoon} />
    </button>
  );
}

function NetworkNote() {
  const online = useOnline();
  const updates = useUpdates();
  if (!online) {
    return (
      <span className="status-note" data-state="queued">
        <Icon icon={WifiOff} />
        Device offline
      </span>
    );
  }
  if (updates.kind === 'none') return null;
  return (
    <span className="status-note">
      <Icon icon={Check} />
      Works offline
    </span>
  );
}
