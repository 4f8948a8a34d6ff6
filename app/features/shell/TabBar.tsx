// The places of the app under the thumb, on small screens.
import type { Route } from '../../router.ts';
import { Icon } from '../../ui/Icon.tsx';
import { currentOf, NeedsYou, POST, REQUESTS, SETTINGS, STREAMS } from './navigation.tsx';

export function TabBar({ route }: { readonly route: Route }) {
  return (
    <nav className="tabbar" aria-label="Main">
      {[STREAMS, POST, REQUESTS, SETTINGS].map((place) => (
        <a key={place.label} href={place.href} aria-current={currentOf(place, route)}>
          <Icon icon={place.icon} />
          <span>{place.label}</span>
          {place === REQUESTS ? <NeedsYou /> : null}
        </a>
      ))}
    </nav>
  );
}
