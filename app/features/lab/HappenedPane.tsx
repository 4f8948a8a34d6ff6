// What happened in a run: the requests in two views, the stream, and the wire.
import { ChevronRight } from 'lucide-react';
import { useHistories } from '../../client/ClientProvider.tsx';
import type { History } from '../../client/history.ts';
import { Icon } from '../../ui/Icon.tsx';
import { counted } from '../../ui/words.ts';
import { Transcript } from '../requests/Transcript.tsx';
import { TwoViews } from '../requests/TwoViews.tsx';
import { LiveFeed, useFeed } from './LiveFeed.tsx';
import { RequestStory } from './RequestStory.tsx';
import { Scoreboard } from './race/Scoreboard.tsx';
import { ScenarioNetwork } from './ScenarioNetwork.tsx';
import type { Scenario } from './scenario.ts';
import type { RunOnScreen } from './useRun.ts';

/** Give it the stream as its key. */
export function HappenedPane(props: { readonly scenario: Scenario; readonly onScreen: RunOnScreen }) {
  const { scenario, onScreen } = props;
  const { run, racer } = onScreen;
  const histories = useLabHistories(run.stream);
  const asked = scenario.steps.find((step, index) => index >= run.done && step.by === 'you');
  const retried = asked?.retries === true && !run.doing ? histories.at(-1) : undefined;
  const last = histories.at(-1);
  const feed = useFeed(run.stream);
  return (
    <div className="pane stack happened">
      {scenario.races ? <Scoreboard stream={run.stream} here="first tab" racer={racer} /> : null}
      <section className="stack" aria-labelledby="happened-title">
        <header className="section-head">
          <h2 id="happened-title">What happened</h2>
          <span className="muted">
            {feed === null ? null : `In the stream: ${counted(feed.facts.eventCount, 'event')}`}
          </span>
          <ScenarioNetwork step={asked} />
        </header>
        {histories.map((history) => (
          <RequestStory
            key={history.request.id}
            history={history}
            next={history === retried ? asked?.title : undefined}
          />
        ))}
        {histories.length > 0 ? null : scenario.races ? (
          <p className="feed-none">Nothing was sent yet.</p>
        ) : (
          <TwoViews history={undefined} next={asked?.title} />
        )}
      </section>
      <LiveFeed stream={run.stream} feed={feed} />
      {last === undefined ? null : (
        <details className="fold">
          <summary>
            <Icon icon={ChevronRight} />
            Transcript
          </summary>
          <Transcript history={last} />
        </details>
      )}
    </div>
  );
}

/** The requests that were sent to a stream of the Lab, oldest first. */
function useLabHistories(stream: string): readonly History[] {
  return useHistories().filter(({ request }) => request.lab !== undefined && request.stream === stream);
}
