// Events that were sent and changed since: what goes out under an id stays what that id stands for.
import type { Draft, DraftEvent, EventContent, NewId } from './draft.ts';

const FIELDS = ['type', 'data', 'metadata'] as const;

/** What of an event differs from what was sent under its last id; null = nothing, or it was not sent. */
export type Changed = 'content' | 'stream' | null;

export function changedSinceSent(
  { stream }: Pick<Draft, 'stream'>,
  { sent, storeAssigns }: DraftEvent,
): Changed {
  if (sent === null || storeAssigns) return null;
  if (sent.stream !== stream) return 'stream';
  return Object.keys(sent.was).length > 0 ? 'content' : null;
}

/** The draft after it was sent as it was in `sent`; what was typed since then counts as a change. */
export function withSent(draft: Draft, sent: Draft, newId: NewId): Draft {
  const events = draft.events.map((event) => {
    const before = sent.events.find(({ key }) => key === event.key);
    if (before === undefined || before.id !== event.id) return event;
    // The id in the field did not go out, and may stand for what was sent before.
    if (before.storeAssigns) return { ...event, id: event.sent === null ? event.id : newId(), sent: null };
    return { ...event, sent: { id: before.id, stream: sent.stream, was: differences(before, event) } };
  });
  return withFittingIds({ ...draft, events }, newId);
}

/** The draft once it turned out that it could not be sent as it was in `before`. */
export function withoutSent(draft: Draft, before: Draft): Draft {
  const events = draft.events.map((event) => {
    const was = before.events.find(({ key }) => key === event.key);
    return was !== undefined && event.sent?.id === was.id ? { ...event, sent: was.sent } : event;
  });
  return { ...draft, events };
}

/** Changes an event. An id that a person sets is theirs: it stays, whatever else they change before it is sent. */
export function withEvent(draft: Draft, key: string, change: Partial<DraftEvent>, newId: NewId): Draft {
  const events = draft.events.map((event) => {
    if (event.key !== key) return event;
    const next = { ...event, ...change };
    if (event.sent === null || change.id !== undefined) return { ...next, sent: null };
    return { ...next, sent: { ...event.sent, was: differences({ ...event, ...event.sent.was }, next) } };
  });
  return withFittingIds({ ...draft, events }, newId);
}

export function withStream(draft: Draft, stream: string, newId: NewId): Draft {
  return withFittingIds({ ...draft, stream }, newId);
}

/** The event, its id and its stream as they were sent. */
export function withSentAgain(draft: Draft, key: string, newId: NewId): Draft {
  const sent = draft.events.find((event) => event.key === key)?.sent;
  if (!sent) return draft;
  return withEvent(withStream(draft, sent.stream, newId), key, sent.was, newId);
}

/** What is as it was sent has the id it was sent under, and what is not has another one. */
function withFittingIds(draft: Draft, newId: NewId): Draft {
  const events = draft.events.map((event) => {
    if (event.sent === null) return event;
    if (changedSinceSent(draft, event) === null) return { ...event, id: event.sent.id };
    return event.id === event.sent.id ? { ...event, id: newId() } : event;
  });
  return { ...draft, events };
}

/** The fields of `before` that say something else in `now`. */
function differences(before: EventContent, now: EventContent): Partial<EventContent> {
  const differing = FIELDS.filter((field) => contentOf(before)[field] !== contentOf(now)[field]);
  return Object.fromEntries(differing.map((field) => [field, before[field]]));
}

/** An event as it is sent: space around JSON is not part of it, and metadata of nothing but space is none. */
export function contentOf({ type, data, metadata }: EventContent): EventContent {
  return { type, data: data.trim(), metadata: metadata.trim() };
}
