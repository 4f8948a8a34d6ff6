// The second tab of a race.
import '../lab.css';
import '../../requests/requests.css';
import '../../requests/outcome.css';
import { useHistories } from '../../../client/ClientProvider.tsx';
import { paths } from '../../../router.ts';
import { Name } from '../../../ui/Name.tsx';
import { LiveFeed, useFeed } from '../LiveFeed.tsx';
import { RequestStory } from '../RequestStory.tsx';
import { FireButton } from './FireButton.tsx';
import { Scoreboard } from './Scoreboard.tsx';
import { useOther, useRacer } from './useRacer.ts';

export function RivalPage({ stream }: { readonly stream: string }) {
  const racer = useRacer(stream, 'second tab');
  const alone = useOther(racer) === null;
  const feed = useFeed(stream);
  const sent = useHistories().filter(
    ({ request }) => request.stream === stream && request.lab?.writer === 'second tab',
  );
  return (
    <>
      <section className="pane stack lab lab-steps" aria-labelledby="rival-title">
        <header className="page-head">
          <h1 id="rival-title">Second tab</h1>
          <p>
            A client of its own on the same store. It races with the first tab in{' '}
            <code className="mono-small">
              <Name text={stream} />
            </code>
            .
          </p>
        </header>
        <div className="row">
          <FireButton racer={racer} label="Fire in both" primary />
        </div>
        {alone ? (
          <p className="muted">
            The first tab is not there. A race begins with <a href={paths.scenario('race')}>Two-tab race</a>,
            which opens this tab by itself.
          </p>
        ) : (
          <p className="muted">
            Both tabs send one event at once, and expect the version that both have read.
          </p>
        )}
      </section>
      <div className="pane stack happened">
        <Scoreboard stream={stream} here="second tab" racer={racer} />
        <LiveFeed stream={stream} feed={feed} />
        {sent.map((history) => (
          <RequestStory key={history.request.id} history={history} next={undefined} />
        ))}
      </div>
    </>
  );
}
