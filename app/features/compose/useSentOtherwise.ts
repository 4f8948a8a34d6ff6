// Ids of the form under which a request has sent something else: a stream takes an id once.
import { useMemo } from 'react';
import type { History } from '../../client/history.ts';
import { postedEvents } from '../../client/posted-events.ts';
import type { ClientRequest } from '../../client/request.ts';
import { type Draft, type DraftEvent, type EventContent, normalId } from './draft.ts';
import { contentOf } from './sent-events.ts';

/** Tells the newest request to the stream of the draft that sent something else under the id of an event. */
export function useSentOtherwise(
  draft: Draft,
  histories: readonly History[],
): (event: DraftEvent) => ClientRequest | undefined {
  const { stream } = draft;
  // An event that was sent from here under its id says the same still, or has another id by now.
  const given = draft.events.filter(({ id, sent }) => sent?.id !== id);
  const ids = given.map(({ id }) => normalId(id)).join(' ');
  const sent = useMemo(() => sentUnder(new Set(ids.split(' ')), stream, histories), [ids, stream, histories]);
  return (event) =>
    event.storeAssigns || event.sent?.id === event.id
      ? undefined
      : sent.get(normalId(event.id))?.findLast(({ content }) => content !== textOf(event))?.request;
}

interface Sent {
  readonly request: ClientRequest;
  readonly content: string;
}

/** By id; oldest first. */
function sentUnder(
  ids: ReadonlySet<string>,
  stream: string,
  histories: readonly History[],
): ReadonlyMap<string, readonly Sent[]> {
  const sent = new Map<string, Sent[]>();
  for (const { request } of histories) {
    if (request.stream !== stream || !request.events.some(({ id }) => id !== null && ids.has(id))) continue;
    for (const event of postedEvents(request)) {
      if (event.id === null || !ids.has(event.id)) continue;
      const content = textOf({ ...event, metadata: event.metadata ?? '' });
      sent.set(event.id, [...(sent.get(event.id) ?? []), { request, content }]);
    }
  }
  return sent;
}

function textOf(event: EventContent): string {
  const { type, data, metadata } = contentOf(event);
  return JSON.stringify([type, data, metadata]);
}
