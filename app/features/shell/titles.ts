// Names of the screens, and when a change of address is a change of screen.
import type { StreamName } from '../../../lib/index.ts';
import type { Route } from '../../router.ts';
import { hasRightToLeft } from '../../ui/stretches.ts';
import { spelledOut } from '../../ui/unseen.ts';

/** What the window is called. */
export function titleOf(route: Route): string {
  return `${screenTitle(route)} · Event store`;
}

function screenTitle(route: Route): string {
  switch (route.kind) {
    case 'streams':
      return 'Streams';
    case 'stream':
      return named(route.stream);
    case 'event':
      return `Event ${route.eventNumber} · ${named(route.stream)}`;
    case 'metadata':
      return `Metadata · ${named(route.stream)}`;
    case 'find':
      return `Find · ${named(route.stream)}`;
    case 'post':
      return 'Post event';
    case 'requests':
      return 'Requests';
    case 'request':
      return `Request ${spelledOut(route.id.slice(0, 4))}`;
    case 'lab':
      return 'Lab';
    case 'scenario':
      return scenarioTitle(route.scenario);
    case 'rival':
      return 'Second tab';
    case 'play':
      return route.stream === null ? 'State' : `State · ${named(route.stream)}`;
    case 'settings':
      return 'Settings';
    case 'unknown':
      return 'Nothing here';
  }
}

/** `lost-reply` is "Lost reply": the screen itself says it better, but its code may still be loading. */
function scenarioTitle(id: string): string {
  return spelledOut(`${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll('-', ' ')} · Lab`);
}

/** In a text without elements the characters of Unicode isolate what runs to the left. */
function named(stream: StreamName): string {
  const name = spelledOut(stream);
  return hasRightToLeft(name) ? `\u2068${name}\u2069` : name;
}

/** Two routes with the same key are the same screen: paging or stepping through events leaves the focus where it is. */
export function screenKey(route: Route): string {
  switch (route.kind) {
    case 'stream':
    case 'event':
    case 'metadata':
    case 'find':
      return `${route.kind} ${route.stream}`;
    case 'play':
      return `play ${route.stream ?? ''}`;
    case 'request':
      return `request ${route.id}`;
    case 'scenario':
      return `scenario ${route.scenario}`;
    default:
      return route.kind;
  }
}
