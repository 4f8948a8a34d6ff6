// The steps of a scenario: done one by one, or all of them hands-free.

import { ChevronRight, Play, RotateCcw, Square } from 'lucide-react';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { useHistories } from '../../client/ClientProvider.tsx';
import { outcomeOf } from '../../client/outcome.ts';
import { paths } from '../../router.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Name } from '../../ui/Name.tsx';
import { OutcomeChip } from '../../ui/Outcome.tsx';
import { FireButton } from './race/FireButton.tsx';
import type { Run, Sent } from './run.ts';
import type { Scenario, Step } from './scenario.ts';
import { SCENARIOS } from './scenarios/index.ts';
import type { RunOnScreen } from './useRun.ts';

export function StepsPane({
  scenario,
  onScreen,
}: {
  readonly scenario: Scenario;
  readonly onScreen: RunOnScreen;
}) {
  const { run, runner, racer, next, play } = onScreen;
  const { steps } = scenario;
  const finished = run.done === steps.length;
  // The step that a person does next, behind those that are done together with it; -1 when there is none.
  const asked = steps.findIndex((step, index) => index >= run.done && step.by === 'you');
  const current = run.doing || run.playing || asked < 0 ? run.done : asked;
  const { target, follow } = useFocusAfterStep(`${run.stream} ${finished ? steps.length : asked}`);
  useEnter(doNext, finished);

  function reset(): void {
    follow();
    runner.reset();
  }

  function doNext(): void {
    follow();
    next();
  }

  return (
    <section className="pane stack lab lab-steps" aria-labelledby="scenario-title" aria-busy={run.doing}>
      <header className="page-head">
        <h1 id="scenario-title">{scenario.title}</h1>
        <p>{scenario.about}</p>
      </header>
      <div className="row">
        {run.playing ? (
          <button className="btn" type="button" onClick={() => runner.stop()}>
            <Icon icon={Square} />
            Stop
          </button>
        ) : (
          <button className="btn" type="button" aria-disabled={run.doing} onClick={play}>
            <Icon icon={Play} />
            Play all
          </button>
        )}
        <button className="btn btn-quiet" type="button" onClick={reset}>
          <Icon icon={RotateCcw} />
          Reset
        </button>
        <CopyButton text={() => location.href} label="Copy link to this scenario" className="btn btn-quiet">
          Copy link
        </CopyButton>
      </div>
      <ol className="steps" aria-label="Steps">
        {steps.map((step, index) => (
          <li
            key={step.title}
            className={index < run.done ? 'is-done' : undefined}
            aria-current={index === current ? 'step' : undefined}
          >
            <b>
              {step.title}
              {index < run.done ? <span className="visually-hidden"> (done)</span> : null}
            </b>
            <span>{withStream(step.says, run)}</span>
            <StepOutcomes step={step} sent={run.sent.get(index)} nextOfSame={laterOf(run, index)} />
            {index === asked && !run.playing ? (
              <DoStep step={step} doing={run.doing} act={doNext} target={target} />
            ) : null}
          </li>
        ))}
      </ol>
      {run.failure === null ? null : (
        <Failure title="This step could not be done" error={run.failure}>
          <button className="btn" type="button" onClick={doNext}>
            Try again
          </button>
        </Failure>
      )}
      {finished && scenario.races ? (
        <div className="row">
          <FireButton racer={racer} label="Fire again" />
        </div>
      ) : null}
      {finished ? <Learnt scenario={scenario} target={target} /> : null}
      <details className="fold">
        <summary>
          <Icon icon={ChevronRight} />
          The rule behind it
        </summary>
        <p className="muted">{scenario.rule}</p>
      </details>
    </section>
  );
}

function DoStep(props: {
  readonly step: Step;
  readonly doing: boolean;
  readonly act: () => void;
  readonly target: FocusTarget;
}) {
  const { step, doing, act, target } = props;
  return (
    <span className="row">
      <button
        className="btn btn-primary"
        type="button"
        ref={target}
        aria-label={`Do this step: ${step.title}`}
        aria-disabled={doing}
        onClick={() => !doing && act()}
      >
        Do this step <kbd>Enter</kbd>
      </button>
    </span>
  );
}

/** What came of the attempts that this step made. */
function StepOutcomes(props: {
  readonly step: Step;
  readonly sent: Sent | undefined;
  readonly nextOfSame: Sent | undefined;
}) {
  const { step, sent, nextOfSame } = props;
  const history = useHistories().find(({ request }) => request.id === sent?.requestId);
  if (sent === undefined || history === undefined) return null;
  const made = history.attempts.slice(sent.before, nextOfSame?.before);
  return (
    <span className="row">
      {step.fault === 'offline' ? <OutcomeChip kind="queued" /> : null}
      {made.map((attempt) => (
        <OutcomeChip key={attempt.number} kind={outcomeOf(attempt).kind} />
      ))}
    </span>
  );
}

/** The next step that sent the same request again. */
function laterOf(run: Run, index: number): Sent | undefined {
  const requestId = run.sent.get(index)?.requestId;
  return [...run.sent].find(([later, sent]) => later > index && sent.requestId === requestId)?.[1];
}

function Learnt({ scenario, target }: { readonly scenario: Scenario; readonly target: FocusTarget }) {
  const next = SCENARIOS[(SCENARIOS.indexOf(scenario) + 1) % SCENARIOS.length];
  return (
    <section className="notice stack learnt" data-state="committed" aria-labelledby="learnt-title">
      <h2 id="learnt-title" tabIndex={-1} ref={target}>
        What you just saw
      </h2>
      <p>{scenario.learnt}</p>
      {next === undefined ? null : (
        <p>
          Next: <a href={paths.scenario(next.id)}>{next.title}</a>
        </p>
      )}
    </section>
  );
}

function withStream(says: string, { stream }: Run): ReactNode {
  const [before, after] = says.split('{stream}');
  if (after === undefined) return says;
  return (
    <>
      {before}
      <code className="mono-small">
        <Name text={stream} />
      </code>
      {after}
    </>
  );
}

type FocusTarget = (element: HTMLElement | null) => void;

/** The button moves on with each step and begins anew with a reset, and the focus that was on it follows. `at` changes when it moves. */
function useFocusAfterStep(at: string): { readonly target: FocusTarget; readonly follow: () => void } {
  const element = useRef<HTMLElement | null>(null);
  const following = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new place is looked at.
  useEffect(() => {
    if (!following.current || element.current === null) return;
    following.current = false;
    element.current.focus();
  }, [at]);
  return {
    target: (mounted) => {
      element.current = mounted;
    },
    follow: () => {
      following.current = true;
    },
  };
}

/** Enter does the step as long as nothing else has the focus: on a projector nobody wants to aim. */
function useEnter(act: () => void, finished: boolean): void {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  }, [act]);
  // With the button that says Enter, not a moment after it.
  useLayoutEffect(() => {
    if (finished) return;
    const onKey = (event: KeyboardEvent) => {
      const { activeElement } = document;
      const free = activeElement === document.body || activeElement?.matches('main, h1');
      if (event.key === 'Enter' && free && !event.defaultPrevented) latest.current();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [finished]);
}
