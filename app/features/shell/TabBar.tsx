// The places of the app under the thumb, on small screens.
import { NeedsYou } from '../../late.tsx';
import { paths, type Route } from '../../router.ts';
import { Icon } from '../../ui/Icon.tsx';
import { currentOf, LAB, POST, REQUESTS, SETTINGS, STREAMS } from './navigation.tsx';

export function TabBar({ route }: { readonly route: Route }) {
  return (
    <nav className="tabbar" aria-label="Main">
      {[STREAMS, POST, REQUESTS, LAB, SETTINGS].map((place) => (
        <a
          key={place.label}
          href={place === POST ? postHref(route) : place.href}
          aria-current={route.kind === 'play' && place === STREAMS ? 'true' : currentOf(place, route)}
        >
          <Icon icon={place.icon} />
          <span>{place.label}</span>
          {place === REQUESTS ? <NeedsYou /> : null}
        </a>
      ))}
    </nav>
  );
}

/** From a stream one posts to that stream. */
function postHref(route: Route): string {
  const inStream = route.kind === 'stream' || route.kind === 'event';
  return inStream && route.stream !== '$all' ? paths.post(route.stream) : POST.href;
}
