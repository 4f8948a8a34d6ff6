// What lies before an attempt in the picture: a wait in the queue, events of others, or the attempt before it.
import { CornerDownRight, RotateCcw } from 'lucide-react';
import type { EventNumber } from '../../../lib/index.ts';
import { assignedLocation, type History } from '../../client/history.ts';
import { outcomeOf } from '../../client/outcome.ts';
import { shortFingerprint } from '../../client/request.ts';
import { Icon } from '../../ui/Icon.tsx';
import { OutcomeChip } from '../../ui/Outcome.tsx';
import { lasted, later } from './durations.ts';
import type { StoryAttempt } from './story.ts';
import { useWrittenSince } from './useWrittenSince.ts';
import { WirePicture } from './WirePicture.tsx';
import { numbersWords, othersOf } from './written-since.ts';

function Rails() {
  return (
    <>
      <span className="rail rail-client" aria-hidden="true" />
      <span className="rail rail-store" aria-hidden="true" />
    </>
  );
}

export function Again(props: {
  readonly before: StoryAttempt;
  readonly told: StoryAttempt;
  readonly history: History;
}) {
  const { before, told, history } = props;
  const followed = outcomeOf(before.attempt).kind === 'id_assigned' && assignedLocation(history) !== null;
  const pauseMs = told.attempt.startedMs - before.attempt.startedMs - (before.attempt.durationMs ?? 0);
  return (
    <li className="again">
      <Rails />
      <p>
        <span className="again-act">
          <Icon icon={followed ? CornerDownRight : RotateCcw} />
          {followed ? 'Same request to the assigned URL' : 'Retry same request'}
        </span>
      </p>
      <small>
        {later(pauseMs)} · same bytes <code className="mono-small">{shortFingerprint(history.request)}</code>
      </small>
    </li>
  );
}

/** `untilMs`: when it was sent for the first time, in ms since 1970-01-01 UTC; null while it waits. */
export function InQueue({
  history,
  untilMs,
}: {
  readonly history: History;
  readonly untilMs: number | null;
}) {
  const waited = untilMs === null ? null : lasted(untilMs - history.request.createdMs);
  return (
    <li className="again" data-state="queued">
      <Rails />
      <p>
        <OutcomeChip kind="queued" />
      </p>
      <small>
        {waited === null ? null : `waited ${waited} · `}nothing was sent{untilMs === null ? ' yet' : null}
      </small>
    </li>
  );
}

/** Nothing where no event is of others. */
export function OthersWrote({
  history,
  currentVersion,
}: {
  readonly history: History;
  readonly currentVersion: EventNumber;
}) {
  const since = useWrittenSince(history, currentVersion);
  const numbers = since === null ? null : numbersWords(othersOf(since));
  if (numbers === null) return null;
  return (
    <li className="again others">
      <Rails />
      <div className="wire">
        <WirePicture way="rep" end="arrives" label="Somebody else writes to the store" />
      </div>
      <strong>Somebody else wrote {numbers}</strong>
    </li>
  );
}
