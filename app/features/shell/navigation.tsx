// The places of the app, for the side bar and the tab bar.
import { FlaskConical, Inbox, Layers, type LucideIcon, Play, Settings, SquarePen } from 'lucide-react';
import { paths, type Route } from '../../router.ts';

export interface Place {
  readonly label: string;
  readonly href: string;
  readonly icon: LucideIcon;
  readonly screens: readonly Route['kind'][];
}

export const STREAMS: Place = {
  label: 'Streams',
  href: paths.streams(),
  icon: Layers,
  screens: ['streams', 'stream', 'event', 'metadata', 'find'],
};
export const POST: Place = { label: 'Post', href: paths.post(), icon: SquarePen, screens: ['post'] };
export const REQUESTS: Place = {
  label: 'Requests',
  href: paths.requests(),
  icon: Inbox,
  screens: ['requests', 'request'],
};
export const LAB: Place = {
  label: 'Lab',
  href: paths.lab(),
  icon: FlaskConical,
  screens: ['lab', 'scenario', 'rival'],
};
export const PLAY: Place = { label: 'State', href: paths.play(), icon: Play, screens: ['play'] };
export const SETTINGS: Place = {
  label: 'Settings',
  href: paths.settings(),
  icon: Settings,
  screens: ['settings'],
};

/** `page` on the place itself, `true` on what lies inside it. */
export function currentOf(place: Place, route: Route): 'page' | 'true' | undefined {
  if (!place.screens.includes(route.kind)) return undefined;
  return place.screens[0] === route.kind ? 'page' : 'true';
}
