// What the form does: keeps the draft, sends it, and makes it ready for the next event.
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import {
  type EventId,
  type EventNumber,
  isStreamName,
  type LogId,
  type StreamSummary,
} from '../../../lib/index.ts';
import { useClient, useHistories, useHistory } from '../../client/ClientProvider.tsx';
import { writtenUpTo } from '../../client/chain.ts';
import type { Posted } from '../../client/client.ts';
import { type History, latestOutcome } from '../../client/history.ts';
import type { Post } from '../../client/post.ts';
import { answeredTo, queuedTo } from '../../client/prediction.ts';
import type { ClientRequest } from '../../client/request.ts';
import { useCommits, useLogId, useStore, useStoreName } from '../../store.tsx';
import { useLive } from '../../useLive.ts';
import { checkDraft, isGuid } from './check-draft.ts';
import { type Draft, type DraftEvent, inPlaceOf, newDraft, normalId, withDefaultExpected } from './draft.ts';
import { nextDraft, type Told, upToDate } from './next-draft.ts';
import { withoutSent, withSent } from './sent-events.ts';
import { changeSession, draftOf, markVisited, newEventId, openSession } from './session.ts';
import { expectsWhatIs } from './stream-words.ts';
import { firstUnanswered } from './unanswered.ts';
import { useSentOtherwise } from './useSentOtherwise.ts';

export interface Composer {
  readonly draft: Draft;
  readonly setDraft: (change: (last: Draft) => Draft) => void;
  /** How the stream of the draft was read last; null while it is not known. */
  readonly current: StreamSummary | null;
  /** The same, or newer where an answer has told more than was read yet. */
  readonly known: StreamSummary | null;
  /** The request that was sent last from this form. */
  readonly sent: History | undefined;
  readonly sending: boolean;
  /** The first request to the stream of the draft that got no reply and is not settled yet. */
  readonly unanswered: History | undefined;
  /** Shows what came of another request instead. */
  readonly follow: (requestId: string) => void;
  /** How many requests to the stream of the draft were not sent yet. */
  readonly queued: number;
  /** Why the last request could not even be kept; null when it was. */
  readonly failure: unknown;
  /** Sends the draft, which must be valid. */
  readonly send: () => Promise<void>;
  /** The form was just cleared, and nothing was typed since. */
  readonly cleared: boolean;
  readonly clear: () => void;
  readonly undoClear: () => void;
  /** Fills the form with what was posted, to be sent at the version that is current now. */
  readonly edit: (request: ClientRequest) => void;
  /** Where the id of this event is in the stream already, if sending would write it again. */
  readonly writtenAt: (event: DraftEvent) => EventNumber | undefined;
  /** The request that sent something else under the id of this event. */
  readonly sentOtherwise: (event: DraftEvent) => ClientRequest | undefined;
}

