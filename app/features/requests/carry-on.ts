// New requests that carry the events of a refused one on, under the same ids.
import type { EventNumber } from '../../../lib/index.ts';
import { assignedId, type History } from '../../client/history.ts';
import type { Post, PostEvent } from '../../client/post.ts';
import { postedEvents } from '../../client/posted-events.ts';

/** The events of a request as the store knows them: with the id that it assigned, if it did. */
export function eventsOf(history: History): readonly PostEvent[] {
  const assigned = assignedId(history);
  return postedEvents(history.request).map((event) => ({ ...event, id: event.id ?? assigned }));
}

/** All events, written only while the stream is at this version. */
export function rebased(history: History, version: EventNumber): Post {
  return { stream: history.request.stream, expectedVersion: version, events: eventsOf(history) };
}

/** Only the events whose ids are not among those that were found, at this version. */
export function onlyMissing(
  history: History,
  found: ReadonlyMap<string, EventNumber>,
  version: EventNumber,
): Post {
  const events = eventsOf(history).filter(({ id }) => id === null || !found.has(id.toLowerCase()));
  return { stream: history.request.stream, expectedVersion: version, events };
}
