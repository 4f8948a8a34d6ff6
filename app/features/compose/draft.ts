// What a person is writing: kept as typed, wrong or not, until it is sent.

import type { ExpectedVersion, StreamSummary } from '../../../lib/index.ts';
import type { After, PostEvent } from '../../client/post.ts';
import { predict, type Queued } from '../../client/prediction.ts';

export type ExpectedChoice = 'exact' | 'any' | 'no_stream' | 'empty_stream' | 'stream_exists';

export interface DraftEvent {
  /** Stays while events are moved and edited. */
  readonly key: string;
  readonly type: string;
  readonly id: string;
  readonly storeAssigns: boolean;
  readonly data: string;
  /** Empty: none. */
  readonly metadata: string;
  /** How it was sent last; null while it was not, and once that is settled. */
  readonly sent: SentEvent | null;
}

/** An event that went out, and of which nobody knows yet that the form can go on to the next. */
export interface SentEvent {
  readonly id: string;
  readonly stream: string;
  /** What was sent, in those fields that say something else now. */
  readonly was: Partial<EventContent>;
}

export type EventContent = Pick<DraftEvent, 'type' | 'data' | 'metadata'>;

export interface Draft {
  readonly stream: string;
  readonly expected: ExpectedChoice;
  /** The number beside Exact, as typed. */
  readonly exact: string;
  /** A person chose the expected version; it is not to be set for them. */
  readonly chosen: boolean;
  /** The queued request that the number beside Exact was counted from; null once a person typed the number. */
  readonly after: Counted | null;
  /** At least one. */
  readonly events: readonly DraftEvent[];
  /** The request this was copied from. */
  readonly basedOn: string | null;
  /** What was being written when this took its place; null when nothing would be lost. */
  readonly replaced: Draft | null;
}

/** A count is one of a stream: it says nothing of another one, and holds again once that stream is back in the form. */
export interface Counted extends After {
  readonly stream: string;
}

export type NewId = () => string;

const EXAMPLE = { type: 'SomeEvent', data: '{}', metadata: '' } as const;

/** The example of the documents: two clicks from an empty store to its first event. */
export function newDraft(stream: string | undefined, newId: NewId): Draft {
  return {
    stream: stream ?? 'newstream',
    expected: 'no_stream',
    exact: '',
    chosen: false,
    after: null,
    events: [newEvent(newId, EXAMPLE)],
    basedOn: null,
    replaced: null,
  };
}

/** A draft that was kept, maybe by another version of the app: what it lacks is as in a new one. */
export function draftAgain(kept: Partial<Draft>, newId: NewId): Draft {
  const fresh = newDraft(undefined, newId);
  const events = (kept.events ?? []).map((event) => ({ ...newEvent(newId), ...event }));
  const replaced = kept.replaced ? draftAgain(kept.replaced, newId) : null;
  return { ...fresh, ...kept, events: events.length > 0 ? events : fresh.events, replaced };
}

function newEvent(newId: NewId, like: Partial<DraftEvent> = {}): DraftEvent {
  return {
    type: '',
    data: '{}',
    metadata: '',
    storeAssigns: false,
    sent: null,
    ...like,
    key: newId(),
    id: newId(),
  };
}

/**
 * The mode that also protects against other writers: the current version, or that there is none. `queued`: the requests
 * to the stream that were not sent yet, in their order.
 */
export function withDefaultExpected(
  draft: Draft,
  current: Pick<StreamSummary, 'state' | 'version'>,
  queued: readonly Queued[] = [],
): Draft {
  if (draft.chosen || isUnsettled(draft)) return draft;
  const { expectedVersion, after } = predict(current, queued);
  return expectedVersion === 'no_stream'
    ? { ...draft, expected: 'no_stream', exact: '', after: null }
    : { ...draft, expected: 'exact', exact: String(expectedVersion), after: after && counted(draft, after) };
}

function counted({ stream }: Draft, { requestId, knownVersion }: After): Counted {
  return { requestId, knownVersion, stream };
}