export function useComposer(stream: string | undefined): Composer {
  const client = useClient();
  const store = useStore();
  const storeName = useStoreName();
  const [session] = useState(() => openSession(storeName, stream));
  const [draft, setDraft] = useState(session.draft);
  const [sentId, setSentId] = useState(session.sentId);
  const [posting, setPosting] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [before, setBefore] = useState<{ readonly draft: Draft; readonly blank: Draft } | null>(null);
  const sent = useHistory(sentId);
  const sending = posting || (sent !== undefined && latestOutcome(sent).kind === 'sending');
  useEffect(markVisited, []);
  useEffect(() => changeSession(storeName, () => ({ draft, sentId })), [storeName, draft, sentId]);

  const current = useStream(draft.stream);
  const [told, setTold] = useState<(Told & { readonly logId: LogId }) | null>(null);
  const logId = useLogId();
  const known = useMemo(() => upToDate(current, told?.logId === logId ? told : null), [current, told, logId]);
  // The expected version is what was known when the stream was chosen; from then on it waits for the person.
  const expectedFor = useRef<string | null>(null);
  useEffect(() => {
    if (known === null || expectedFor.current === known.stream) return;
    expectedFor.current = known.stream;
    setDraft((last) =>
      withDefaultExpected(last, known, queuedTo(client.page, known.stream, client.histories())),
    );
  }, [client, known]);

  useWhenSafe(sent, session.doneId, (safe) => {
    const { stream: to } = safe.request;
    const histories = client.histories();
    const facts = {
      known,
      queued: queuedTo(client.page, to, histories),
      answeredTo: answeredTo(client.page, to, histories),
    };
    const next = nextDraft(safe, facts, newEventId);
    if (!next.isVersionKnown) expectedFor.current = null;
    if (next.told !== null) setTold({ ...next.told, logId });
    setDraft(next.change);
  });
  const histories = useHistories();
  const queued = queuedTo(client.page, draft.stream, histories);
  useSettledCount(draft, histories, setDraft);
  const places = useKnownIds(draft);
  const sentOtherwise = useSentOtherwise(draft, histories);

  async function send(): Promise<void> {
    setPosting(true);
    setFailure(null);
    try {
      const ready =
        draft.chosen || expectedFor.current === draft.stream
          ? draft
          : withDefaultExpected(
              draft,
              await store.describeStream(draft.stream),
              queuedTo(client.page, draft.stream, client.histories()),
            );
      const checked = checkDraft(ready);
      if (checked.kind === 'invalid') return;
      const { request, settled } = await post(ready, checked.post);
      setSentId(request.id);
      changeSession(storeName, () => ({ sentId: request.id }));
      setPosting(false);
      await settled;
    } catch (error) {
      setFailure(error);
    } finally {
      setPosting(false);
    }
  }

  /** The draft counts as sent before it is: the form, and even the page, may be left while the request is being kept. */
  async function post(ready: Draft, what: Post): Promise<Posted> {
    changeDraft((last) => withSent(last, ready, newEventId));
    try {
      return await client.post(what, ready.basedOn ?? undefined);
    } catch (error) {
      changeDraft((last) => withoutSent(last, ready));
      throw error;
    }
  }

  /** Here, and where it is kept, which a form that was left does no longer. */
  function changeDraft(change: (last: Draft) => Draft): void {
    setDraft(change);
    changeSession(storeName, (last) => ({ draft: change(last.draft) }));
  }

  function withDefault(fresh: Draft): Draft {
    return known?.stream === fresh.stream ? withDefaultExpected(fresh, known, queued) : fresh;
  }

  return {
    draft,
    setDraft,
    current,
    known,
    sent,
    sending,
    unanswered: firstUnanswered(client.page, draft.stream, histories),
    follow: setSentId,
    queued: queued.length,
    failure,
    send,
    cleared: before !== null && draft === before.blank,
    clear: () => {
      const blank = withDefault(newDraft(stream ?? draft.stream, newEventId));
      setBefore({ draft, blank });
      setDraft(blank);
    },
    undoClear: () => {
      if (before !== null) setDraft(before.draft);
    },
    edit: (request) => setDraft((last) => inPlaceOf(withDefault(draftOf(request)), last)),
    writtenAt: (event) =>
      !event.storeAssigns && current !== null && expectsWhatIs(draft, current)
        ? places.get(normalId(event.id))
        : undefined,
    sentOtherwise,
  };
}

/** Facts about the stream, kept up to date. */
function useStream(stream: string): StreamSummary | null {
  const store = useStore();
  const read = useCallback(
    async () => (isStreamName(stream) ? store.describeStream(stream) : null),
    [store, stream],
  );
  const live = useLive(read, useCommits(stream));
  return live.status === 'ready' && live.value?.stream === stream ? live.value : null;
}

/**
 * Calls `act` once the request is known to be written, or safe in the queue, before that is painted: what a person types
 * once they see it must not be replaced under their hands.
 */
function useWhenSafe(sent: History | undefined, doneId: string | null, act: (safe: History) => void): void {
  const storeName = useStoreName();
  const done = useRef(doneId);
  useLayoutEffect(() => {
    if (sent === undefined || !isSafe(sent) || done.current === sent.request.id) return;
    done.current = sent.request.id;
    changeSession(storeName, () => ({ doneId: sent.request.id }));
    act(sent);
  });
}

/** Once the request that the number was counted from is written there, the number is a fact, and hangs on nothing. */
function useSettledCount(
  { after, exact }: Draft,
  histories: readonly History[],
  setDraft: (change: (last: Draft) => Draft) => void,
): void {
  const before = histories.find(({ request }) => request.id === after?.requestId);
  const isFact = before !== undefined && String(writtenUpTo(before)) === exact;
  useEffect(() => {
    if (isFact) setDraft((last) => (last.after === after ? { ...last, after: null } : last));
  }, [isFact, after, setDraft]);
}

function isSafe(history: History): boolean {
  const { kind } = latestOutcome(history);
  return kind === 'committed' || kind === 'already_committed' || kind === 'queued' || kind === 'held';
}

function useKnownIds(draft: Draft): ReadonlyMap<EventId, EventNumber> {
  const store = useStore();
  const ids = draft.events
    .map(({ id }) => normalId(id))
    .filter(isGuid)
    .join(' ');
  const { stream } = draft;
  const read = useCallback(
    async () => (isStreamName(stream) && ids !== '' ? store.findEventIds(stream, ids.split(' ')) : NONE),
    [store, stream, ids],
  );
  const live = useLive(read, useCommits(stream));
  return useMemo(() => (live.status === 'ready' ? live.value : NONE), [live]);
}

const NONE: ReadonlyMap<EventId, EventNumber> = new Map();
