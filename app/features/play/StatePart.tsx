// The way through the events, the state as of one of them, and the event itself.
import { type RefObject, useEffect } from 'react';
import type { StreamName } from '../../../lib/index.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { grouped } from '../../ui/words.ts';
import { AnswerView } from './AnswerView.tsx';
import { answerWords } from './answer-words.ts';
import { EventBeside } from './EventBeside.tsx';
import { Transport, type Way } from './Transport.tsx';
import type { Fold } from './useFold.ts';

export function StatePart(props: {
  readonly stream: StreamName;
  readonly way: Way;
  readonly folding: Fold;
  /** What the answer is shown in. */
  readonly answerArea: RefObject<HTMLDivElement | null>;
  readonly onAgain: () => void;
}) {
  const { stream, way, folding, answerArea, onAgain } = props;
  const { shown, failure } = folding;
  useAnswerSaid(folding, way);
  return (
    <div className="stack">
      <Transport {...way}>
        <Progress folding={folding} first={way.facts.first} />
      </Transport>
      {failure === null ? null : (
        <Failure title="The events could not be read" error={failure}>
          <button className="btn" type="button" onClick={onAgain}>
            Try again
          </button>
        </Failure>
      )}
      {shown === null ? null : (
        <div className="play-views">
          <div className="stack" ref={answerArea}>
            <AnswerView answer={shown.answer} at={shown.at} way={way} onAgain={onAgain} />
          </div>
          <EventBeside stream={stream} at={shown.at} noun={way.noun} event={shown.event} />
        </div>
      )}
    </div>
  );
}

function Progress({ folding, first }: { readonly folding: Fold; readonly first: number }) {
  const { isBusy, reached, target, stop } = folding;
  if (!isBusy || reached === null) return null;
  return (
    <span className="folding">
      <progress
        className="progress"
        aria-label="Folded"
        max={target - first + 1}
        value={reached - first + 1}
      />
      <span>
        Folding: {grouped(reached - first + 1)} of {grouped(target - first + 1)}
      </span>
      <button className="btn btn-small" type="button" onClick={stop}>
        Stop
      </button>
    </span>
  );
}

/** Longer than a person takes between two steps. */
const QUIET_MS = 500;

/** Says an answer to those who do not see it, when it stays. */
function useAnswerSaid({ shown, isBusy }: Fold, { noun, stepping }: Way): void {
  const announce = useAnnounce();
  const { isOn } = stepping;
  useEffect(() => {
    if (shown === null || isBusy || isOn) return;
    const timer = setTimeout(() => announce(answerWords(shown.answer, noun)), QUIET_MS);
    return () => clearTimeout(timer);
  }, [shown, isBusy, noun, isOn, announce]);
}
