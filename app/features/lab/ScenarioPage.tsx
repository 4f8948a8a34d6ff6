// One scenario: its steps, what happened on both sides, and the stream it writes to.
import './lab.css';
import '../requests/requests.css';
import '../requests/outcome.css';
import { paths } from '../../router.ts';
import { Name } from '../../ui/Name.tsx';
import { HappenedPane } from './HappenedPane.tsx';
import { StepsPane } from './StepsPane.tsx';
import type { Scenario } from './scenario.ts';
import { SCENARIOS, scenarioOf } from './scenarios/index.ts';
import { useRun } from './useRun.ts';

export function ScenarioPage({ id }: { readonly id: string }) {
  const scenario = scenarioOf(id);
  return scenario === undefined ? <NotHere id={id} /> : <ScenarioRun scenario={scenario} />;
}

function NotHere({ id }: { readonly id: string }) {
  return (
    <section className="pane">
      <div className="blank">
        <h1>There is no such scenario</h1>
        <p>
          The Lab has no scenario “<Name text={id} />
          ”. It has {SCENARIOS.length} others.
        </p>
        <a className="btn" href={paths.lab()}>
          All scenarios
        </a>
      </div>
    </section>
  );
}

function ScenarioRun({ scenario }: { readonly scenario: Scenario }) {
  const onScreen = useRun(scenario);
  return (
    <>
      <StepsPane scenario={scenario} onScreen={onScreen} />
      <HappenedPane key={onScreen.run.stream} scenario={scenario} onScreen={onScreen} />
    </>
  );
}
