// The form as it was left, in this tab: through other screens, a reload and a new version of the app.
import { tabStorage } from '../../browser-storage.ts';
import { postedEvents } from '../../client/posted-events.ts';
import type { ClientRequest } from '../../client/request.ts';
import { keepOnLeaving, keptDraft } from '../../kept-draft.ts';
import { navigate, paths } from '../../router.ts';
import { newUuid } from '../../seed.ts';
import { POST_LIKE_KEY } from '../event/post-like.ts';
import { type Draft, draftAgain, draftLike, inPlaceOf, newDraft } from './draft.ts';
import { withStream } from './sent-events.ts';

export interface ComposeSession {
  readonly draft: Draft;
  /** The request that was sent last from the form. */
  readonly sentId: string | null;
  /** The request after which the form went on to the next events. */
  readonly doneId: string | null;
}

export const newEventId = newUuid;

const KEPT = 'drafts';

const sessions = new Map(keptSessions());
keepOnLeaving(KEPT, () => (sessions.size === 0 ? undefined : [...sessions]));

/** By the name of their store. */
function keptSessions(): readonly (readonly [string, ComposeSession])[] {
  const kept = keptDraft(KEPT) as readonly (readonly [string, Partial<ComposeSession>])[] | undefined;
  return (kept ?? []).map(([storeName, { draft = {}, sentId = null, doneId = null }]) => [
    storeName,
    { draft: draftAgain(draft, newEventId), sentId, doneId },
  ]);
}

/** Marks this step of the history as one that the form was seen at. */
export function markVisited(): void {
  history.replaceState(VISITED, '');
}

function isReturning(): boolean {
  return (history.state as Partial<typeof VISITED> | null)?.composed === true;
}

const VISITED = { composed: true } as const;

/** The form of this store: what a person asked to post again, or as it was left, or new. */
export function openSession(storeName: string, address: string | undefined): ComposeSession {
  const before = sessions.get(storeName);
  // Coming back finds the form as it was left, whatever stream its address names.
  const stream = before !== undefined && isReturning() ? undefined : address;
  const like = takePostLike();
  const draft =
    like === null
      ? (before?.draft ?? newDraft(stream, newEventId))
      : inPlaceOf(draftLike(like, newEventId), before?.draft);
  const wanted = stream ?? (draft.stream || before?.draft.stream || draft.stream);
  const session = {
    draft: wanted === draft.stream ? draft : { ...withStream(draft, wanted, newEventId), chosen: false },
    sentId: before?.sentId ?? null,
    doneId: before?.doneId ?? null,
  };
  sessions.set(storeName, session);
  return session;
}

/** Changes what is kept of a form that was opened, and may be gone by now. */
export function changeSession(
  storeName: string,
  change: (last: ComposeSession) => Partial<ComposeSession>,
): void {
  const last = sessions.get(storeName);
  if (last !== undefined) sessions.set(storeName, { ...last, ...change(last) });
}

/** Opens the form with what the request posted; the events get new ids. */
export function editAsNew(storeName: string, request: ClientRequest): void {
  const { draft, sentId = null, doneId = null } = sessions.get(storeName) ?? {};
  sessions.set(storeName, { draft: inPlaceOf(draftOf(request), draft), sentId, doneId });
  navigate(paths.post(request.stream));
}

export function draftOf(request: ClientRequest): Draft {
  return draftLike(
    { stream: request.stream, events: postedEvents(request), basedOn: request.id },
    newEventId,
  );
}

/** What "Post another like this" left behind; taken once. */
function takePostLike(): Parameters<typeof draftLike>[0] | null {
  const text = tabStorage.getItem(POST_LIKE_KEY);
  if (text === null) return null;
  tabStorage.removeItem(POST_LIKE_KEY);
  const like = JSON.parse(text) as Partial<Record<'type' | 'data' | 'metadata', string>>;
  const event = { type: like.type ?? '', data: like.data ?? '{}', metadata: like.metadata ?? null };
  return { stream: '', events: [event], basedOn: null };
}
