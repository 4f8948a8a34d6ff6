// New requests that carry the events of a refused one on, under the same ids where they are still to be had.
import type { EventNumber, EventStore } from '../../../lib/index.ts';
import { assignedId, type History } from '../../client/history.ts';
import type { Post } from '../../client/post.ts';
import { isOther, readStored, type SentEvent } from '../../client/stored-events.ts';
import { eventCount } from '../../client/words.ts';
import { newUuid } from '../../seed.ts';

/** What is left to send of a request once its stream was looked at, expected where it is. */
export interface Remaining {
  readonly post: Post;
  readonly version: EventNumber;
  /** How many events of the request are in the stream as they were sent. */
  readonly there: number;
  /** How many get a new id, since theirs stands for another event in the stream. */
  readonly renewed: number;
}

/** With an exact version the store looks at no ids: what is in the stream already would be written once more. */
export function remaining(
  stream: string,
  events: readonly SentEvent[],
  version: EventNumber,
  newId: () => string,
): Remaining {
  const others = events.filter(isOther);
  const left = events.filter((event) => event.at === null || others.includes(event));
  const post = {
    stream,
    expectedVersion: version,
    events: left.map((event) => (others.includes(event) ? { ...event.sent, id: newId() } : event.sent)),
  };
  return { post, version, there: events.length - left.length, renewed: others.length };
}

/** `known`: where the stream was at least. */
export async function readRemaining(
  store: EventStore,
  history: History,
  known: EventNumber,
): Promise<Remaining> {
  const { request } = history;
  // The version first: what is written between the two then makes a conflict, and no second event.
  const { version } = await store.describeStream(request.stream);
  return readRemainingAt(store, history, Math.max(known, version));
}

/** `version`: where the stream was before this is called. */
export async function readRemainingAt(
  store: EventStore,
  history: History,
  version: EventNumber,
): Promise<Remaining> {
  const { request } = history;
  const events = await readStored(store, request, assignedId(history));
  return remaining(request.stream, events, version, newUuid);
}

/** What of the request needs not be sent, and why something gets a new id. */
export function thereWords({ post, there, renewed }: Remaining): string {
  if (post.events.length === 0)
    return 'All events of this request are in the stream by now. There is nothing to send.';
  const found = `${there} of ${eventCount(there + post.events.length)} ${there === 1 ? 'is' : 'are'} in the stream.`;
  if (renewed === 0) return found;
  return `${found} ${renewed === 1 ? '1 has an id that another event has' : `${renewed} have ids that other events have`} there.`;
}

/** `It`, `They`, `Your 2 events` … */
export function idsWords({ post, renewed }: Remaining): string {
  const count = post.events.length;
  if (renewed === 0) return count === 1 ? 'keeps its id' : 'keep their ids';
  if (renewed === count) return count === 1 ? 'gets a new id' : 'get new ids';
  return `keep their ids, except ${renewed} with a new one,`;
}
