// What a stream holds under the ids of a request: the same events, or others.
import type { EventId, EventNumber, EventStore, RecordedEvent } from '../../lib/index.ts';
import type { PostEvent } from './post.ts';
import { isEventList, postedEvents } from './posted-events.ts';
import type { ClientRequest } from './request.ts';

/** An event of a request, and where its id is in the stream. */
export interface SentEvent {
  /** With the id that the store assigned, if it did. */
  readonly sent: PostEvent;
  /** It was sent in a list of events. */
  readonly isListed: boolean;
  /** Null: its id is not there. */
  readonly at: EventNumber | null;
  /** Null: nothing is there, or it cannot be read any more. */
  readonly stored: RecordedEvent | null;
}

/** One entry an event of the request, in its order. `assigned`: the id that the store gave to an event without one. */
export async function readStored(
  store: EventStore,
  request: ClientRequest,
  assigned: EventId | null,
): Promise<readonly SentEvent[]> {
  const isListed = isEventList(request);
  const events = postedEvents(request).map((event) => ({ ...event, id: event.id ?? assigned }));
  const ids = events.flatMap(({ id }) => id ?? []);
  const places = await store.findEventIds(request.stream, ids);
  return Promise.all(
    events.map(async (sent) => {
      const at = places.get(sent.id ?? '') ?? null;
      const stored = at === null ? null : ((await store.readEvent(request.stream, at)).event ?? null);
      return { sent, isListed, at, stored };
    }),
  );
}

/** True when the id stands for another event in the stream. What cannot be read any more counts as the same. */
export function isOther({ sent, stored, isListed }: SentEvent): boolean {
  if (stored === null || stored.scavenged) return false;
  const metadata = isListed && sent.metadata === 'null' ? null : sent.metadata;
  return (
    sent.type !== stored.type ||
    !isStoredAs(sent.data, stored.rawData, isListed) ||
    !isStoredAs(metadata, stored.rawMetadata, isListed)
  );
}

/** In a list of events a JSON string is the text itself. */
function isStoredAs(sent: string | null, stored: RecordedEvent['rawMetadata'], isListed: boolean): boolean {
  if (sent === stored) return true;
  if (sent === null || stored === null || !isListed || !sent.startsWith('"')) return false;
  return JSON.parse(sent) === (typeof stored === 'string' ? stored : new TextDecoder().decode(stored));
}
