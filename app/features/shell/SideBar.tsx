// The places of the app, the streams, and how much room is left.
import { NeedsYou, SpaceUsed } from '../../late.tsx';
import { paths, type Route } from '../../router.ts';
import { Icon } from '../../ui/Icon.tsx';
import { StreamList } from '../streams/StreamList.tsx';
import { currentOf, LAB, PLAY, REQUESTS, SETTINGS, STREAMS } from './navigation.tsx';

export function SideBar({ route }: { readonly route: Route }) {
  const stream = 'stream' in route && route.kind !== 'post' ? route.stream : null;
  return (
    <div className="side">
      <nav aria-label="Main">
        <ul className="nav-list">
          {[STREAMS, REQUESTS, LAB, PLAY, SETTINGS].map((place) => (
            <li key={place.label}>
              <a href={place === PLAY ? playHref(route) : place.href} aria-current={currentOf(place, route)}>
                <Icon icon={place.icon} />
                <span className="nav-label">{place.label}</span>
                {place === REQUESTS ? <NeedsYou /> : null}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <StreamList
        current={stream}
        besideAll={route.kind === 'streams' || (route.kind === 'play' && route.stream === null)}
      />
      <SpaceUsed />
    </div>
  );
}

/** From a stream one plays that stream; from there the way leads to all of them. */
function playHref(route: Route): string {
  const inStream =
    'stream' in route && route.stream !== null && route.kind !== 'post' && route.kind !== 'play';
  return inStream ? paths.play(route.stream) : PLAY.href;
}
