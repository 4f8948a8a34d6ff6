// The form once its request is safe: other ids, and the version that the answer tells, in one change.
import type { StreamName, StreamSummary } from '../../../lib/index.ts';
import { type History, latestOutcome } from '../../client/history.ts';
import type { Queued } from '../../client/prediction.ts';
import { afterWritten, type Draft, type NewId, withDefaultExpected } from './draft.ts';

/** Where an answer has told that a stream is, at least. */
export interface Told {
  readonly stream: StreamName;
  readonly version: number;
}

interface Facts {
  /** How the stream of the form is; null while that is not known. */
  readonly known: StreamSummary | null;
  /** What goes to the stream of the request before anything that is sent next. */
  readonly queued: readonly Queued[];
  /** The last event that any answer has told this page of in the stream of the request; -1 = none. */
  readonly answeredTo: number;
}

interface NextDraft {
  /** Null: no answer told a version. */
  readonly told: Told | null;
  /** False: the version that is to be expected has to be read first. */
  readonly isVersionKnown: boolean;
  readonly change: (last: Draft) => Draft;
}

/** What was read of a stream before an answer told more of it is out of date, unless nothing is written to it any more. */
export function upToDate(current: StreamSummary | null, told: Told | null): StreamSummary | null {
  if (current === null || told?.stream !== current.stream || told.version <= current.version) return current;
  return current.state === 'tombstoned' ? current : { ...current, state: 'live', version: told.version };
}

/** After a request was written or queued. */
export function nextDraft(history: History, { known, queued, answeredTo }: Facts, newId: NewId): NextDraft {
  const { stream, events } = history.request;
  const outcome = latestOutcome(history);
  const wrote = outcome.kind === 'committed' || outcome.kind === 'already_committed';
  const told = wrote ? { stream, version: outcome.last } : null;
  // What others wrote behind the event that an answer tells of, nobody has seen yet. A retry may find its event far back:
  // what was sent from here since then is known, too, unless that was in a log before this one.
  const since = outcome.kind === 'already_committed' ? Math.min(answeredTo, known?.version ?? -1) : -1;
  const current =
    told === null ? known : ({ state: 'live', version: Math.max(told.version, since) } as const);
  const ids = events.map(({ id }) => id);
  return {
    told,
    isVersionKnown: current !== null,
    change(last) {
      const next = afterWritten(last, ids, newId);
      return current === null || next.stream !== stream ? next : withDefaultExpected(next, current, queued);
    },
  };
}