/** Sent, and nobody knows yet what came of it: with another version expected it might be written a second time. */
function isUnsettled({ stream, events }: Draft): boolean {
  return events.some(({ sent }) => sent?.stream === stream);
}

/**
 * What a person chose. A number that they typed is their own, even where the form would have proposed the same; one that
 * they only left and came back to is still what the form counted.
 */
export function withChosenExpected(draft: Draft, choice: Pick<Draft, 'expected' | 'exact'>): Draft {
  return { ...draft, ...choice, chosen: true, after: choice.exact === draft.exact ? draft.after : null };
}

/** What the number that is to be sent was counted from. */
export function countedFrom({ expected, after, stream }: Draft): After | null {
  if (expected !== 'exact' || after?.stream !== stream) return null;
  const { requestId, knownVersion } = after;
  return { requestId, knownVersion };
}

/** What the draft expects; null while the number beside Exact is none. */
export function expectedOf(draft: Draft): ExpectedVersion | null {
  if (draft.expected !== 'exact') return draft.expected;
  const text = draft.exact.trim();
  return /^\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : null;
}

export function withAnotherEvent(draft: Draft, newId: NewId): Draft {
  return { ...draft, events: [...draft.events, newEvent(newId, { type: draft.events.at(-1)?.type ?? '' })] };
}

/** A request needs at least one event: the last one stays. */
export function withoutEvent(draft: Draft, key: string): Draft {
  if (draft.events.length < 2) return draft;
  return { ...draft, events: draft.events.filter((event) => event.key !== key) };
}

/** Moves an event one place up (-1) or down (1). */
export function withMovedEvent(draft: Draft, key: string, by: -1 | 1): Draft {
  const from = draft.events.findIndex((event) => event.key === key);
  const to = from + by;
  const moved = draft.events[from];
  if (moved === undefined || to < 0 || to >= draft.events.length) return draft;
  return { ...draft, events: draft.events.toSpliced(from, 1).toSpliced(to, 0, moved) };
}

/**
 * The draft for the next events once these ids are written, null = the store assigned it: new ids, and an expected
 * version that is chosen anew. A draft of other events stays as it is.
 */
export function afterWritten(draft: Draft, written: readonly (string | null)[], newId: NewId): Draft {
  const ids = new Set(written);
  const isWritten = (event: DraftEvent) => ids.has(normalId(event.sent?.id ?? event.id));
  if (!ids.has(null) && !draft.events.some(isWritten)) return draft;
  return {
    ...draft,
    chosen: false,
    after: null,
    basedOn: null,
    events: draft.events.map((event) =>
      isWritten(event)
        ? { ...event, id: ids.has(normalId(event.id)) ? newId() : event.id, sent: null }
        : event,
    ),
  };
}

/** An id as it is sent: a GUID in small letters. */
export function normalId(id: string): string {
  return id.trim().toLowerCase();
}

/** A draft with what a request posted; the events get new ids, since edited events are other events. */
export function draftLike(
  like: {
    readonly stream: string;
    readonly events: readonly Pick<PostEvent, 'type' | 'data' | 'metadata'>[];
    readonly basedOn: string | null;
  },
  newId: NewId,
): Draft {
  return {
    ...newDraft(like.stream, newId),
    basedOn: like.basedOn,
    events: like.events.map(({ type, data, metadata }) =>
      newEvent(newId, { type, data, metadata: metadata ?? '' }),
    ),
  };
}

/** The draft in the place of another, which is kept if something was typed in it that was not sent. */
export function inPlaceOf(draft: Draft, before: Draft | undefined): Draft {
  if (before === undefined) return draft;
  const isLost = before.events.some(isUnsent);
  return { ...draft, replaced: isLost ? { ...before, replaced: null } : before.replaced };
}

function isUnsent({ sent, type, data, metadata }: DraftEvent): boolean {
  if (sent !== null) return Object.keys(sent.was).length > 0;
  return type !== EXAMPLE.type || data !== EXAMPLE.data || metadata !== EXAMPLE.metadata;
}
