// ETags: the version of what is shown, and a hash of all that is shown, the same in every process.
import type { RecordedEvent, ResolvedEvent } from '../core/events.ts';
import { hash53 } from '../core/hash.ts';
import { LINK_EVENT_TYPE, linkText } from '../core/links.ts';
import { decode } from './exchange.ts';
import type { Said } from './written-feeds.ts';

/**
 * Without quotes, as the feed itself carries it. The number before the semicolon is the one that the reference gives,
 * which deletion, truncation and the passing of time leave as it is. So what is behind it changes with everything shown.
 * @param said all that is shown beside the events; each fact that can change what is shown has to be among them
 */
export function eTagOf(version: number, said: Said, events: readonly ResolvedEvent[]): string {
  const shown = events.map(({ event, link }) => `${placeOf(event)}<${placeOf(link)}`);
  return `${version};${hash53(JSON.stringify([said, shown]))}`;
}

/**
 * An event never changes, so its place stands for it. The id and the time tell it from one in a log that was replaced.
 * Links are the exception: a category passes on the data of a link, until a scavenge drops them.
 */
function placeOf(event: RecordedEvent | undefined): string {
  if (!event) return '';
  const place = `${event.position} ${event.id} ${event.createdMs}`;
  return event.type === LINK_EVENT_TYPE ? `${place} ${linkText(event.rawData, decode)}` : place;
}

/** True when If-None-Match names this ETag, also weakly or in a list. */
export function isUnchanged(request: Request, eTag: string): boolean {
  const sent = request.headers.get('If-None-Match');
  if (sent === null) return false;
  if (sent.trim() === '*') return true;
  return sent.split(',').some((tag) => tag.trim().replace(/^W\//, '') === `"${eTag}"`);
}
