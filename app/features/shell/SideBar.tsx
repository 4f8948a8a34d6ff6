// The places of the app, the streams, and how much room is left.
import type { Route } from '../../router.ts';
import { Icon } from '../../ui/Icon.tsx';
import { SpaceUsed } from '../settings/SpaceUsed.tsx';
import { StreamList } from '../streams/StreamList.tsx';
import { currentOf, LAB, NeedsYou, REQUESTS, SETTINGS, STREAMS } from './navigation.tsx';

export function SideBar({ route }: { readonly route: Route }) {
  const stream = 'stream' in route && route.kind !== 'post' ? route.stream : null;
  return (
    <div className="side">
      <nav aria-label="Main">
        <ul className="nav-list">
          {[STREAMS, REQUESTS, LAB, SETTINGS].map((place) => (
            <li key={place.label}>
              <a href={place.href} aria-current={currentOf(place, route)}>
                <Icon icon={place.icon} />
                <span className="nav-label">{place.label}</span>
                {place === REQUESTS ? <NeedsYou /> : null}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <StreamList current={stream} besideAll={route.kind === 'streams'} />
      <SpaceUsed />
    </div>
  );
}
