// What came of a fold: the state, or why there is none.
import { CopyButton } from '../../ui/CopyButton.tsx';
import { grouped } from '../../ui/words.ts';
import { stateWords } from './answer-words.ts';
import { ProblemCard } from './ProblemCard.tsx';
import { StateView } from './StateView.tsx';
import type { Answer, ShownState } from './sandbox/protocol.ts';
import type { Way } from './Transport.tsx';

export interface AnswerProps {
  readonly answer: Answer;
  /** The event that was asked for. */
  readonly at: number;
  readonly way: Way;
  /** Folds again, from where it stopped. */
  readonly onAgain: () => void;
}

export function AnswerView({ answer, ...props }: AnswerProps) {
  switch (answer.kind) {
    case 'state':
      return <StateSection state={answer.state} way={props.way} says={stateWords(answer.state)} />;
    case 'stopped':
      return <Stopped reached={answer.at} {...props} />;
    case 'problem':
      return <Failed {...answer} {...props} />;
  }
}

function StateSection(props: { readonly state: ShownState; readonly way: Way; readonly says: string }) {
  const { state, way, says } = props;
  const title = state.at < way.facts.first ? 'Initial state' : `State as of ${way.noun} ${state.at}`;
  return (
    <>
      <header className="play-head">
        <h2>{title}</h2>
        <CopyButton text={state.json} label="Copy state" className="btn btn-quiet btn-small">
          Copy
        </CopyButton>
        <p className="muted">{says}</p>
      </header>
      <StateView state={state} label={title} />
    </>
  );
}

function Stopped(props: Omit<AnswerProps, 'answer'> & { readonly reached: number }) {
  const { reached, at, way, onAgain } = props;
  return (
    <>
      <h2>Stopped</h2>
      <p className="muted">
        The fold came as far as {way.noun} {reached}: {grouped(at - reached)} more to the one you look at.
      </p>
      <div className="row">
        <button className="btn" type="button" onClick={onAgain}>
          Go on
        </button>
        {reached < way.facts.first ? null : (
          <button className="btn" type="button" onClick={() => way.go(reached)}>
            Go to {way.noun} {reached}
          </button>
        )}
      </div>
    </>
  );
}

function Failed(props: Omit<AnswerProps, 'answer'> & Omit<Extract<Answer, { kind: 'problem' }>, 'kind'>) {
  const { problem, before, at, way, onAgain } = props;
  const elsewhere = problem.at === at ? null : problem.at;
  return (
    <>
      <ProblemCard problem={problem} noun={way.noun}>
        {elsewhere === null ? null : (
          <button className="btn" type="button" onClick={() => way.go(elsewhere)}>
            Go to {way.noun} {elsewhere}
          </button>
        )}
        <button className="btn" type="button" onClick={onAgain}>
          Run again
        </button>
      </ProblemCard>
      {before === null ? null : <StateSection state={before} way={way} says="the last one before it" />}
    </>
  );
}
